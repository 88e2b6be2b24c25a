import { analyse, type AnalysedDocument, titleHash } from './analyse';
import { explain } from './explain';
import { freezeSegment } from './freezeSegment';
import { mergeSegments } from './mergeSegments';
import { queryWords } from './queryWords';
import { idOf, type RankedDocument, Ranker, type WeightedMatches } from './rank';
import { related } from './related';
import type {
  RelatedHit,
  RelatedOptions,
  ScoredDocument,
  SearchDocument,
  SearchHit,
  SearchOptions,
} from './searchDocument';
import { mostSegmentDocuments, readWords, type Segment } from './segment';
import { stopWords } from './stopWords';
import { type QueryWord, WordMatcher, type WordMatches } from './wordMatches';

/** So many documents are put before they are frozen together, if nobody searches meanwhile. */
const batchSize = 512;
/** Segments up to this size are merged at once: it takes a millisecond or two. */
const mergedAtOnce = 64;
/** A segment is merged with the one before it when that is no more than so many times as large. */
const mergeRatio = 3;
/** How many words' matches are kept for the next keystroke. */
const keptWords = 24;

/**
 * Finds documents by their words as they are typed: the last word may be unfinished and any may be mistyped. A title
 * weighs more than tags, those more than notes, and those more than the abstract; a query that is a document's title
 * finds that document first. Takes any text and never throws.
 *
 * What it answers depends on the documents in it only, not on the order they came in, nor on {@link maintain}.
 */
export class SearchIndex {
  /** Oldest first, and for the most part largest first. */
  #segments: Segment[];
  readonly #fresh = new Map<string, AnalysedDocument>();
  readonly #matcher = new WordMatcher();
  readonly #ranker = new Ranker();
  readonly #kept = new Map<string, WordMatches>();
  /** Ids that were deleted while segments were being merged. */
  #deletedMeanwhile: string[] | undefined;

  /** @param segments frozen before, as `segments` gave them */
  constructor(segments: readonly Segment[] = []) {
    this.#segments = [...segments];
  }

  get size(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.liveCount, this.#fresh.size);
  }

  has(id: string): boolean {
    return this.#fresh.has(id) || this.#segments.some((segment) => segment.find(id) >= 0);
  }

  *ids(): Generator<string> {
    yield* this.#fresh.keys();
    for (const segment of this.#segments) {
      for (let document = 0; document < segment.size; document += 1) {
        if (segment.isLive(document)) yield segment.parts.ids.at(document);
      }
    }
  }

  /** The `documentHash` of what is kept under an id. */
  hashOf(id: string): number | undefined {
    const fresh = this.#fresh.get(id);
    if (fresh) return fresh.hash;
    for (const segment of this.#segments) {
      const document = segment.find(id);
      if (document >= 0) return segment.parts.documentHashes[document];
    }
    return undefined;
  }

