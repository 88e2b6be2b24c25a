/** Numbers of seven bits a byte, the lowest first, in an array that grows as it is written. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(expectedLength: number) {
    this.#bytes = new Uint8Array(Math.max(64, expectedLength));
  }

  get length(): number {
    return this.#length;
  }

  /** @param value whole, from 0 to 2^53 - 1 */
  number(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow(8);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length++] = 128 + (rest % 128);
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  byte(value: number): void {
    if (this.#length + 1 > this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** Appends `source` from `from` up to but not including `to`. Made for a few bytes at a time. */
  copy(source: Uint8Array, from: number, to: number): void {
    if (this.#length + to - from > this.#bytes.length) this.#grow(to - from);
    for (let at = from; at < to; at += 1) this.#bytes[this.#length++] = source[at] ?? 0;
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(needed: number): void {
    const bytes = new Uint8Array(this.#bytes.length * 2 + needed);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}

/** How many bytes {@link ByteWriter.number} takes for a number. */
export function byteLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
}
