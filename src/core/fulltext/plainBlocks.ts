import type { CooperativeTask } from '../base/cooperativeTask';
import { plainMath } from '../tex/plainMath';
import { type Block, type BlockKind, documentText, type Inline } from './document';

/** Parts of blocks that have no meaning of their own. */
const structural = ['equations', 'listing', 'grid', 'row'] as const satisfies readonly BlockKind[];
const isStructural = (kind: BlockKind): kind is (typeof structural)[number] =>
  structural.some((one) => one === kind);

/** A block as text. */
export interface PlainBlock {
  readonly kind: Exclude<BlockKind, (typeof structural)[number] | 'line'>;
  readonly start: number;
  readonly end: number;
  readonly level?: number;
  readonly plain: string;
}

/**
 * The text of a document, and its blocks as they are shown: with labels of citations, mathematics in Unicode, and
 * blocks inside joined by line feeds. Tables without caption are tables, and lines of programs are code. Yields often.
 */
export function* plainBlocksInSteps(
  blocks: readonly Block[],
): CooperativeTask<{ readonly text: string; readonly blocks: readonly PlainBlock[] }> {
  const texts: string[] = [];
  const placed: Placed[] = [];
  const open: Placed[] = [];
  let length = 0;
  for (const block of blocks) {
    const text = plainInlines(block.inlines).trim();
    open.length = Math.min(open.length, block.depth);
    const here: Placed = { block, kind: kindOf(block.kind, open.at(-1)?.block.kind), start: -1, end: -1 };
    placed.push(here);
    open.push(here);
    if (text !== '') {
      const separator = length === 0 ? '' : '\n';
      texts.push(separator, text);
      const start = length + separator.length;
      length = start + text.length;
      for (const around of open) {
        if (around.start < 0) around.start = start;
        around.end = length;
      }
    }
    yield;
  }
  const all = texts.join('');
  const plain = placed.flatMap(({ block, kind, start, end }) =>
    kind ? [{ ...plainRange(block), kind, plain: start < 0 ? '' : all.slice(start, end) }] : [],
  );
  return { text: documentText(blocks), blocks: plain };
}

interface Placed {
  readonly block: Block;
  readonly kind: PlainBlock['kind'] | undefined;
  /** In the texts as they are shown, joined. Negative if the block has no text. */
  start: number;
  end: number;
}

function plainRange({ start, end, level }: Block): Pick<PlainBlock, 'start' | 'end' | 'level'> {
  return { start, end, ...(level !== undefined && { level }) };
}

function kindOf(kind: BlockKind, around: BlockKind | undefined): PlainBlock['kind'] | undefined {
  if (kind === 'line') return 'code';
  if (kind === 'grid') return around === 'table' ? undefined : 'table';
  return isStructural(kind) ? undefined : kind;
}

/** The text of a block as it is shown, with labels of citations. */
export function plainInlines(inlines: readonly Inline[]): string {
  return inlines.map(plainOf).join('');
}

function plainOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'error':
      return inline.text;
    case 'math':
      return plainMath(inline.tex);
    case 'citation':
      return inline.label;
    case 'break':
    case 'column':
      return ' ';
    case 'note':
    case 'image':
      return '';
  }
}
