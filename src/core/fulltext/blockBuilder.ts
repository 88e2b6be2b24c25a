import { type Block, type BlockKind, documentLimits } from './document';
import { type BlockProperties, type Draft, type DraftInline, layOut } from './documentLayout';

type TextStyle = Omit<Extract<DraftInline, { kind: 'text' }>, 'kind' | 'text'>;

/** The blocks of the page, or of one note. */
interface Frame {
  readonly drafts: Draft[];
  readonly open: Draft[];
  /** Elements with these ids precede the next block. */
  pendingIds: string[];
  /** Whether white space at the start of the next text adds nothing. */
  endsInSpace: boolean;
  /** The block with the mark of the note. */
  readonly noteOf?: Draft;
}

/** UTF-16 units after which the label of a citation is not extended. */
const longestLabel = 1000;
/** Blocks that consist of other blocks. */
const structural: ReadonlySet<BlockKind> = new Set([
  'list',
  'listing',
  'equations',
  'figure',
  'algorithm',
  'table',
  'grid',
  'row',
  'bibliography',
]);
/** Blocks that say something even without content. */
const keptEmpty: ReadonlySet<BlockKind> = new Set(['cell', 'row']);
/** Blocks whose first paragraph is their own text. */
const absorbing: ReadonlySet<BlockKind> = new Set([
  'cell',
  'item',
  'note',
  'caption',
  'reference',
  'quote',
  'heading',
  'line',
]);

/**
 * Collects the blocks of a document. Text goes to the innermost open block, as long as no block inside it has been
 * opened, and to a paragraph of its own after that. White space is folded.
 */
export class BlockBuilder {
  readonly #frames: Frame[] = [newFrame()];
  #length = 0;
  #notes = 0;

  /** Whether the document has reached its limit of text; more text is ignored. */
  get isFull(): boolean {
    return this.#length >= documentLimits.text;
  }

  /** The number of notes around the current position. */
  get noteDepth(): number {
    return this.#frames.length - 1;
  }

