import { analyse, titleHash } from './analyse';
import { explain, type TermMarks, termMarks } from './explain';
import type { PapersSummary } from './indexProtocol';
import { orderCandidates } from './orderCandidates';
import { type DocumentHashes, documentHashes, withoutNote } from './paperTexts';
import { titlesBegunBy } from './phraseMatches';
import { queryWords } from './queryWords';
import {
  idOf,
  raiseHits,
  type RankedDocument,
  Ranker,
  type ScoreVisitor,
  type WeightedMatches,
} from './rank';
import { related } from './related';
import {
  keywordsField,
  type RelatedHit,
  type RelatedOptions,
  type SearchDocument,
  type SearchHit,
  type SearchOptions,
  titleField,
} from './searchDocument';
import { readWords, type Segment, storedWords } from './segment';
import { SegmentStore } from './segmentStore';
import { stopWords } from './stopWords';
import { tokenize } from './tokenize';
import { type QueryWord, WordMatcher, type WordMatches } from './wordMatches';

/** The number of words whose matches are kept for the next keystroke. In a large library, the matches of a word take up to 0.4 MB. */
const keptWhileTyping = 24;

/** Added to the score of a document whose title begins with the query: more than words can score. */
const titleBegun = 2 ** 30;

/** In UTF-16 units: a shorter text begins too many titles to tell anything, and a longer one is no title. */
const shortestBeginning = 3;
const longestBeginning = 300;

/** At least this many of the best documents are reordered by `orderCandidates`, even for a smaller limit. */
const leastCandidates = 100;

/** Whether a document may be in an answer, by its place in the index. */
export type DocumentFilter = (segment: Segment, document: number) => boolean;

/** {@link SearchOptions} with a filter that is faster than one by id. */
export interface IndexSearchOptions extends SearchOptions {
  readonly accepts?: DocumentFilter;
}

/** The documents that match a query, before the best of them are chosen. Valid until the index changes. */
export interface Matched {
  readonly segments: readonly Segment[];
  /** Calls a function with the documents and their scores; see {@link ScoreVisitor}. */
  readonly visit: (visitor: ScoreVisitor) => void;
  /** A document with the terms that it matches, which takes longer than its score if it is long. */
  readonly explained: (hit: RankedDocument) => SearchHit;
}

/**
 * Finds documents by their words as they are typed: the last word may be unfinished and any may be mistyped. A title
 * weighs more than tags, those more than notes, and those more than the abstract; a query that is a document's title
 * finds that document first. Takes any text and never throws.
 *
 * Its results depend only on the documents in it, not on the order they came in, nor on {@link maintain}.
 *
 * Papers are kept as all workspaces have them. A paper with tags or a note is kept a second time with these, apart from
 * the others, and its first document is masked: so each part can be saved where it belongs.
 */
export class SearchIndex {
  readonly #papers: SegmentStore;
  readonly #noted: SegmentStore;
  readonly #matcher = new WordMatcher();
  readonly #ranker = new Ranker();
  readonly #kept = new Map<string, WordMatches>();
  /** The last result of {@link withoutNotes}, and of what it was made. */
  #bare:
    | { readonly version: string; readonly segments: readonly Segment[]; readonly index: SearchIndex }
    | undefined;

  /**
   * @param papers frozen before, as {@link segments} gave them
   * @param noted as {@link notedSegments} gave them
   * @param keptWords the number of words whose matches are kept for the next queries
   */
  constructor(
    papers: readonly Segment[] = [],
    noted: readonly Segment[] = [],
    private readonly keptWords = keptWhileTyping,
  ) {
    this.#noted = new SegmentStore(noted, () => undefined);
    this.#papers = new SegmentStore(papers, (segment) => this.#maskNoted(segment));
    for (const segment of papers) this.#maskNoted(segment);
  }

  get size(): number {
    return this.#papers.size;
  }

