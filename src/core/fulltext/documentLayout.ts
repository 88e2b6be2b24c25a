import { type Block, type BlockKind, type Inline, inlineText } from './document';

/** An inline whose target is the id of an element of the page, before all blocks are known. */
type Referring<T> = T extends { readonly target?: number } ? Omit<T, 'target'> & { target?: string } : T;
export type DraftInline = Referring<Inline>;

export type BlockProperties = Pick<Block, 'level' | 'isHeader' | 'align' | 'columnSpan' | 'rowSpan'>;

/** A block whose offsets are not known yet. */
export interface Draft extends BlockProperties {
  readonly kind: BlockKind;
  /** Relative to the note that contains the block. */
  depth: number;
  readonly inlines: DraftInline[];
  /** Ids of elements of the page that lead here. */
  readonly ids: string[];
  /** Opened for text outside of the blocks of the page. */
  readonly isImplicit: boolean;
  /** The blocks of the notes whose marks are in this block's text. */
  readonly notes: Draft[];
  /** Its own text is more than its number or bullet. */
  hasText: boolean;
  /** A block or a line break of the page follows its own text, so that more text would be another paragraph. */
  isClosed: boolean;
}

/** Inserts the blocks of notes after the text of the blocks that refer to them. Not recursive. */
function withNotes(drafts: readonly Draft[]): readonly Draft[] {
  const all: Draft[] = [];
  const pending = drafts.map((draft) => ({ draft, by: 0 })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { draft, by } = next;
    draft.depth += by;
    all.push(draft);
    for (let at = draft.notes.length - 1; at >= 0; at--) {
      const note = draft.notes[at];
      if (note) pending.push({ draft: note, by: draft.depth + 1 });
    }
  }
  return all;
}

/**
 * The blocks of a document with their offsets and the targets of references. Notes follow the text of the blocks that refer
 * to them.
 */
export function layOut(page: readonly Draft[]): readonly Block[] {
  const drafts = withNotes(page);
  const targets = new Map<string, number>();
  drafts.forEach(({ ids }, index) => {
    for (const id of ids) if (!targets.has(id)) targets.set(id, index);
  });
  const blocks: { -readonly [K in keyof Block]: Block[K] }[] = [];
  const open: { readonly index: number; isEmpty: boolean }[] = [];
  let length = 0;
  let isFirst = true;
  for (const { kind, depth, inlines, level, isHeader, align, columnSpan, rowSpan } of drafts) {
    const resolved = inlines.map((inline) => resolve(inline, targets));
    const own = resolved.reduce((sum, inline) => sum + inlineText(inline).length, 0);
    open.length = Math.min(open.length, depth);
    const block = {
      kind,
      depth,
      start: length,
      end: length,
      inlines: resolved,
      ...(level !== undefined && { level }),
      ...(isHeader === true && { isHeader }),
      ...(align && { align }),
      ...(columnSpan !== undefined && { columnSpan }),
      ...(rowSpan !== undefined && { rowSpan }),
    };
    open.push({ index: blocks.length, isEmpty: true });
    blocks.push(block);
    if (own === 0) continue;
    const start = isFirst ? 0 : length + 1;
    isFirst = false;
    length = start + own;
    // Blocks that begin with this text begin where it does, as do those without a text between them.
    const firstEmpty = open.find(({ isEmpty }) => isEmpty)?.index ?? blocks.length;
    for (const empty of blocks.slice(firstEmpty)) empty.start = empty.end = start;
    for (const around of open) {
      around.isEmpty = false;
      const outer = blocks[around.index];
      if (outer) outer.end = length;
    }
  }
  return blocks;
}

function resolve(inline: DraftInline, targets: ReadonlyMap<string, number>): Inline {
  if (!('target' in inline)) return inline as Inline;
  const { target: id, ...rest } = inline;
  const target = targets.get(id);
  return { ...rest, ...(target !== undefined && { target }) };
}
