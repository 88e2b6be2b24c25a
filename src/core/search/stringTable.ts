import { firstIndex } from '../base/firstIndex';
import { hashIdUnits32 } from '../text/hash';

/** The UTF-16 units of strings: of one byte each if all are below 256, as those of ids are. */
export type StringUnits = Uint8Array | Uint16Array;

/**
 * Different strings in ascending order of their UTF-16 units (that of `<`), in two typed arrays: nothing to build when
 * it is read from a file, and twenty times smaller than as many JavaScript strings.
 */
export class StringTable {
  /**
   * @param units the strings, one after the other
   * @param starts where each begins, and where the last one ends
   */
  constructor(
    readonly units: StringUnits,
    readonly starts: Uint32Array,
  ) {}

  /** @param strings ascending, each once */
  static of(strings: readonly string[]): StringTable {
    const starts = new Uint32Array(strings.length + 1);
    for (const [index, text] of strings.entries()) starts[index + 1] = (starts[index] ?? 0) + text.length;
    const units = new Uint16Array(starts[strings.length] ?? 0);
    let [at, bits] = [0, 0];
    for (const text of strings)
      for (let i = 0; i < text.length; i += 1) {
        const unit = text.charCodeAt(i);
        units[at++] = unit;
        bits |= unit;
      }
    return new StringTable(bits < 256 ? new Uint8Array(units) : units, starts);
  }

  /**
   * A table of some of the strings.
   *
   * @param indexes their indexes, ascending
   */
  pick(indexes: Uint32Array): StringTable {
    const starts = new Uint32Array(indexes.length + 1);
    for (let i = 0; i < indexes.length; i += 1)
      starts[i + 1] = (starts[i] ?? 0) + this.lengthAt(indexes[i] ?? 0);
    const length = starts[indexes.length] ?? 0;
    const units = this.units instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
    for (let i = 0; i < indexes.length; i += 1) {
      const end = starts[i + 1] ?? 0;
      let from = this.starts[indexes[i] ?? 0] ?? 0;
      for (let to = starts[i] ?? 0; to < end; to += 1) units[to] = this.units[from++] ?? 0;
    }
    return new StringTable(units, starts);
  }

  get size(): number {
    return this.starts.length - 1;
  }

  at(index: number): string {
    const units = this.units.subarray(this.starts[index] ?? 0, this.starts[index + 1] ?? 0);
    // More arguments than the stack has room for are an error.
    if (units.length <= 1000) return Reflect.apply(String.fromCharCode, undefined, units) as string;
    let text = '';
    for (const unit of units) text += String.fromCharCode(unit);
    return text;
  }

  /** `hashId32` of {@link at}. Does not make the string. */
  hashAt(index: number): number {
    return hashIdUnits32(this.units, this.starts[index] ?? 0, this.starts[index + 1] ?? 0);
  }

  lengthAt(index: number): number {
    return (this.starts[index + 1] ?? 0) - (this.starts[index] ?? 0);
  }

  /** The index of `text`, or -1. */
  find(text: string): number {
    const index = this.#firstNotBefore(text, false);
    return index < this.size && this.lengthAt(index) === text.length && this.#compare(index, text) === 0
      ? index
      : -1;
  }

  /** The strings that begin with `prefix`: from `low` up to but not including `high`. */
  prefixRange(prefix: string): { low: number; high: number } {
    return { low: this.#firstNotBefore(prefix, false), high: this.#firstNotBefore(prefix, true) };
  }

  /** The strings that are not less than `first` and less than `last`. */
  rangeBetween(first: string, last: string): { low: number; high: number } {
    return { low: this.#firstNotBefore(first, false), high: this.#firstNotBefore(last, false) };
  }

  /** The first string that is not less than `text`; with `past`, the first after all that begin with it. */
  #firstNotBefore(text: string, past: boolean): number {
    return firstIndex(this.size, (at) => {
      const order = this.#compare(at, text);
      return order > 0 || (order === 0 && !past);
    });
  }

  /** Less than, greater than, or 0 where the string begins with `text`. */
  #compare(index: number, text: string): number {
    const start = this.starts[index] ?? 0;
    const length = this.lengthAt(index);
    const common = Math.min(length, text.length);
    for (let i = 0; i < common; i += 1) {
      const order = (this.units[start + i] ?? 0) - text.charCodeAt(i);
      if (order !== 0) return order;
    }
    return length < text.length ? -1 : 0;
  }
}

/** The order of two strings of two tables: negative, zero or positive. Makes neither of them. */
export function compareEntries(a: StringTable, i: number, b: StringTable, j: number): number {
  const startA = a.starts[i] ?? 0;
  const startB = b.starts[j] ?? 0;
  const common = Math.min(a.lengthAt(i), b.lengthAt(j));
  for (let at = 0; at < common; at += 1) {
    const order = (a.units[startA + at] ?? 0) - (b.units[startB + at] ?? 0);
    if (order !== 0) return order;
  }
  return a.lengthAt(i) - b.lengthAt(j);
}

/** For each string, how many units it shares with the one before it, up to 255. */
export function sharedPrefixes(table: StringTable): Uint8Array {
  const shared = new Uint8Array(table.size);
  const { units, starts } = table;
  for (let index = 1; index < table.size; index += 1) {
    const before = starts[index - 1] ?? 0;
    const here = starts[index] ?? 0;
    const most = Math.min(255, table.lengthAt(index - 1), table.lengthAt(index));
    let length = 0;
    while (length < most && units[before + length] === units[here + length]) length += 1;
    shared[index] = length;
  }
  return shared;
}
