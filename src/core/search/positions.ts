import { byteLength, type ByteWriter } from './bytes';
import type { SegmentParts } from './segment';

// The words of a document are numbered through its texts, the title first, with one number left out between two texts,
// so that two words with successive numbers are always next to each other. For each posting: how many bytes its
// positions take, then the first position and the distance from each to the next.

/** Appends the positions of one posting, ascending. */
export function writePositions(writer: ByteWriter, positions: readonly number[]): void {
  let length = 0;
  let before = 0;
  for (const position of positions) {
    length += byteLength(position - before);
    before = position;
  }
  writer.number(length);
  before = 0;
  for (const position of positions) {
    writer.number(position - before);
    before = position;
  }
}

/** Reads the postings of one term, document by document, with their positions. */
export class PositionCursor {
  /** The document at hand; `Infinity` after the last. */
  document = Infinity;
  #posting = -1;
  readonly #documents: Uint16Array;
  readonly #positions: Uint8Array;
  /** The range of the current document's positions in `#positions`. */
  #from = 0;
  #to = 0;

  /** @param term below 0: a term that no document has */
  constructor({ postingStarts, postingDocuments, positionStarts, positions }: SegmentParts, term: number) {
    const next = term < 0 ? term : term + 1;
    this.#documents = postingDocuments.range(postingStarts[term] ?? 0, postingStarts[next] ?? 0);
    this.#positions = positions.range(positionStarts[term] ?? 0, positionStarts[next] ?? 0);
    this.next();
  }

  get hasPositions(): boolean {
    return this.#to > this.#from;
  }

  next(): void {
    this.#posting += 1;
    if (this.#posting >= this.#documents.length) {
      this.document = Infinity;
      return;
    }
    this.document = this.#documents[this.#posting] ?? 0;
    const positions = this.#positions;
    let at = this.#to;
    let length = 0;
    let scale = 1;
    let byte = positions[at++] ?? 0;
    while (byte >= 128) {
      length += (byte - 128) * scale;
      scale *= 128;
      byte = positions[at++] ?? 0;
    }
    this.#from = at;
    this.#to = at + length + byte * scale;
  }

  /** Goes on to `document`, or to the next after it. @returns whether the term is in `document` */
  moveTo(document: number): boolean {
    while (this.document < document) this.next();
    return this.document === document;
  }

  /**
   * Goes on to the next document that has the term at `position`; stays if the current document does. The loop calls no function,
   * because in the server V8 does not inline functions.
   *
   * @returns whether there is such a document
   */
  moveToPosition(position: number): boolean {
    const positions = this.#positions;
    const count = this.#documents.length;
    let posting = this.#posting;
    let from = this.#from;
    let to = this.#to;
    while (posting < count) {
      let reached = 0;
      let at = from;
      while (at < to) {
        let scale = 1;
        let byte = positions[at++] ?? 0;
        while (byte >= 128) {
          reached += (byte - 128) * scale;
          scale *= 128;
          byte = positions[at++] ?? 0;
        }
        reached += byte * scale;
        if (reached >= position) break;
      }
      if (at > from && reached === position) break;
      posting += 1;
      at = to;
      let length = 0;
      let scale = 1;
      let byte = positions[at++] ?? 0;
      while (byte >= 128) {
        length += (byte - 128) * scale;
        scale *= 128;
        byte = positions[at++] ?? 0;
      }
      from = at;
      to = at + length + byte * scale;
    }
    this.#posting = posting;
    this.#from = from;
    this.#to = to;
    this.document = this.#documents[posting] ?? Infinity;
    return posting < count;
  }

  /** Appends the positions of the current document, in the form of {@link writePositions}. */
  copyTo(writer: ByteWriter): void {
    writer.number(this.#to - this.#from);
    writer.copy(this.#positions, this.#from, this.#to);
  }

  /**
   * Writes the positions of the document at hand to `into`, each less `offset`, without those below `offset`.
   *
   * @returns how many
   */
  read(into: number[], offset: number): number {
    const positions = this.#positions;
    let count = 0;
    let position = 0;
    let at = this.#from;
    while (at < this.#to) {
      let scale = 1;
      let byte = positions[at++] ?? 0;
      while (byte >= 128) {
        position += (byte - 128) * scale;
        scale *= 128;
        byte = positions[at++] ?? 0;
      }
      position += byte * scale;
      if (position >= offset) into[count++] = position - offset;
    }
    return count;
  }
}
