/** Converts UTF-16 offsets to 1-based lines. Lines end at `\n`, `\r\n` or `\r`, as in editors. */
export class LineIndex {
  #starts: readonly number[] | undefined;

  constructor(private readonly text: string) {}

  lineAt(offset: number): number {
    // Built lazily, because most texts have no problem and need no line numbers.
    const starts = (this.#starts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n?|\n/gu)) starts.push(end.index + end[0].length);
  return starts;
}
