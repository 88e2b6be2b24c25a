// The places in the workspace's files that name the paper.
import type { PagePlace } from '../protocol/page';
import { type Child, element } from './dom';
import type { Host } from './host';
import { l10n } from './localization';

/** More are in the view References. */
const mostShown = 20;

export function drawCodePlaces(places: readonly PagePlace[], host: Host): readonly Child[] {
  if (places.length === 0) return [];
  const left = places.length - mostShown;
  return [
    element('h2', {}, l10n.t('In your code')),
    element(
      'ul',
      { class: 'related code-places' },
      places.slice(0, mostShown).map((place, index) => placeItem(place, index, host)),
    ),
    left > 0 ? moreButton(left, host) : undefined,
  ];
}

function placeItem({ label, text }: PagePlace, index: number, host: Host): HTMLElement {
  const link = element('button', { type: 'button', class: 'paper' }, label);
  link.addEventListener('click', () => host.post({ type: 'openPlace', index }));
  return element('li', {}, link, element('p', { class: 'ties', dir: 'auto' }, element('code', {}, text)));
}

function moreButton(left: number, host: Host): HTMLElement {
  const label =
    left === 1 ? l10n.t('1 more in the view References') : l10n.t('{0} more in the view References', left);
  const button = element('button', { type: 'button', class: 'paper' }, label);
  button.addEventListener('click', () => host.post({ type: 'showReferences' }));
  return button;
}
