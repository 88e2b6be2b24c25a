/** Characters that do not occur in text: controls other than tab, line breaks and form feed, and U+FFFD. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const foreign = /[\0-\x08\x0e-\x1f\x7f\ufffd]/g;

/** Maximum share of such characters: a few are common in text copied from a PDF. */
const tolerated = 0.1;

/** Whether the beginning of a file is binary: it has a NUL (the test of git) or too many control characters. */
export function isBinary(beginning: string): boolean {
  return beginning.includes('\0') || shareOfForeign(beginning) > tolerated;
}

/** Whether a line of a text is too damaged to parse. */
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
