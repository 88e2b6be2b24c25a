import { firstIndex } from '../base/firstIndex';

/** Converts UTF-16 offsets to 1-based lines. Lines end at `\n`, `\r\n` or `\r`, as in editors. */
export class LineIndex {
  #starts: readonly number[] | undefined;

  constructor(private readonly text: string) {}

  lineAt(offset: number): number {
    // Built lazily, because most texts have no problem and need no line numbers.
    const starts = (this.#starts ??= lineStarts(this.text));
    // The first line begins at 0, and one that begins behind the offset is not the one.
    return Math.max(
      1,
      firstIndex(starts.length, (at) => (starts[at] ?? 0) > offset),
    );
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let carriageReturn = text.indexOf('\r');
  while (feed >= 0 || carriageReturn >= 0) {
    const isReturn = carriageReturn >= 0 && (feed < 0 || carriageReturn < feed);
    const end = isReturn && feed !== carriageReturn + 1 ? carriageReturn + 1 : feed + 1;
    starts.push(end);
    if (isReturn) carriageReturn = text.indexOf('\r', carriageReturn + 1);
    if (feed >= 0 && feed < end) feed = text.indexOf('\n', end);
  }
  return starts;
}
