import type { PageText } from '../protocol/page';
import { element } from './dom';
import { formula } from './formula';
import { paragraphs, type Run } from './paragraphs';
import { type Field, type Piece, TextMap } from './textMap';
import { type OpenLink, webLink } from './webLink';
import { l10n } from './localization';

interface Drawn {
  readonly node: Node;
  /** The node that shows the run's text. */
  readonly holder: Text | Element;
}

export interface DrawnText {
  readonly blocks: readonly HTMLElement[];
  readonly map: TextMap;
}

/** Draws a text, creating each paragraph with `block`, and maps its nodes to the raw text. */
export function drawText(
  field: Field,
  text: PageText,
  block: (children: readonly Node[]) => HTMLElement,
  open: OpenLink,
): DrawnText {
  const pieces: Piece[] = [];
  const blocks = paragraphs(text).map((runs) =>
    block(
      runs.map((run) => {
        const { node, holder } = drawRun(run, open);
        pieces.push({ node: holder, start: run.start, raw: run.raw, plain: run.plain });
        return node;
      }),
    ),
  );
  return { blocks, map: new TextMap(field, pieces, text.raw) };
}

function drawRun(run: Run, open: OpenLink): Drawn {
  const drawn = drawKind(run, open);
  if (run.token.reconstructed !== true || run.plain.trim() === '') return drawn;
  const repaired = element(
    'span',
    { class: 'repaired', title: l10n.t('Reconstructed from “{0}”', run.raw) },
    drawn.node,
  );
  return { node: repaired, holder: drawn.holder };
}

function drawKind({ token, raw, plain }: Run, open: OpenLink): Drawn {
  const text = document.createTextNode(plain);
  switch (token.kind) {
    case 'text':
      return { node: text, holder: text };
    case 'bold':
      return { node: element('strong', {}, text), holder: text };
    case 'italic':
      return { node: element('em', {}, text), holder: text };
    case 'link':
      return { node: webLink(token.href ?? '', open, text), holder: text };
    case 'math': {
      if (token.math) {
        const math = formula(token.math);
        math.setAttribute('alttext', plain);
        return { node: math, holder: math };
      }
      const unset = document.createTextNode(raw);
      return { node: unset, holder: unset };
    }
  }
}
