/**
 * Maximum lengths of texts (in UTF-16 units) and lists (in items). Values are truncated when they enter the library or
 * are put on the reader's page; the webview's guard of the page checks the same limits.
 */
export const limits = {
  /** A title, a name, a label, an identifier, a date or an address. */
  line: 10_000,
  abstract: 500_000,
  /** Any text on the page, and comments on highlights. Note files have at most 10 MB. */
  text: 10_000_000,
  /** Authors, categories, links, days, tags or highlights of one paper: each list by itself. */
  items: 10_000,
  /** Tokens of a text on the page. */
  tokens: 100_000,
} as const;
