import type { Inline } from './inline';

/** A line of text. */
export interface Line extends Inline {
  /** 1-based, in the source. */
  readonly line: number;
}

/** A run of lines of one paragraph. */
export type Paragraph = readonly Line[];

/**
 * The common structure of Markdown and HTML digests: a flat list of blocks, in which headings and list items are
 * followed by their content.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly lines: readonly Line[] }
  | ItemBlock
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  /** The summary of a `<details>`; its content follows. */
  | { readonly kind: 'label'; readonly lines: readonly Line[] }
  /** A horizontal rule, or the end of a `<details>`. */
  | { readonly kind: 'end'; readonly lines: readonly Line[] }
  /** A row of a table. `header` is empty if the table has none. */
  | { readonly kind: 'row'; readonly header: readonly string[]; readonly lines: readonly Line[] };

export interface ItemBlock {
  readonly kind: 'item';
  /** The indentation; items with a greater one are nested. */
  readonly depth: number;
  /** `-`, or the number as printed. */
  readonly mark: string;
  /** Whether it follows text without a blank line in between. */
  readonly joined: boolean;
  readonly lines: readonly Line[];
}
