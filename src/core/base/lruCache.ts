/** Remembers values by their keys, up to a number of them: beyond it, the least recently used one is forgotten. */
export class LruCache<K, V> {
  /** The least recently used one first. */
  readonly #entries = new Map<K, V>();

  /** @param most how many values are remembered */
  constructor(private readonly most: number) {}

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  /** The value, which is the most recently used one then; undefined if there is none. */
  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined && !this.#entries.has(key)) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value as V);
    return value;
  }

  /** The value, which `make` makes if there is none. */
  getOrMake(key: K, make: (key: K) => V): V {
    const value = this.get(key);
    if (value !== undefined) return value;
    const made = make(key);
    this.set(key, made);
    return made;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.most) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  /** Returns whether there was a value. */
  delete(key: K): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