  /** Opens a block. False, and nothing is opened, if blocks are nested too deep. */
  open(kind: BlockKind, properties: BlockProperties = {}): boolean {
    this.break();
    if (this.#frame.open.length + this.noteDepth >= documentLimits.blockDepth) return false;
    this.#open(kind, false, properties);
    return true;
  }

  /** Opens a paragraph, unless the innermost block has no text yet. Returns false if the text belongs to that block. */
  openParagraph(): boolean {
    this.#closeImplicit();
    const { open } = this.#frame;
    const block = open.at(-1);
    const isAbsorbed = block && absorbing.has(block.kind) && !block.isClosed && !block.hasText;
    if (!isAbsorbed) return this.open('paragraph');
    this.#takeIds(block);
    const tag = block.inlines.at(-1);
    if (tag?.kind === 'text' && !tag.text.endsWith(' '))
      this.text(' ', tag.marks ? { marks: tag.marks } : {});
    return false;
  }

  /** Closes the innermost block that `open` opened. */
  close(): void {
    this.#closeImplicit();
    this.#close();
  }

  /** Text that follows belongs to another paragraph than the text before. */
  break(): void {
    this.#closeImplicit();
    const block = this.#frame.open.at(-1);
    if (block?.hasText === true) block.isClosed = true;
  }

  /** Opens a note at the current position, with a mark for it. Its text follows that of the block around it. */
  openNote(label: string, id: string | undefined): void {
    this.#notes++;
    // No id of the page has a space in it.
    const own = `note ${this.#notes}`;
    const owner = this.inline({ kind: 'note', label, target: own });
    this.#frames.push(newFrame(owner));
    const { ids } = this.#open('note', false, {});
    ids.push(own);
    if (id !== undefined) ids.push(id);
  }

  closeNote(): void {
    this.close();
    const frame = this.#frames.pop();
    if (!frame?.noteOf) throw new Error('No note is open');
    for (const draft of frame.drafts) frame.noteOf.notes.push(draft);
  }

  /** An element with this id begins here. Within a line, links to it lead to the block of that text. */
  addId(id: string, isInline: boolean): void {
    const block = this.#frame.open.at(-1);
    if (isInline && block && !block.isClosed && block.hasText) block.ids.push(id);
    else this.#frame.pendingIds.push(id);
  }

  /** Adds text with its white space folded. In code it is kept, and in a line of a program all but ASCII's. */
  text(text: string, style: TextStyle): void {
    const block = this.#frame.open.at(-1);
    const kind = block?.kind;
    const rest = documentLimits.text - this.#length;
    if (kind === 'code') {
      const code = (block?.inlines.length === 0 ? text.replace(/^\n/, '') : text).slice(0, rest);
      if (code !== '') this.inline({ kind: 'text', text: code, ...style });
    } else this.#folded(text.replace(kind === 'line' ? /[ \t\r\n\f]+/g : /\s+/g, ' ').slice(0, rest), style);
  }

  /** Adds a part of the text, if there is still room for it. Returns the block at the current position. */
  inline(inline: DraftInline): Draft {
    const block = this.#textBlock();
    this.#takeIds(block);
    const length = draftLength(inline);
    if (length > documentLimits.text - this.#length) {
      this.#length = documentLimits.text;
      return block;
    }
    this.#length += length;
    if (length > 0) this.#frame.endsInSpace = false;
    block.inlines.push(inline);
    block.hasText ||= isText(inline);
    return block;
  }

  /** Adds a label of a citation. Neighbouring labels of one reference are one. */
  citation(label: string, target: string | undefined): void {
    const block = this.#textBlock();
    const last = block.inlines.at(-1);
    if (last?.kind === 'citation' && last.target === target && last.label.length < longestLabel)
      block.inlines.splice(-1, 1, { ...last, label: last.label + label });
    else this.inline({ kind: 'citation', label, ...(target !== undefined && { target }) });
  }

  /** Ends a column of an equation. An empty one before the first text is one only if it is aligned with others. */
  column(isAligned: boolean): void {
    const { open } = this.#frame;
    if (isAligned || open.at(-1)?.inlines.length) this.inline({ kind: 'column' });
    this.#frame.endsInSpace = true;
  }

  /** Closes what is open and returns the blocks with their offsets. */
  finish(): readonly Block[] {
    while (this.#frames.length > 1) this.closeNote();
    while (this.#frame.open.length > 0) this.close();
    const { drafts, pendingIds } = this.#frame;
    for (const id of pendingIds) drafts.at(-1)?.ids.push(id);
    return layOut(drafts);
  }

  get #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new Error('The document is finished');
    return frame;
  }

  /** Elements that began before the first text of a block lead to it. */
  #takeIds(block: Draft): void {
    for (const id of this.#frame.pendingIds.splice(0)) block.ids.push(id);
  }

  #open(kind: BlockKind, isImplicit: boolean, properties: BlockProperties): Draft {
    const frame = this.#frame;
    const parent = frame.open.at(-1);
    if (parent) parent.isClosed = true;
    const draft: Draft = {
      ...properties,
      kind,
      depth: frame.open.length,
      inlines: [],
      ids: frame.pendingIds,
      isImplicit,
      notes: [],
      hasText: false,
      isClosed: false,
    };
    frame.pendingIds = [];
    frame.open.push(draft);
    frame.drafts.push(draft);
    frame.endsInSpace = true;
    return draft;
  }

  #close(): void {
    const frame = this.#frame;
    const draft = frame.open.pop();
    if (!draft) return;
    trimEnd(draft.inlines);
    const isLast = frame.drafts.at(-1) === draft;
    if (isLast && draft.inlines.length === 0 && !keptEmpty.has(draft.kind)) {
      frame.drafts.pop();
      for (const id of draft.ids) frame.pendingIds.push(id);
    }
  }

