/**
 * Finds the section that a model names among the headings of a paper: the heading itself, with or without its number, or else
 * the first that begins so. Case and punctuation do not count.
 *
 * @returns its index, or -1
 */
export function findSection(headings: readonly string[], wanted: string): number {
  const key = comparable(wanted);
  if (key === '') return -1;
  const named = headings.map(comparable);
  const unnumbered = named.map(withoutNumber);
  const isKey = (heading: string): boolean => heading === key;
  const begins = (heading: string): boolean => heading.startsWith(key);
  const found = [
    named.findIndex(isKey),
    unnumbered.findIndex(isKey),
    named.findIndex(begins),
    unnumbered.findIndex(begins),
  ];
  return found.find((at) => at >= 0) ?? -1;
}

function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Without `3`, `3 1`, `iv` or the letter of an appendix before the words. */
function withoutNumber(heading: string): string {
  return heading.replace(/^(?:\d+[a-z]? )+|^(?:[a-z]|[ivxl]{1,6}) /u, '');
}
