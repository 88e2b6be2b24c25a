import { visitPhrase, visitStem } from '../phraseMatches';
import type { Segment } from '../segment';
import { termsOf } from '../tokenize';
import { dayMeets, isFileMeant, isSameOrBelow } from './matchesQuery';
import type { PaperBits, PaperTable } from './paperTable';
import type { Criterion, QueryNode } from './queryNode';

/** The data that a query is evaluated on. */
export interface QueryData {
  readonly papers: PaperTable;
  readonly segments: readonly Segment[];
  /** The ids of the papers whose whole text is indexed. */
  readonly whole?: Iterable<string>;
}

/** The papers that are all that `nodes` ask for. */
export function evaluateAll(nodes: readonly QueryNode[], data: QueryData): PaperBits {
  return intersection([data.papers.all(), ...nodes.map((node) => evaluateQuery(node, data))], data);
}

/** The papers for which `matchesQuery` holds: all at once, from the index's own positions. */
function evaluateQuery(node: QueryNode, data: QueryData): PaperBits {
  switch (node.kind) {
    case 'word':
      return intersection(
        termsOf(node.text).map((term) => stemBits(term, data)),
        data,
      );
    case 'phrase':
      return phraseBits(node.text, false, data);
    case 'criterion':
      return criterionBits(node.criterion, data);
    case 'not':
      return without(data.papers.all(), ruledOut(node.node, data));
    case 'and':
      return intersection(
        node.nodes.map((child) => evaluateQuery(child, data)),
        data,
      );
    case 'or':
      return union(
        node.nodes.map((child) => evaluateQuery(child, data)),
        data,
      );
  }
}

/** The papers that a minus excludes: words match exactly, and a text without words excludes none. */
function ruledOut(node: QueryNode, data: QueryData): PaperBits {
  if (node.kind !== 'word') return evaluateQuery(node, data);
  return termsOf(node.text).length > 0 ? phraseBits(node.text, false, data) : data.papers.bits();
}

function criterionBits(criterion: Criterion, data: QueryData): PaperBits {
  const { papers } = data;
  const bits = papers.bits();
  switch (criterion.kind) {
    case 'tag':
      papers.tags.mark(bits, (tag) => isSameOrBelow(tag, criterion.tag, '/'));
      return bits;
    case 'author':
      papers.authors.mark(bits, criterion.name);
      return bits;
    case 'category':
      papers.categories.mark(bits, (category) => isSameOrBelow(category, criterion.category, '.'));
      return bits;
    case 'day':
    case 'after':
    case 'before':
      return papers.underDays((day) => dayMeets(criterion, day));
    case 'in':
      for (const id of data.whole ?? []) setBit(bits, papers.rowOf(id));
      return bits;
    case 'source':
      return papers.underDays(({ source }) => source === criterion.source);
    case 'file':
      papers.files.mark(bits, (file) => isFileMeant(file, criterion.path));
      return bits;
    case 'is':
      return papers.withState(criterion.state);
    case 'has':
      return papers.holding(criterion.thing);
    case 'title':
      return phraseBits(criterion.text, true, data);
  }
}

function phraseBits(text: string, inTitle: boolean, { papers, segments }: QueryData): PaperBits {
  const terms = termsOf(text);
  if (terms.length === 0) return papers.all();
  const bits = papers.bits();
  for (const segment of segments) {
    const rows = papers.rowsOf(segment);
    visitPhrase(segment, terms, inTitle, (document) => setBit(bits, rows[document]));
  }
  return bits;
}

function stemBits(term: string, { papers, segments }: QueryData): PaperBits {
  const bits = papers.bits();
  for (const segment of segments) {
    const rows = papers.rowsOf(segment);
    visitStem(segment, term, (document) => setBit(bits, rows[document]));
  }
  return bits;
}

function setBit(bits: PaperBits, row = -1): void {
  if (row >= 0) bits[row] = 1;
}

/** All papers where there are no sets. Changes the first set and returns it. */
function intersection(sets: readonly PaperBits[], { papers }: QueryData): PaperBits {
  const [first = papers.all(), ...others] = sets;
  for (const other of others) {
    for (let row = 0; row < first.length; row += 1) if (other[row] !== 1) first[row] = 0;
  }
  return first;
}

function union(sets: readonly PaperBits[], { papers }: QueryData): PaperBits {
  const bits = papers.bits();
  for (const set of sets) {
    for (let row = 0; row < bits.length; row += 1) if (set[row] === 1) bits[row] = 1;
  }
  return bits;
}

function without(all: PaperBits, bits: PaperBits): PaperBits {
  for (let row = 0; row < all.length; row += 1) if (bits[row] === 1) all[row] = 0;
  return all;
}