  #closeImplicit(): void {
    if (this.#frame.open.at(-1)?.isImplicit === true) this.#close();
  }

  #textBlock(): Draft {
    const block = this.#frame.open.at(-1);
    return block && takesText(block)
      ? block
      : this.#open(block?.kind === 'listing' ? 'line' : 'paragraph', true, {});
  }

  #folded(text: string, style: TextStyle): void {
    const frame = this.#frame;
    const block = frame.open.at(-1);
    const hasBegun = block && takesText(block);
    const isRedundant = (!hasBegun || frame.endsInSpace) && text.startsWith(' ');
    if (isRedundant && block) extendLabel(block.inlines);
    const added = isRedundant ? text.slice(1) : text;
    if (added === '') return;
    if (hasBegun) this.#append(added, style, block);
    else this.inline({ kind: 'text', text: added, ...style });
    frame.endsInSpace = added.endsWith(' ');
  }

  #append(text: string, style: TextStyle, block: Draft): void {
    const { inlines } = block;
    const last = inlines.at(-1);
    // As if the label had never been there: "is known [1], and" is "is known, and".
    if (isLabel(last) && /^[.,;:!?)\]]/.test(text)) trimEnd(inlines);
    if (last?.kind === 'text' && isSameStyle(last, style)) {
      const joined = { ...last, text: last.text + text };
      inlines.splice(-1, 1, joined);
      block.hasText ||= isText(joined);
      this.#length += text.length;
      if (text !== ' ') this.#takeIds(block);
    } else this.inline({ kind: 'text', text, ...style });
  }
}

/** Whether text at the current position is the block's own. */
function takesText({ isClosed, kind }: Draft): boolean {
  return !isClosed && !structural.has(kind);
}

/** Whether a part is shown and no part of the text. */
function isLabel(
  inline: DraftInline | undefined,
): inline is Extract<DraftInline, { kind: 'citation' | 'note' }> {
  return inline?.kind === 'citation' || inline?.kind === 'note';
}

/** The space after a label that is no part of the text is shown with the label. */
function extendLabel(inlines: DraftInline[]): void {
  const last = inlines.at(-1);
  if (isLabel(last) && !last.label.endsWith(' ')) inlines.splice(-1, 1, { ...last, label: `${last.label} ` });
}

function newFrame(noteOf?: Draft): Frame {
  return { drafts: [], open: [], pendingIds: [], endsInSpace: true, ...(noteOf && { noteOf }) };
}

/** Whether a part is more than the number or the bullet of its block. */
function isText(inline: DraftInline): boolean {
  return inline.kind !== 'text' || (inline.marks?.includes('tag') !== true && inline.text !== ' ');
}

function isSameStyle(a: TextStyle, b: TextStyle): boolean {
  return a.marks === b.marks && a.href === b.href && a.target === b.target;
}

/** Ends a block's text with its last word. The space before a label at the end is shown with the label. */
function trimEnd(inlines: DraftInline[]): void {
  let labels = 0;
  for (let last = inlines.at(-1); last; last = inlines.at(-1 - labels)) {
    if (isLabel(last)) labels++;
    else if (last.kind === 'text') {
      const text = last.text.trimEnd();
      if (text === last.text) return;
      const at = inlines.length - 1 - labels;
      const label = inlines[at + 1];
      if (label?.kind === 'citation') inlines[at + 1] = { ...label, label: ` ${label.label}` };
      if (text !== '') {
        inlines[at] = { ...last, text };
        return;
      }
      inlines.splice(at, 1);
    } else if ((last.kind === 'break' || last.kind === 'column') && labels === 0) inlines.pop();
    else return;
  }
}

/** The length of {@link inlineText}. */
function draftLength(inline: DraftInline): number {
  if (inline.kind === 'text' || inline.kind === 'error') return inline.text.length;
  return inline.kind === 'math' ? inline.tex.length + 2 : 0;
}
