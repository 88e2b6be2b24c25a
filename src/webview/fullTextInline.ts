import { type Inline, inlineText, type Mark } from '../core/fulltext/document';
import { element } from './dom';
import { formula } from './formula';
import { plainMath } from '../core/tex/plainMath';
import type { Piece } from './textMap';
import { type OpenLink, webLink } from './webLink';
import { l10n } from './localization';

/** The actions of references in a whole paper. */
export interface References {
  readonly open: OpenLink;
  /** Shows the block with this index at the reference. */
  readonly peek: (target: number, reference: HTMLElement) => void;
  /** Called when the pointer enters a reference to a block. */
  readonly rest: (target: number, reference: HTMLElement) => void;
  /** Draws the place of a figure, which is filled once the figure is there. */
  readonly figure: (image: ImageInline) => Node;
}

export type ImageInline = Extract<Inline, { readonly kind: 'image' }>;

const markElements: Readonly<Record<Exclude<Mark, 'tag' | 'smallCaps'>, keyof HTMLElementTagNameMap>> = {
  bold: 'strong',
  italic: 'em',
  code: 'code',
  superscript: 'sup',
  subscript: 'sub',
  underline: 'u',
};

/** A drawn part of a block's own text. */
export interface DrawnInline {
  readonly inline: Inline;
  readonly node: Node;
  /** Of a part that is text. */
  readonly piece?: Piece;
}

/** Draws the parts of a block's own text, which begins at an offset of the whole text. */
export function drawInlines(
  inlines: readonly Inline[],
  start: number,
  references: References,
): readonly DrawnInline[] {
  let at = start;
  return inlines.map((inline) => {
    const raw = inlineText(inline);
    const { node, holder } = drawInline(inline, references);
    const piece =
      holder && raw !== '' ? { node: holder, start: at, raw, plain: plainOf(inline, raw) } : undefined;
    at += raw.length;
    return { inline, node, ...(piece && { piece }) };
  });
}

function plainOf(inline: Inline, raw: string): string {
  return inline.kind === 'math' ? plainMath(inline.tex) : raw;
}

interface Drawn {
  readonly node: Node;
  /** The node that shows the part's text, if it is any: a text node, or an element that counts as a whole. */
  readonly holder?: Text | Element;
}

function drawInline(inline: Inline, references: References): Drawn {
  switch (inline.kind) {
    case 'text':
      return drawText(inline, references);
    case 'math': {
      const node = drawMath(inline);
      return { node, holder: node };
    }
    case 'error': {
      const holder = document.createTextNode(inline.text);
      const title = l10n.t('A command that could not be converted');
      return { node: element('code', { class: 'unknown', title }, holder), holder };
    }
    case 'citation':
    case 'note':
    case 'image':
    case 'break':
    case 'column':
      return { node: drawLabel(inline, references) };
  }
}

/** Draws a part that is no text. */
function drawLabel(
  inline: Exclude<Inline, { readonly kind: 'text' | 'math' | 'error' }>,
  references: References,
): Node {
  switch (inline.kind) {
    case 'citation':
      return drawReference('citation', inline.label, inline.target, references);
    case 'note':
      return element('sup', {}, drawReference('note-mark', inline.label, inline.target, references));
    case 'image':
      return references.figure(inline);
    case 'break':
      return element('br');
    case 'column':
      return document.createTextNode('');
  }
}

function drawText(
  { text, marks = [], href, target }: Extract<Inline, { kind: 'text' }>,
  references: References,
): Drawn {
  const holder = document.createTextNode(text);
  const marked = marks.reduce<Node>(
    (inner, mark) =>
      mark === 'tag' || mark === 'smallCaps'
        ? element('span', { class: mark === 'tag' ? 'tag-number' : 'small-caps' }, inner)
        : element(markElements[mark], {}, inner),
    holder,
  );
  if (target !== undefined) return { node: drawReference('reference', marked, target, references), holder };
  return { node: href === undefined ? marked : webLink(href, references.open, marked), holder };
}

function drawMath({ tex, math }: Extract<Inline, { kind: 'math' }>): Element {
  if (!math) return element('code', { class: 'tex' }, tex);
  const drawn = formula(math);
  drawn.setAttribute('alttext', tex);
  return drawn;
}

/**
 * A reference within the paper: a button for people, since it does not leave the page, and no element of that name, since
 * lines would break between one and the bracket beside it.
 */
function drawReference(
  kind: string,
  label: Node | string,
  target: number | undefined,
  { peek, rest }: References,
): Node {
  if (target === undefined) return element('span', { class: kind }, label);
  const reference = element('span', { role: 'button', tabindex: '0', class: `in-text ${kind}` }, label);
  reference.addEventListener('click', () => {
    // Does nothing at the end of a selection of its words.
    if (!isSelected(reference)) peek(target, reference);
  });
  reference.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    peek(target, reference);
  });
  reference.addEventListener('pointerenter', ({ pointerType, buttons }) => {
    // Does nothing while words are being selected.
    if (pointerType === 'mouse' && buttons === 0) rest(target, reference);
  });
  return reference;
}

function isSelected(node: Node): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(node, true);
}
