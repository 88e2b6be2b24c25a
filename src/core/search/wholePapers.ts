import { visitPhrase } from './phraseMatches';
import { comesBefore, type RankedDocument } from './rank';
import { SearchIndex } from './searchIndex';
import type { SearchHit } from './searchDocument';
import type { Segment } from './segment';
import { termsOf } from './tokenize';

/** The text of a section of a whole paper. */
export interface WholePaperSection {
  /** The index of its first block. */
  readonly block: number;
  readonly title: string;
  readonly text: string;
}

interface IndexedWholePaper {
  readonly stamp: string;
  readonly documents: readonly string[];
}

interface WholePaperSearch {
  readonly limit: number;
  /** The section has to contain all of these. */
  readonly phrases: readonly string[];
  /** All papers if it is undefined. */
  readonly accepts: ((paperId: string) => boolean) | undefined;
  /** Whether a section needs all words of the query, stop words aside. */
  readonly isEvery: boolean;
}

/**
 * The sections of whole papers. They are indexed separately from papers, so that a search of papers takes no longer, and
 * give the section of each match.
 */
export class WholePaperIndex {
  readonly #papers = new Map<string, IndexedWholePaper>();
  /** The ids of papers by documents. */
  readonly #papersOf = new WeakMap<Segment, (string | undefined)[]>();

  /** @param index the documents of an earlier session */
  constructor(readonly index: SearchIndex = new SearchIndex()) {
    const found = new Map<string, { stamp: string; count: number; documents: string[] }>();
    for (const id of index.ids()) {
      const { paperId, stamp, count } = read(id);
      const paper = found.get(paperId);
      if (paper?.stamp === stamp) paper.documents.push(id);
      else found.set(paperId, { stamp, count, documents: [...(paper?.documents ?? []), id] });
    }
    // A paper of which only some sections were saved is indexed again.
    for (const [paperId, { stamp, count, documents }] of found)
      this.#papers.set(paperId, { stamp: documents.length === count ? stamp : '', documents });
  }

  /** The papers that are indexed. */
  get paperIds(): Iterable<string> {
    return this.#papers.keys();
  }

  get isEmpty(): boolean {
    return this.#papers.size === 0;
  }

  /** Identifies what was indexed of a paper; undefined if it is not indexed. */
  stampOf(paperId: string): string | undefined {
    return this.#papers.get(paperId)?.stamp;
  }

  /** Indexes a paper in place of what was indexed of it before. Yields after each section. */
  *put(paperId: string, stamp: string, sections: readonly WholePaperSection[]): Generator<undefined, void> {
    this.delete(paperId);
    const documents: string[] = [];
    this.#papers.set(paperId, { stamp, documents });
    for (const { block, title, text } of sections) {
      const id = [paperId, stamp, sections.length, block, title].join(separator);
      this.index.put({ id, title, abstract: text });
      documents.push(id);
      yield;
    }
  }

  delete(paperId: string): void {
    for (const id of this.#papers.get(paperId)?.documents ?? []) this.index.delete(id);
    this.#papers.delete(paperId);
  }

  /** The papers with sections that match, each once with the best one; best first. */
  search(text: string, { limit, phrases, accepts, isEvery }: WholePaperSearch): SearchHit[] {
    const withPhrases = this.#withPhrases(phrases);
    const { segments, visit, explained } = this.index.matched(text, isEvery);
    const best = new Map<string, RankedDocument>();
    visit((number, document, score) => {
      const segment = segments[number];
      if (!segment || withPhrases?.get(segment)?.has(document) === false) return 0;
      const paperId = this.#paperAt(segment, document);
      const known = best.get(paperId);
      const hit = { segment: number, document, score };
      if (known ? comesBefore(segments, hit, known) : (accepts?.(paperId) ?? true)) best.set(paperId, hit);
      return 0;
    });
    const ranked = [...best.values()].sort((a, b) => (comesBefore(segments, a, b) ? -1 : 1)).slice(0, limit);
    return ranked.map((ranking) => {
      const hit = explained(ranking);
      const { paperId, block, title } = read(hit.id);
      return { ...hit, id: paperId, fields: {}, section: { block, title } };
    });
  }

  /** Cached, as parsing the id of a document takes longer than ranking it. */
  #paperAt(segment: Segment, document: number): string {
    const known = this.#papersOf.get(segment) ?? [];
    this.#papersOf.set(segment, known);
    return (known[document] ??= read(segment.parts.ids.at(document)).paperId);
  }

  /** The documents that contain all phrases; undefined if no phrases are given. */
  #withPhrases(phrases: readonly string[]): ReadonlyMap<Segment, ReadonlySet<number>> | undefined {
    if (phrases.length === 0) return undefined;
    const all = new Map<Segment, ReadonlySet<number>>();
    for (const segment of this.index.searchable()) {
      const sets = phrases.map((phrase) => {
        const documents = new Set<number>();
        visitPhrase(segment, termsOf(phrase), false, (document) => documents.add(document));
        return documents;
      });
      all.set(
        segment,
        sets.reduce((common, set) => new Set([...common].filter((document) => set.has(document)))),
      );
    }
    return all;
  }
}

const separator = '\t';

/** Parses the id of a section's document. A title may contain the separator. */
function read(id: string): {
  readonly paperId: string;
  readonly stamp: string;
  readonly count: number;
  readonly block: number;
  readonly title: string;
} {
  const [paperId = '', stamp = '', count = '', block = '', ...title] = id.split(separator);
  return { paperId, stamp, count: Number(count), block: Number(block), title: title.join(separator) };
}