  /** Change with what {@link segments} and {@link notedSegments} give. */
  get versions(): { readonly papers: number; readonly noted: number } {
    return { papers: this.#papers.version, noted: this.#noted.version };
  }

  has(id: string): boolean {
    return this.#papers.has(id);
  }

  *ids(): Generator<string> {
    yield* this.#papers.ids();
    for (const id of this.#noted.ids()) if (!this.#papers.has(id)) yield id;
  }

  /** The hashes of all papers without their notes, by their ids; NaN where only the note is kept. */
  hashes(): Map<string, number> {
    const hashes = new Map(this.#papers.hashes());
    for (const id of this.#noted.ids()) if (!hashes.has(id)) hashes.set(id, Number.NaN);
    return hashes;
  }

  /** Hashes of the indexed papers, and of those with notes. */
  summary(): PapersSummary {
    return { papers: this.#papers.entriesHash(), noted: this.#noted.entriesHash() };
  }

  /** The hash of what is kept of a paper and its note. */
  hashOf(id: string): number | undefined {
    return this.#noted.hashOf(id) ?? this.#papers.hashOf(id);
  }

  /**
   * Whether a paper and its note are kept as these hashes say.
   *
   * @param kept the hash in {@link hashes}, if that is known
   */
  isCurrent(id: string, { paper, noted }: DocumentHashes, kept = this.#papers.hashOf(id)): boolean {
    return kept === paper && (this.#noted.hashOf(id) ?? 0) === noted;
  }

  /** Adds a document, or takes the place of the one with its id. */
  put(document: SearchDocument, hashes: DocumentHashes = documentHashes(document)): void {
    const { id } = document;
    if (this.#papers.hashOf(id) !== hashes.paper) {
      this.#papers.put(analyse(withoutNote(document), hashes.paper));
      this.#kept.clear();
    }
    if ((this.#noted.hashOf(id) ?? 0) === hashes.noted) return;
    if (hashes.noted === 0) this.#noted.delete(id);
    else this.#noted.put(analyse(document, hashes.noted));
    this.#mask(id, hashes.noted !== 0);
    this.#kept.clear();
  }

  /** Removes a document. Does nothing for an unknown id. */
  delete(id: string): void {
    const wasNoted = this.#noted.delete(id);
    if (this.#papers.delete(id) || wasNoted) this.#kept.clear();
  }

  /** Best first; documents with equal scores are in the order of their ids. */
  search(query: string, options: IndexSearchOptions = {}): SearchHit[] {
    const { segments, marks, ranked } = this.#rank(query, options);
    return ranked.map(this.#hitsOf(segments, marks));
  }

  /**
   * The documents that match, for a caller that selects among them. Words are not treated as mistyped, and the
   * order is that of the words alone.
   *
   * @param isEvery whether a document needs all words of the query, stop words aside
   */
  matched(query: string, isEvery: boolean): Matched {
    this.#freeze();
    const segments = this.#all();
    const words = this.#matchesOfAll(query, true);
    return {
      segments,
      visit: (visitor) => {
        if (isEvery) this.#ranker.visitWithAll(segments, words, visitor);
        else this.#ranker.visit(segments, words, visitor);
      },
      explained: this.#hitsOf(segments, termMarks(segments, words)),
    };
  }

  /** Documents about the same things, by tf-idf; none for an unknown id. */
  related(id: string, options: RelatedOptions = {}): RelatedHit[] {
    this.#freeze();
    return related(this.#all(), this.#matcher, this.#ranker, id, options.limit ?? 10);
  }

  /**
   * The words of a document for `recommend`, without stop words: those of its title weigh twice, and `codes` are those that
   * only its keywords contain.
   */
  wordsOf(id: string): { readonly words: Map<string, number>; readonly codes: ReadonlySet<string> } {
    this.#freeze();
    const words = new Map<string, number>();
    const codes = new Set<string>();
    for (const segment of this.#all()) {
      const document = segment.find(id);
      if (document < 0) continue;
      readWords(storedWords(segment.parts, document), (number, fields) => {
        const term = segment.parts.terms.at(number);
        if (stopWords.has(term)) return;
        words.set(term, (fields & titleField) === 0 ? 1 : 2);
        if (fields === keywordsField) codes.add(term);
      });
    }
    return { words, codes };
  }

  /**
   * The papers as they are without tags and notes, everything put included: to be saved for all workspaces. They go on
   * changing by documents being deleted or masked.
   */
  segments(): readonly Segment[] {
    this.#freeze();
    return this.#papers.segments;
  }

  /** The papers that have tags or a note, with these: to be saved for this workspace only. */
  notedSegments(): readonly Segment[] {
    this.#freeze();
    return this.#noted.segments;
  }

  /** The papers as they are without tags and notes, as an index of their own that is valid until the next change. */
  withoutNotes(): SearchIndex {
    const segments = this.segments();
    const { papers, noted } = this.versions;
    const version = `${papers} ${noted}`;
    const known = this.#bare;
    const isSame = (segment: Segment, at: number): boolean => known?.segments[at] === segment;
    if (known?.version === version && segments.length === known.segments.length && segments.every(isSame))
      return known.index;
    const index = new SearchIndex(
      segments.map((segment) => segment.unmasked()),
      [],
      this.keptWords,
    );
    this.#bare = { version, segments: [...segments], index };
    return index;
  }

  /** Everything that can be searched, with what was put last. */
  searchable(): readonly Segment[] {
    this.#freeze();
    return this.#all();
  }

  /**
   * Merges what has grown many, a few milliseconds' work at a time between its yields; the index may be used between
   * them. Only one may run at a time. Done when there is nothing left to merge.
   */
  *maintain(): Generator<undefined, void> {
    this.#freeze();
    yield* this.#papers.maintain(() => this.#kept.clear());
    yield* this.#noted.maintain(() => this.#kept.clear());
  }

  #all(): readonly Segment[] {
    return [...this.#papers.segments, ...this.#noted.segments];
  }

  /** Makes what was put since the last time findable. */
  #freeze(): void {
    const isPaperNew = this.#papers.freeze();
    if (this.#noted.freeze() || isPaperNew) this.#kept.clear();
  }

  #mask(id: string, isMasked: boolean): void {
    for (const segment of this.#papers.segments) {
      const document = segment.findKept(id);
      if (document >= 0) segment.mask(document, isMasked);
    }
  }

  #maskNoted(segment: Segment): void {
    if (this.#noted.size > segment.size) {
      for (let document = 0; document < segment.size; document += 1)
        if (this.#noted.has(segment.parts.ids.at(document))) segment.mask(document, true);
      return;
    }
    for (const id of this.#noted.ids()) {
      const document = segment.findKept(id);
      if (document >= 0) segment.mask(document, true);
    }
  }

  #rank(query: string, options: IndexSearchOptions): RankedHits {
    this.#freeze();
    const { limit = 50 } = options;
    const segments = this.#all();
    const accepts = filterOf(options);
    const words = this.#matchesOfAll(query, false);
    const marks = termMarks(segments, words);
    const { best, bestOfSubset: begun } = this.#ranker.rank(segments, words, {
      limit: Math.max(limit, leastCandidates),
      accepts,
      subset: begunBy(segments, query),
    });
    const ranked = orderCandidates(segments, words, best, marks);
    const titled = this.#titled(segments, options.title ?? query, accepts);
    const inOrder = raiseHits(segments, titled, raiseHits(segments, begun, ranked, titleBegun), titleBegun);
    return { segments, marks, ranked: inOrder.slice(0, limit) };
  }

  #matchesOfAll(query: string, isSpelled: boolean): WeightedMatches[] {
    return queryWords(query).map((word) => ({
      matches: this.#matchesOf({ ...word, isSpelled }),
      weight: word.weight,
      asTyped: word.asTyped,
      isTelling: !stopWords.has(word.term),
    }));
  }

  #matchesOf(word: QueryWord): WordMatches {
    const key = `${word.term}${word.open ? '*' : ''}${word.asTyped ? '' : '~'}${word.isSpelled === true ? '=' : ''}${word.joined.join('+')}`;
    const matches = this.#kept.get(key) ?? this.#matcher.match(this.#all(), word);
    this.#kept.delete(key);
    this.#kept.set(key, matches);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.keptWords && oldest !== undefined) this.#kept.delete(oldest);
    return matches;
  }

  /** The documents that have this title. */
  #titled(
    segments: readonly Segment[],
    title: string,
    accepts: DocumentFilter | undefined,
  ): RankedDocument[] {
    const hash = titleHash(title);
    if (hash === 0) return [];
    return segments.flatMap((segment, number) => {
      const found: RankedDocument[] = [];
      const { titleHashes } = segment.parts;
      for (let at = titleHashes.indexOf(hash); at >= 0; at = titleHashes.indexOf(hash, at + 1)) {
        if (segment.isLive(at) && (accepts?.(segment, at) ?? true))
          found.push({ segment: number, document: at, score: 0 });
      }
      return found;
    });
  }

  /** Returns a function that makes a hit of a ranked document, with the words that matched and their fields. */
  #hitsOf(segments: readonly Segment[], marks: TermMarks): (hit: RankedDocument) => SearchHit {
    return (hit) => {
      const segment = segments[hit.segment];
      if (!segment) throw new RangeError('No such segment');
      const { parts } = segment;
      const words = hit.words ?? storedWords(parts, hit.document);
      const explained = explain(parts, words, marks(hit.segment));
      return { id: idOf(segments, hit), score: hit.score, ...explained };
    };
  }
}

/** The documents of each segment whose title begins with what is typed. */
function begunBy(segments: readonly Segment[], query: string): readonly ReadonlySet<number>[] {
  const tokens = query.length < shortestBeginning || query.length > longestBeginning ? [] : tokenize(query);
  if (tokens.length === 0) return [];
  const isOpen = tokens.at(-1)?.end === query.length;
  const terms = tokens.map(({ term }) => term);
  return segments.map((segment) => titlesBegunBy(segment, terms, isOpen));
}

interface RankedHits {
  readonly segments: readonly Segment[];
  readonly marks: TermMarks;
  /** Best first. */
  readonly ranked: readonly RankedDocument[];
}

function filterOf({ filter, accepts }: IndexSearchOptions): DocumentFilter | undefined {
  return filter ? (segment, document) => filter(segment.parts.ids.at(document)) : accepts;
}
