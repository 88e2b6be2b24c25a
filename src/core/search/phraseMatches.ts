import { PositionCursor } from './positions';
import { titleField } from './searchDocument';
import { readWords, type Segment, storedWords } from './segment';
import { stem } from './stem';
import { stemHash } from './segmentWriter';

/**
 * Calls `visit` with the live documents of which one text contains `terms` next to each other in this order.
 *
 * @param terms one or more, each as `termOf` gives it
 * @param inTitle only in the title
 */
export function visitPhrase(
  segment: Segment,
  terms: readonly string[],
  inTitle: boolean,
  visit: (document: number) => void,
): void {
  const { parts } = segment;
  const words = terms.map((term, offset) => ({ term: parts.terms.find(term), offset }));
  if (words.some(({ term }) => term < 0)) return;
  const bytesOf = (term: number): number =>
    (parts.positionStarts[term + 1] ?? 0) - (parts.positionStarts[term] ?? 0);
  // The rarest word first: what is found for it is all that the others are compared with.
  const [first, ...others] = words.sort((a, b) => bytesOf(a.term) - bytesOf(b.term));
  if (!first) return;
  const starts: number[] = [];
  const buffer: number[] = [];
  const cursors = others.map(({ term, offset }) => ({ cursor: new PositionCursor(parts, term), offset }));
  visitPostings(segment, first.term, (document, cursor) => {
    // Checking that all terms are in the document costs less than reading their positions.
    for (const other of cursors) if (!other.cursor.moveTo(document)) return;
    starts.length = cursor.read(starts, first.offset);
    for (const other of cursors) {
      if (starts.length === 0) return;
      keepShared(starts, other, buffer);
    }
    const last = inTitle ? (parts.titleLengths[document] ?? 0) - terms.length : Infinity;
    const [start] = starts;
    if (start !== undefined && start <= last) visit(document);
  });
}

/**
 * The live documents whose title begins with `terms`. The last term may be `open`: the word in its place then begins
 * with it.
 *
 * @param terms one or more, each as `termOf` gives it
 */
export function titlesBegunBy(
  segment: Segment,
  terms: readonly string[],
  open: boolean,
): ReadonlySet<number> {
  const { parts } = segment;
  const whole = open ? terms.slice(0, -1) : terms;
  const words = whole.map((term, position) => ({ term: parts.terms.find(term), position }));
  if (words.some(({ term }) => term < 0)) return new Set();
  const postingsOf = (term: number): number =>
    (parts.postingStarts[term + 1] ?? 0) - (parts.postingStarts[term] ?? 0);
  words.sort((a, b) => postingsOf(a.term) - postingsOf(b.term));
  let begun: ReadonlySet<number> | undefined;
  for (const { term, position } of words) {
    begun = documentsAt(segment, term, position, begun);
    if (begun.size === 0) return begun;
  }
  return open ? documentsWithWordAt(segment, terms.at(-1) ?? '', whole.length, begun) : (begun ?? new Set());
}

/** Visiting this number of postings takes about as long as one read from the file. */
const postingsPerRead = 2000;

/** The documents whose title has a word with this beginning at a position; only those in `among`, if it is given. */
function documentsWithWordAt(
  segment: Segment,
  beginning: string,
  position: number,
  among: ReadonlySet<number> | undefined,
): ReadonlySet<number> {
  const { postingStarts, terms } = segment.parts;
  const { low, high } = terms.prefixRange(beginning);
  const found = new Set<number>();
  const postings = (postingStarts[high] ?? 0) - (postingStarts[low] ?? 0);
  // Reading the words of each document takes one read; reading the documents and positions of each term takes two.
  if (among && among.size < 2 * (high - low) + postings / postingsPerRead) {
    for (const [term, documents] of titleTerms(segment, among, low, high))
      for (const document of documentsAt(segment, term, position, documents)) found.add(document);
    return found;
  }
  for (let term = low; term < high; term += 1) {
    for (const document of documentsAt(segment, term, position, among)) found.add(document);
  }
  return found;
}

/** The terms in `[low, high)` that occur in the titles of `documents`, each with the documents that have it there. */
function titleTerms(
  { parts }: Segment,
  documents: ReadonlySet<number>,
  low: number,
  high: number,
): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, Set<number>>();
  for (const document of documents) {
    readWords(storedWords(parts, document), (term, fields) => {
      if (term < low || term >= high || (fields & titleField) === 0) return;
      const known = found.get(term);
      if (known) known.add(document);
      else found.set(term, new Set([document]));
    });
  }
  return found;
}

/** The documents whose title has a term at a position; only those in `among`, if it is given. */
function documentsAt(
  segment: Segment,
  term: number,
  position: number,
  among: ReadonlySet<number> | undefined,
): ReadonlySet<number> {
  const { titleLengths } = segment.parts;
  const found = new Set<number>();
  const cursor = new PositionCursor(segment.parts, term);
  while (cursor.moveToPosition(position)) {
    const { document } = cursor;
    const isInTitle = position < (titleLengths[document] ?? 0);
    if (isInTitle && among?.has(document) !== false && segment.isLive(document)) found.add(document);
    cursor.next();
  }
  return found;
}

/** Removes from `starts` what is not `offset` before a position of the cursor's term in its document. */
function keepShared(
  starts: number[],
  { cursor, offset }: { readonly cursor: PositionCursor; readonly offset: number },
  buffer: number[],
): void {
  const count = cursor.read(buffer, offset);
  let kept = 0;
  let at = 0;
  for (const start of starts) {
    while (at < count && (buffer[at] ?? 0) < start) at += 1;
    if (at < count && buffer[at] === start) starts[kept++] = start;
  }
  starts.length = kept;
}

/** Calls `visit` with the live documents that have a word with the stem of `term` in a text, some more than once. */
export function visitStem(segment: Segment, term: string, visit: (document: number) => void): void {
  const { parts } = segment;
  const wanted = stem(term);
  const hash = stemHash(term);
  const { low, high } = parts.terms.prefixRange(commonBeginning(wanted));
  for (let number = low; number < high; number += 1) {
    if (parts.stems[number] !== hash || stem(parts.terms.at(number)) !== wanted) continue;
    visitPostings(segment, number, (document, { hasPositions }) => {
      if (hasPositions) visit(document);
    });
  }
}

function visitPostings(
  segment: Segment,
  term: number,
  visit: (document: number, cursor: PositionCursor) => void,
): void {
  const cursor = new PositionCursor(segment.parts, term);
  while (cursor.document < Infinity) {
    if (segment.isLive(cursor.document)) visit(cursor.document, cursor);
    cursor.next();
  }
}

/** How every word with this stem begins: stemming changes two letters before the ending that it cuts off, at most. */
export function commonBeginning(stemmed: string): string {
  return stemmed.slice(0, Math.max(1, stemmed.length - 2));
}
