import type { PageText, PageToken } from '../protocol/page';
import { button, type Child, element } from './dom';
import { formula } from './formula';
import { type Component, createComponent } from './component';

interface Repair {
  readonly token: PageToken;
  readonly raw: string;
}

/** Says how much of the text is a reconstruction, and of what; with the way to the text as it came. */
export function createRepairNotice(toggleRaw: () => void): Component {
  return createComponent(
    element('div', { class: 'repairs' }),
    ({ title, abstract }, { raw }) => ({ repairs: [...repairsOf(title), ...repairsOf(abstract)], raw }),
    ({ repairs, raw }) => (raw ? asItCame(toggleRaw) : list(repairs, toggleRaw)),
  );
}

function asItCame(toggleRaw: () => void): readonly Child[] {
  return ['Shown as it came. ', button({ class: 'toggle' }, toggleRaw, 'Show formulas')];
}

function list(repairs: readonly Repair[], toggleRaw: () => void): readonly Child[] {
  if (repairs.length === 0) return [];
  const summary = element('summary', {}, `${passages(repairs.length)} reconstructed from damaged TeX`);
  return [
    element('details', {}, summary, element('ul', {}, repairs.map(row))),
    button({ class: 'toggle' }, toggleRaw, 'Show as it came'),
  ];
}

function row({ token, raw }: Repair): HTMLElement {
  const shown = token.math ? formula(token.math) : element('span', {}, token.plain);
  if (token.math) shown.setAttribute('alttext', token.plain);
  return element('li', {}, shown, ' from ', element('code', {}, raw));
}

/** Markup that is left out of what is said, such as a brace, is no passage. */
function repairsOf({ raw, tokens }: PageText): readonly Repair[] {
  return tokens
    .filter(({ reconstructed, plain }) => reconstructed === true && plain.trim() !== '')
    .map((token) => ({ token, raw: raw.slice(token.start, token.end) }));
}

function passages(count: number): string {
  return count === 1 ? 'One passage was' : `${String(count)} passages were`;
}
