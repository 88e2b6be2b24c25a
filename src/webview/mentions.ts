// The papers whose notes mention this one.
import type { PaperTitle } from '../protocol/page';
import { type Child, element } from './dom';
import type { Host } from './host';
import { l10n } from './localization';

export function drawMentions(mentions: readonly PaperTitle[], host: Host): readonly Child[] {
  if (mentions.length === 0) return [];
  return [
    element('h2', {}, l10n.t('Mentioned in notes on')),
    element(
      'ul',
      { class: 'related mentions' },
      mentions.map((paper) => mention(paper, host)),
    ),
  ];
}

function mention({ id, title }: PaperTitle, host: Host): HTMLElement {
  const open = (toSide: boolean): void => host.post({ type: 'openRelated', paperId: id, toSide });
  const link = element('button', { type: 'button', class: 'paper', dir: 'auto' }, title);
  link.addEventListener('click', ({ ctrlKey, metaKey }) => open(ctrlKey || metaKey));
  link.addEventListener('auxclick', ({ button }) => {
    if (button === 1) open(true);
  });
  return element('li', {}, link);
}
