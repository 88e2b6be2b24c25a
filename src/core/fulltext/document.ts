// The typed document of a whole paper, as read from a page of arXiv. Only text and closed sets of names: nothing in it
// can become markup or code.
import type { MathNode } from '../tex/mathml';
import type { Message } from '../base/localization';

export const marks = [
  'bold',
  'italic',
  'code',
  'smallCaps',
  'superscript',
  'subscript',
  'underline',
  /** The number or the bullet of an item, a caption, a heading or an equation. */
  'tag',
] as const;
export type Mark = (typeof marks)[number];

/** An image of the page. */
interface ImageSource {
  /** The address as written in the page; it may be relative, and is not validated. */
  readonly src: string;
  readonly alt?: string;
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
}

/**
 * A part of a block's text. `target` is the index of the block that a reference leads to; it is absent if the page does
 * not contain it.
 */
export type Inline =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly marks?: readonly Mark[];
      /** An address on the web. */
      readonly href?: string;
      readonly target?: number;
    }
  /** `math` is absent if the formula exceeds the limits; the TeX is shown then. */
  | {
      readonly kind: 'math';
      readonly tex: string;
      readonly isDisplay?: boolean;
      readonly math?: MathNode;
    }
  /** A label of a citation: shown, but no part of the text, because it changes between versions of a paper. */
  | { readonly kind: 'citation'; readonly label: string; readonly target?: number }
  /** The mark of a footnote. */
  | { readonly kind: 'note'; readonly label: string; readonly target?: number }
  | ({ readonly kind: 'image' } & ImageSource)
  /** A command that LaTeXML did not know. */
  | { readonly kind: 'error'; readonly text: string }
  /** The end of a line. */
  | { readonly kind: 'break' }
  /** The end of a column in an equation. */
  | { readonly kind: 'column' };

export const blockKinds = [
  'heading',
  'paragraph',
  'list',
  'item',
  'quote',
  'theorem',
  /** Text with its own line breaks. */
  'code',
  /** A program, line by line. */
  'listing',
  'line',
  /** Equations that are aligned with each other. */
  'equations',
  'equation',
  'figure',
  'algorithm',
  /** A numbered table with its caption. */
  'table',
  /** Rows and cells. */
  'grid',
  'row',
  'cell',
  'caption',
  'note',
  'bibliography',
  'reference',
] as const;
export type BlockKind = (typeof blockKinds)[number];

export const cellAlignments = ['center', 'right'] as const;
type CellAlignment = (typeof cellAlignments)[number];

/**
 * A block of the document. Blocks form a tree: `depth` is the number of blocks around one, and the blocks inside it
 * follow it directly.
 */
export interface Block {
  readonly kind: BlockKind;
  readonly depth: number;
  /** UTF-16 offsets into the text of the document: the block's own text and that of the blocks inside it. */
  readonly start: number;
  readonly end: number;
  /** The block's own text, which precedes the blocks inside it. */
  readonly inlines: readonly Inline[];
  /** Of a heading: 1 for a section, 2 for a subsection, and so on. */
  readonly level?: number;
  /** Of a cell. */
  readonly isHeader?: boolean;
  /** Absent at the start of the line. */
  readonly align?: CellAlignment;
  readonly columnSpan?: number;
  readonly rowSpan?: number;
}

export interface FullTextDocument {
  readonly blocks: readonly Block[];
  /** Statements of the page, for example "License: CC BY 4.0". */
  readonly license?: string;
  /** The arXiv id and version that the page names. */
  readonly arxivId?: string;
  readonly version?: number;
  /** Sentences about what was left out because of limits. */
  readonly problems: readonly Message[];
}

/** Limits of a document. What exceeds them is left out, or unwrapped to its text. */
export const documentLimits = {
  /** Elements inside one another. */
  elementDepth: 200,
  /** Blocks inside one another. */
  blockDepth: 40,
  /** Elements and texts of the page that are visited. */
  nodes: 400_000,
  /** Cells of one table. */
  cells: 20_000,
  span: 100,
  /** UTF-16 units of text. */
  text: 10_000_000,
  /** UTF-16 units of an address. */
  address: 4000,
} as const;

/** The text of a part that counts for offsets; empty for what is shown only. */
export function inlineText(inline: Inline): string {
  if (inline.kind === 'text' || inline.kind === 'error') return inline.text;
  return inline.kind === 'math' ? `$${inline.tex}$` : '';
}

/**
 * The text that offsets refer to: the blocks' own texts, joined by line feeds. A formula is its TeX between dollars;
 * labels of citations and marks of footnotes are left out.
 */
export function documentText(blocks: readonly Block[]): string {
  return blocks
    .map(({ inlines }) => inlines.map(inlineText).join(''))
    .filter((text) => text !== '')
    .join('\n');
}