  /** Adds a document, or takes the place of the one with its id. */
  put(document: SearchDocument): void {
    this.delete(document.id);
    this.#fresh.set(document.id, analyse(document));
    this.#kept.clear();
    if (this.#fresh.size >= batchSize) this.#freeze();
  }

  /** Forgets a document. Does nothing where there is none of that id. */
  delete(id: string): void {
    if (this.#fresh.delete(id)) return;
    for (const segment of this.#segments) {
      const document = segment.find(id);
      if (document < 0) continue;
      segment.kill(document);
      this.#deletedMeanwhile?.push(id);
      this.#kept.clear();
    }
  }

  /** Best first; equal scores stand in the order of their ids. */
  search(query: string, options: SearchOptions = {}): SearchHit[] {
    const { words, ranked } = this.#rank(query, options);
    return ranked.map((hit) => this.#toHit(hit, words));
  }

  /** As {@link search}, without saying what matched: for asking for many. */
  ranked(query: string, options: SearchOptions = {}): ScoredDocument[] {
    const { ranked } = this.#rank(query, options);
    return ranked.map((hit) => ({ id: idOf(this.#segments, hit), score: hit.score }));
  }

  /** What of a query matched in documents that were found by it before; without those that are gone. */
  describe(query: string, documents: readonly ScoredDocument[]): SearchHit[] {
    this.#freeze();
    const words = this.#matchesOfAll(query);
    return documents.flatMap(({ id, score }) => {
      const segment = this.#segments.findIndex((candidate) => candidate.find(id) >= 0);
      const document = this.#segments[segment]?.find(id) ?? -1;
      return document < 0 ? [] : [this.#toHit({ segment, document, score }, words)];
    });
  }

  /** Documents about the same things, by tf-idf; none for an unknown id. */
  related(id: string, options: RelatedOptions = {}): RelatedHit[] {
    this.#freeze();
    return related(this.#segments, this.#matcher, this.#ranker, id, options.limit ?? 10);
  }

  /** The words of a document that tell something, for `recommend`; those of its title weigh twice. */
  wordsOf(id: string): Map<string, number> {
    this.#freeze();
    const words = new Map<string, number>();
    for (const segment of this.#segments) {
      const document = segment.find(id);
      if (document < 0) continue;
      readWords(segment.parts, document, (number, fields) => {
        const term = segment.parts.terms.at(number);
        if (!stopWords.has(term)) words.set(term, (fields & 1) === 0 ? 1 : 2);
      });
    }
    return words;
  }

  /** The segments as they are, everything put included: to be saved. They go on changing by documents dying. */
  segments(): readonly Segment[] {
    this.#freeze();
    return this.#segments;
  }

  /**
   * Merges what has grown many, a few milliseconds' work at a time between its yields; the index may be used between
   * them. Only one may run at a time. Done when there is nothing left to merge.
   */
  *maintain(): Generator<undefined, void> {
    this.#freeze();
    for (let at = this.#mergeable(Infinity); at > 0; at = this.#mergeable(Infinity)) {
      const [older, newer] = [this.#segments[at - 1], this.#segments[at]];
      if (!older || !newer) return;
      this.#deletedMeanwhile = [];
      try {
        this.#replace(older, newer, yield* mergeSegments(older, newer), this.#deletedMeanwhile);
      } finally {
        this.#deletedMeanwhile = undefined;
      }
    }
  }

  #rank(query: string, options: SearchOptions): { words: WeightedMatches[]; ranked: RankedDocument[] } {
    this.#freeze();
    const { limit = 50, filter } = options;
    const words = this.#matchesOfAll(query);
    const titled = this.#titled(options.title ?? query);
    // A filter may refuse any number: ask for ever more until enough are left or there are no more.
    for (let wanted = limit; ; wanted *= 4) {
      const ranked = this.#ranker.rank(this.#segments, words, wanted);
      const hits = this.#titlesFirst(ranked, titled).filter(
        (hit) => filter?.(idOf(this.#segments, hit)) ?? true,
      );
      if (!filter || hits.length >= limit || ranked.length < wanted)
        return { words, ranked: hits.slice(0, limit) };
    }
  }

  #matchesOfAll(query: string): WeightedMatches[] {
    return queryWords(query).map((word) => ({ matches: this.#matchesOf(word), weight: word.weight }));
  }

  #replace(older: Segment, newer: Segment, merged: Segment, deleted: readonly string[]): void {
    for (const id of deleted) {
      const document = merged.find(id);
      if (document >= 0) merged.kill(document);
    }
    this.#segments = this.#segments.flatMap((segment) =>
      segment === older ? (merged.liveCount > 0 ? [merged] : []) : segment === newer ? [] : [segment],
    );
    this.#kept.clear();
  }

  /** Makes what was put since the last time findable. */
  #freeze(): void {
    if (this.#fresh.size === 0) return;
    this.#segments.push(freezeSegment([...this.#fresh.values()]));
    this.#fresh.clear();
    if (this.#deletedMeanwhile) return;
    for (let at = this.#mergeable(mergedAtOnce); at > 0; at = this.#mergeable(mergedAtOnce)) {
      const [older, newer] = [this.#segments[at - 1], this.#segments[at]];
      if (!older || !newer) return;
      const merging = mergeSegments(older, newer);
      let step = merging.next();
      while (!step.done) step = merging.next();
      this.#replace(older, newer, step.value, []);
    }
  }

  /**
   * The segment that is to be merged with the one before it, or 0: of those that may be, the pair that is least work, so
   * that many small ones become few large ones in as many rounds as there are halvings.
   */
  #mergeable(most: number): number {
    let best = 0;
    let least = Infinity;
    for (let at = 1; at < this.#segments.length; at += 1) {
      const older = this.#segments[at - 1]?.liveCount ?? 0;
      const newer = this.#segments[at]?.liveCount ?? 0;
      const size = older + newer;
      if (older > mergeRatio * newer || size > Math.min(most, mostSegmentDocuments) || size >= least)
        continue;
      best = at;
      least = size;
    }
    return best;
  }

  #matchesOf(word: QueryWord): WordMatches {
    const key = `${word.term}${word.open ? '*' : ''}${word.asTyped ? '' : '~'}`;
    const matches = this.#kept.get(key) ?? this.#matcher.match(this.#segments, word);
    this.#kept.delete(key);
    this.#kept.set(key, matches);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptWords && oldest !== undefined) this.#kept.delete(oldest);
    return matches;
  }

  /** The documents that have this title. */
  #titled(title: string): RankedDocument[] {
    const hash = titleHash(title);
    if (hash === 0) return [];
    return this.#segments.flatMap((segment, number) => {
      const found: RankedDocument[] = [];
      const { titleHashes } = segment.parts;
      for (let at = titleHashes.indexOf(hash); at >= 0; at = titleHashes.indexOf(hash, at + 1)) {
        if (segment.isLive(at)) found.push({ segment: number, document: at, score: 0 });
      }
      return found;
    });
  }

  #titlesFirst(ranked: readonly RankedDocument[], titled: readonly RankedDocument[]): RankedDocument[] {
    if (titled.length === 0) return [...ranked];
    const best = ranked[0]?.score ?? 1;
    const isTitled = (hit: RankedDocument): boolean =>
      titled.some(({ segment, document }) => segment === hit.segment && document === hit.document);
    const first = titled.map((hit) => {
      const found = ranked.find(
        ({ segment, document }) => segment === hit.segment && document === hit.document,
      );
      return { ...hit, score: best + (found?.score ?? 0) };
    });
    const inOrder = first.sort(
      (a, b) => b.score - a.score || (idOf(this.#segments, a) < idOf(this.#segments, b) ? -1 : 1),
    );
    return [...inOrder, ...ranked.filter((hit) => !isTitled(hit))];
  }

  #toHit(hit: RankedDocument, words: readonly WeightedMatches[]): SearchHit {
    const segment = this.#segments[hit.segment];
    if (!segment) throw new RangeError('No such segment');
    const met = words.flatMap(({ matches }) => matches.segments[hit.segment] ?? []);
    return { id: idOf(this.#segments, hit), score: hit.score, ...explain(segment, hit.document, met) };
  }
}
