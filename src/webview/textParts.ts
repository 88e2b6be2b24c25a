import type { PageText } from '../protocol/page';
import { button, type Child, element } from './dom';
import { type DrawnText, drawText } from './inlineText';
import { rawText } from './paragraphs';
import { type Component, createComponent } from './component';
import type { TextMap } from './textMap';
import type { OpenLink } from './webLink';
import { l10n } from './localization';

/** A component that shows a text, with the map of its nodes. */
export interface TextComponent extends Component {
  readonly map: TextMap | undefined;
}

interface TextShown {
  readonly text: PageText;
  readonly raw: boolean;
}

export function titlePart(open: OpenLink): TextComponent {
  let map: TextMap | undefined;
  const title = createComponent(
    element('h1', { dir: 'auto' }),
    ({ title: text }, { raw }): TextShown => ({ text, raw }),
    ({ text, raw }) => {
      const drawn = drawText('title', raw ? rawText(text) : text, (runs) => element('span', {}, runs), open);
      map = drawn.map;
      return spaced(drawn);
    },
  );
  return withMap(title, () => map);
}

/** @param refreshDetails requests the abstract that a digest does not give */
export function abstractPart(open: OpenLink, refreshDetails: () => void): TextComponent {
  let map: TextMap | undefined;
  const abstract = createComponent(
    element('section', { class: 'abstract' }),
    ({ abstract: text }, { raw }): TextShown => ({ text, raw }),
    ({ text, raw }) => {
      const drawn = drawText(
        'abstract',
        raw ? rawText(text) : text,
        (runs) => element('p', { dir: 'auto' }, runs),
        open,
      );
      map = drawn.map;
      return [
        element('h2', {}, l10n.t('Abstract')),
        ...(drawn.blocks.length > 0 ? drawn.blocks : noAbstract(refreshDetails)),
      ];
    },
  );
  return withMap(abstract, () => map);
}

function withMap(drawn: Component, mapOf: () => TextMap | undefined): TextComponent {
  return {
    element: drawn.element,
    show: (page, state) => drawn.show(page, state),
    get map() {
      return mapOf();
    },
  };
}

/** A title is shown on one line, even if it has line breaks. */
function spaced({ blocks }: DrawnText): readonly Child[] {
  return blocks.flatMap((block, index) => (index === 0 ? [block] : [' ', block]));
}

function noAbstract(refreshDetails: () => void): readonly Child[] {
  return [
    element('p', { class: 'empty' }, l10n.t('The digest gives no abstract.')),
    button({ class: 'action' }, refreshDetails, l10n.t('Fetch the Abstract')),
  ];
}
