/** The kinds of nodes in a note's Markdown. */
export const noteNodeKinds = [
  'paragraph',
  'heading',
  'list',
  'orderedList',
  'item',
  'quote',
  'codeBlock',
  'rule',
  'text',
  'code',
  'math',
  'strong',
  'emphasis',
  'strike',
  'link',
  'paper',
  'break',
] as const;

/** A node of a note's Markdown. There is no node for HTML: it is text. */
export interface NoteNode {
  readonly kind: (typeof noteNodeKinds)[number];
  /** Of `text`, `code`, `codeBlock`: the text; of `math`: TeX without its dollar signs. */
  readonly text?: string;
  /** Of `link`: an address or a path; of `paper`: the id of the paper. */
  readonly href?: string;
  /** Of `heading`: 1 to 6. */
  readonly level?: number;
  /** Of `math`: whether it is a paragraph of its own. */
  readonly display?: boolean;
  readonly children?: readonly NoteNode[];
}
