import { firstIndex } from '../base/firstIndex';

/** Keeps the best few of many, in order. */
export class TopHits<T> {
  readonly #items: T[] = [];

  /** @param comesBefore a strict order: whether `a` is to stand before `b` */
  constructor(
    readonly limit: number,
    readonly comesBefore: (a: T, b: T) => boolean,
  ) {}

  /** The last of those kept, once there are `limit` of them: what does not come before it is not kept. */
  get last(): T | undefined {
    return this.#items.length >= this.limit ? this.#items[this.limit - 1] : undefined;
  }

  add(item: T): void {
    const { last } = this;
    if (this.limit < 1 || (last !== undefined && !this.comesBefore(item, last))) return;
    const place = firstIndex(this.#items.length, (at) => this.comesBefore(item, this.#items[at] as T));
    this.#items.splice(place, 0, item);
    if (this.#items.length > this.limit) this.#items.pop();
  }

  get items(): readonly T[] {
    return this.#items;
  }
}
