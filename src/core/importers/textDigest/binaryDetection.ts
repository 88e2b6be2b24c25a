/** Characters that text does not hold: controls other than tab, line ends and form feed, and U+FFFD. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const foreign = /[\0-\x08\x0e-\x1f\x7f\ufffd]/g;

/** A stray control character is common in text copied from a PDF; more than one in ten is no text. */
const tolerated = 0.1;

/** Whether the beginning of a file shows that it is no text, as git tells it (a NUL), or by its share of controls. */
export function isBinary(beginning: string): boolean {
  return beginning.includes('\0') || shareOfForeign(beginning) > tolerated;
}

/** Whether one line of a text is damaged beyond reading. */
export function isDamagedLine(line: string): boolean {
  return line.includes('\0') || shareOfForeign(line) > tolerated;
}

function shareOfForeign(text: string): number {
  if (text === '') return 0;
  let count = 0;
  foreign.lastIndex = 0;
  while (foreign.test(text)) count++;
  return count / text.length;
}
