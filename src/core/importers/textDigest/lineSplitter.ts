const lineEnd = /\r\n|[\r\n]/g;

/**
 * Splits text that arrives in pieces into lines, at `\n`, `\r\n` and `\r`. Linear for any size of the
 * pieces: a line of many pieces is joined once.
 */
export class LineSplitter {
  #pieces: string[] = [];
  #endedInReturn = false;

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: string): void {
    // The `\r` of a `\r\n` split across pieces has ended the line already.
    let start = this.#endedInReturn && chunk.startsWith('\n') ? 1 : 0;
    lineEnd.lastIndex = start;
    for (let match = lineEnd.exec(chunk); match; match = lineEnd.exec(chunk)) {
      this.#endLine(chunk.slice(start, match.index));
      start = lineEnd.lastIndex;
    }
    if (start < chunk.length) this.#pieces.push(chunk.slice(start));
    if (chunk !== '') this.#endedInReturn = chunk.endsWith('\r');
  }

  /** Ends the last line, which has no line break and may be empty. */
  end(): void {
    this.#endLine('');
  }

  #endLine(last: string): void {
    const line = this.#pieces.length === 0 ? last : this.#pieces.join('') + last;
    this.#pieces = [];
    this.onLine(line);
  }
}
