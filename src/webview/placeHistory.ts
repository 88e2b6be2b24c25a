import type { ReadingPlace } from '../protocol/messages';

const mostPlaces = 100;

/** The places of a whole paper that were left by following references. */
export class PlaceHistory {
  #back: ReadingPlace[] = [];
  #forward: ReadingPlace[] = [];

  /** A reference is followed from a place; undefined above the paper. */
  leave(from: ReadingPlace | undefined): void {
    this.#back = [...this.#back, from ?? start].slice(-mostPlaces);
    this.#forward = [];
  }

  /** The place to go to, if any. */
  go(by: 1 | -1, from: ReadingPlace | undefined): ReadingPlace | undefined {
    const [left, entered] = by < 0 ? [this.#back, this.#forward] : [this.#forward, this.#back];
    const place = left.pop();
    if (place) entered.push(from ?? start);
    return place;
  }

  clear(): void {
    this.#back = [];
    this.#forward = [];
  }
}

const start: ReadingPlace = { block: 0, offset: 0 };
