import type { PageText, PageToken } from '../protocol/page';
import { button, type Child, element } from './dom';
import { formula } from './formula';
import { type Component, createComponent } from './component';
import { l10n } from './localization';

interface Repair {
  readonly token: PageToken;
  readonly raw: string;
}

/** Shows how many passages were reconstructed, and from which raw text, with a button that shows the raw text. */
export function createRepairNotice(toggleRaw: () => void): Component {
  return createComponent(
    element('div', { class: 'repairs' }),
    ({ title, abstract }, { raw }) => ({ repairs: [...repairsOf(title), ...repairsOf(abstract)], raw }),
    ({ repairs, raw }) => (raw ? rawNotice(toggleRaw) : list(repairs, toggleRaw)),
  );
}

function rawNotice(toggleRaw: () => void): readonly Child[] {
  return [l10n.t('Shown as it came.'), ' ', button({ class: 'toggle' }, toggleRaw, l10n.t('Show formulas'))];
}

function list(repairs: readonly Repair[], toggleRaw: () => void): readonly Child[] {
  if (repairs.length === 0) return [];
  const summary = element('summary', {}, passages(repairs.length));
  return [
    element('details', {}, summary, element('ul', {}, repairs.map(row))),
    button({ class: 'toggle' }, toggleRaw, l10n.t('Show as it came')),
  ];
}

function row({ token, raw }: Repair): HTMLElement {
  const shown = token.math ? formula(token.math) : element('span', {}, token.plain);
  if (token.math) shown.setAttribute('alttext', token.plain);
  return element('li', {}, shown, ' ← ', element('code', {}, raw));
}

/** Markup without a plain text, such as a brace, is not counted. */
function repairsOf({ raw, tokens }: PageText): readonly Repair[] {
  return tokens
    .filter(({ reconstructed, plain }) => reconstructed === true && plain.trim() !== '')
    .map((token) => ({ token, raw: raw.slice(token.start, token.end) }));
}

function passages(count: number): string {
  return count === 1
    ? l10n.t('One passage was reconstructed from damaged TeX')
    : l10n.t('{0} passages were reconstructed from damaged TeX', count);
}
