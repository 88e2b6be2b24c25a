/**
 * How long texts are (in UTF-16 units) and how many items lists have, at most. Values are made to fit where they enter
 * the library or are put on the reader's page; the guard of the page on the other side of the webview uses the same.
 */
export const limits = {
  /** A title, a name, a label, an identifier, a date or an address. */
  line: 10_000,
  abstract: 500_000,
  /** Any text that the page shows, and what a person writes at a highlight. Notes are files of at most 10 MB. */
  text: 10_000_000,
  /** Authors, categories, links, days, tags, highlights: of one paper, and each kind by itself. */
  items: 10_000,
  /** The runs that a text on the page is made of. */
  tokens: 100_000,
} as const;

/** Whether a value is a whole number from zero that is represented exactly: an offset, an index, a count. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
