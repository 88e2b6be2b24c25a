/** The places that were visited, in order, with a way back and forward as in a browser. */
export class NavigationHistory<T> {
  readonly #isSame: (one: T, other: T) => boolean;
  readonly #limit: number;
  #places: readonly T[];
  #at: number;

  /** Continues a stored history; `at` is brought into range. Keeps the last `limit` places. */
  constructor(
    isSame: (one: T, other: T) => boolean,
    limit: number,
    stored: { readonly places: readonly T[]; readonly at: number } = { places: [], at: -1 },
  ) {
    this.#isSame = isSame;
    this.#limit = limit;
    this.#places = stored.places.slice(-limit);
    const at = Number.isInteger(stored.at) ? stored.at - (stored.places.length - this.#places.length) : 0;
    this.#at = Math.min(Math.max(at, 0), this.#places.length - 1);
  }

  get current(): T | undefined {
    return this.#places[this.#at];
  }

  /** The state from which a later history can continue. */
  get stored(): { readonly places: readonly T[]; readonly at: number } {
    return { places: this.#places, at: this.#at };
  }

  /** Goes to a new place; what lay ahead is forgotten. Replaces the current place if it is the same. */
  visit(place: T): void {
    const { current } = this;
    const kept = this.#places.slice(0, this.#at + 1);
    const before = current !== undefined && this.#isSame(current, place) ? kept.slice(0, -1) : kept;
    this.#places = [...before, place].slice(-this.#limit);
    this.#at = this.#places.length - 1;
  }

  canGo(by: 1 | -1): boolean {
    return this.#at + by >= 0 && this.#at + by < this.#places.length;
  }

  /** Goes back or forward and returns the place; undefined at the end in that direction. */
  go(by: 1 | -1): T | undefined {
    if (!this.canGo(by)) return undefined;
    this.#at += by;
    return this.current;
  }
}
