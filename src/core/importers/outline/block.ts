import type { Inline } from './inline';

/** A line of text. */
export interface Line extends Inline {
  /** 1-based, in the source. */
  readonly line: number;
}

/** A run of lines of one paragraph. */
export type Paragraph = readonly Line[];

/**
 * What a digest looks like when it is read from top to bottom, whether it is Markdown or HTML: a flat run of blocks,
 * in which headings and list items open what follows them.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly lines: readonly Line[] }
  | ItemBlock
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  /** What a fold-out is called; its content follows. */
  | { readonly kind: 'label'; readonly lines: readonly Line[] }
  /** A rule, or the end of a fold-out. */
  | { readonly kind: 'end'; readonly lines: readonly Line[] }
  /** A row of a table. `header` is empty where the table has none. */
  | { readonly kind: 'row'; readonly header: readonly string[]; readonly lines: readonly Line[] };

export interface ItemBlock {
  readonly kind: 'item';
  /** The indentation: items of a greater one are inside. */
  readonly depth: number;
  /** `-`, or the number as printed. */
  readonly mark: string;
  /** Whether it follows text without a blank line. */
  readonly joined: boolean;
  readonly lines: readonly Line[];
}
