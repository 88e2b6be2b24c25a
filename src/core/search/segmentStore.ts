import type { AnalysedDocument } from './analyse';
import { EntriesHash, hashId32 } from '../text/hash';
import { writeSegment } from './segmentWriter';
import { mergeSegments } from './mergeSegments';
import { mostSegmentDocuments, type Segment } from './segment';

/** How many documents are added before they are frozen together, if no search comes first. */
const batchSize = 512;
/** Segments up to this size are merged at once: it takes a millisecond or two. */
const mergedAtOnce = 64;
/** A segment is merged with the previous one if that is at most this many times as large. */
const mergeRatio = 3;

/** Documents in segments, small ones merged into larger ones (a log-structured merge). Masks do not matter here. */
export class SegmentStore {
  /** Oldest first, and for the most part largest first. */
  #segments: Segment[];
  readonly #fresh = new Map<string, AnalysedDocument>();
  /** Ids that were deleted while segments were being merged. */
  #deletedMeanwhile: string[] | undefined;
  #version = 0;

  constructor(
    segments: readonly Segment[],
    /** Called with each new segment before it is searched. */
    private readonly onAdded: (segment: Segment) => void,
  ) {
    this.#segments = [...segments];
  }

  /** Changes with the documents. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.keptCount, this.#fresh.size);
  }

  /** Without what was put since {@link freeze}. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  has(id: string): boolean {
    return this.hashOf(id) !== undefined;
  }

  *ids(): Generator<string> {
    yield* this.#fresh.keys();
    for (const segment of this.#segments) {
      for (let document = 0; document < segment.size; document += 1) {
        if (segment.isKept(document)) yield segment.parts.ids.at(document);
      }
    }
  }

  /** The ids with the hash of what is kept under each: of all of them much faster than {@link hashOf}. */
  *hashes(): Generator<readonly [id: string, hash: number]> {
    for (const [id, { hash }] of this.#fresh) yield [id, hash];
    for (const segment of this.#segments) {
      for (let document = 0; document < segment.size; document += 1) {
        if (segment.isKept(document))
          yield [segment.parts.ids.at(document), segment.parts.documentHashes[document] ?? 0];
      }
    }
  }

  /** The `EntriesHash` of what {@link hashes} gives. */
  entriesHash(): string {
    const all = new EntriesHash();
    for (const [id, { hash }] of this.#fresh) all.add(hashId32(id), hash);
    for (const segment of this.#segments) all.addAll(segment.entriesHash);
    return all.value;
  }

  /** The hash of what is kept under an id. */
  hashOf(id: string): number | undefined {
    const fresh = this.#fresh.get(id);
    if (fresh) return fresh.hash;
    for (const segment of this.#segments) {
      const document = segment.findKept(id);
      if (document >= 0) return segment.parts.documentHashes[document];
    }
    return undefined;
  }

  put(document: AnalysedDocument): void {
    this.delete(document.id);
    this.#fresh.set(document.id, document);
    this.#version += 1;
    if (this.#fresh.size >= batchSize) this.freeze();
  }

  /** @returns whether there was a document of that id */
  delete(id: string): boolean {
    let isDeleted = this.#fresh.delete(id);
    for (const segment of this.#segments) {
      const document = segment.findKept(id);
      if (document < 0) continue;
      segment.kill(document);
      this.#deletedMeanwhile?.push(id);
      isDeleted = true;
    }
    if (isDeleted) this.#version += 1;
    return isDeleted;
  }

  /** Puts what is new into a segment. @returns whether there was anything */
  freeze(): boolean {
    if (this.#fresh.size === 0) return false;
    const frozen = writeSegment([...this.#fresh.values()]);
    this.#fresh.clear();
    this.onAdded(frozen);
    this.#segments.push(frozen);
    if (this.#deletedMeanwhile) return true;
    for (let at = this.#mergeable(mergedAtOnce); at > 0; at = this.#mergeable(mergedAtOnce)) {
      const [older, newer] = [this.#segments[at - 1], this.#segments[at]];
      if (!older || !newer) break;
      const merging = mergeSegments(older, newer);
      let step = merging.next();
      while (!step.done) step = merging.next();
      this.#replace(older, newer, step.value, []);
    }
    return true;
  }

  /**
   * Merges what has grown many, a few milliseconds' work at a time between its yields; the store may be used between
   * them. Only one may run at a time. Done when there is nothing left to merge.
   *
   * @param onReplaced called whenever segments have been replaced
   */
  *maintain(onReplaced: () => void): Generator<undefined, void> {
    for (let at = this.#mergeable(Infinity); at > 0; at = this.#mergeable(Infinity)) {
      const [older, newer] = [this.#segments[at - 1], this.#segments[at]];
      if (!older || !newer) return;
      this.#deletedMeanwhile = [];
      try {
        this.#replace(older, newer, yield* mergeSegments(older, newer), this.#deletedMeanwhile);
        onReplaced();
      } finally {
        this.#deletedMeanwhile = undefined;
      }
    }
  }

  #replace(older: Segment, newer: Segment, merged: Segment, deleted: readonly string[]): void {
    for (const id of deleted) {
      const document = merged.findKept(id);
      if (document >= 0) merged.kill(document);
    }
    this.onAdded(merged);
    this.#segments = this.#segments.flatMap((segment) =>
      segment === older ? (merged.keptCount > 0 ? [merged] : []) : segment === newer ? [] : [segment],
    );
  }

  /**
   * The segment that is to be merged with the one before it, or 0: of those that may be, the pair that is least work, so
   * that many small ones become few large ones in as many rounds as there are halvings.
   */
  #mergeable(most: number): number {
    let best = 0;
    let least = Infinity;
    for (let at = 1; at < this.#segments.length; at += 1) {
      const older = this.#segments[at - 1]?.keptCount ?? 0;
      const newer = this.#segments[at]?.keptCount ?? 0;
      const size = older + newer;
      if (older > mergeRatio * newer || size > Math.min(most, mostSegmentDocuments) || size >= least)
        continue;
      best = at;
      least = size;
    }
    return best;
  }
}
