import type { Inline, Mark } from '../core/fulltext/document';
import { element } from './dom';
import { formula } from './formula';
import { type OpenLink, webLink } from './webLink';

/** What references of a whole paper do. */
export interface References {
  readonly open: OpenLink;
  /** Shows the block with this index at the reference. */
  readonly peek: (target: number, reference: HTMLElement) => void;
}

const markElements: Readonly<Record<Exclude<Mark, 'tag' | 'smallCaps'>, keyof HTMLElementTagNameMap>> = {
  bold: 'strong',
  italic: 'em',
  code: 'code',
  superscript: 'sup',
  subscript: 'sub',
  underline: 'u',
};

/** Draws the parts of a block's own text. */
export function drawInlines(inlines: readonly Inline[], references: References): readonly Node[] {
  return inlines.map((inline) => drawInline(inline, references));
}

function drawInline(inline: Inline, references: References): Node {
  switch (inline.kind) {
    case 'text':
      return drawText(inline, references);
    case 'math':
      return drawMath(inline);
    case 'citation':
      return drawReference('citation', inline.label, inline.target, references);
    case 'note':
      return element('sup', {}, drawReference('note-mark', inline.label, inline.target, references));
    case 'image':
      // Figures are not fetched yet: their place says what they show.
      return element('span', { class: 'figure-place' }, inline.alt ?? 'Figure');
    case 'error':
      return element(
        'code',
        { class: 'unknown', title: 'A command that could not be converted' },
        inline.text,
      );
    case 'break':
      return element('br');
    case 'column':
      return document.createTextNode('');
  }
}

function drawText(
  { text, marks = [], href, target }: Extract<Inline, { kind: 'text' }>,
  references: References,
): Node {
  const marked = marks.reduce<Node>(
    (inner, mark) =>
      mark === 'tag' || mark === 'smallCaps'
        ? element('span', { class: mark === 'tag' ? 'tag-number' : 'small-caps' }, inner)
        : element(markElements[mark], {}, inner),
    document.createTextNode(text),
  );
  if (target !== undefined) return drawReference('reference', marked, target, references);
  return href === undefined ? marked : webLink(href, references.open, marked);
}

function drawMath({ tex, math }: Extract<Inline, { kind: 'math' }>): Node {
  if (!math) return element('code', { class: 'tex' }, tex);
  const drawn = formula(math);
  drawn.setAttribute('alttext', tex);
  return drawn;
}

/** A reference within the paper. It is a button, because it does not leave the page. */
function drawReference(
  kind: string,
  label: Node | string,
  target: number | undefined,
  { peek }: References,
): Node {
  if (target === undefined) return element('span', { class: kind }, label);
  const reference = element('button', { type: 'button', class: `in-text ${kind}` }, label);
  reference.addEventListener('click', () => peek(target, reference));
  return reference;
}
