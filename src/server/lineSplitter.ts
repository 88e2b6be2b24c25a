const newline = 0x0a;

/** Splits bytes, which come in parts, into lines of text, in time proportional to their number. */
export class LineSplitter {
  #parts: Buffer[] = [];
  /** Of the line that has begun, in bytes; counted on if it is too long to be kept. */
  #size = 0;

  /** @param longest in bytes */
  constructor(private readonly longest: number) {}

  /** Returns the lines that have ended; undefined for one that was too long. */
  add(bytes: Buffer): readonly (string | undefined)[] {
    const lines: (string | undefined)[] = [];
    let from = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      this.#keep(bytes.subarray(from, end));
      lines.push(this.#size > this.longest ? undefined : Buffer.concat(this.#parts).toString('utf8'));
      [this.#parts, this.#size] = [[], 0];
      from = end + 1;
    }
    this.#keep(bytes.subarray(from));
    return lines;
  }

  #keep(part: Buffer): void {
    this.#size += part.length;
    if (this.#size > this.longest) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }
}
