import type { TriageState } from '../core/triage/triageState';
import { triageStates } from '../core/triage/triageState';
import type { ReaderPage } from '../protocol/page';
import { button, element } from './dom';
import type { Host } from './host';
import { icon } from './icons';
import { l10n } from './localization';

const triageLabels: Readonly<Record<TriageState, { readonly label: string; readonly key: string }>> = {
  unread: { label: l10n.t('Unread'), key: 'u' },
  later: { label: l10n.t('Later'), key: 'l' },
  read: { label: l10n.t('Read'), key: 'r' },
  skipped: { label: l10n.t('Skip'), key: 's' },
};

/** The announcement for screen readers once the state has changed. */
export const triageAnnouncements: Readonly<Record<TriageState, string>> = {
  unread: l10n.t('Marked as unread'),
  later: l10n.t('Put on the reading list'),
  read: l10n.t('Marked as read'),
  skipped: l10n.t('Skipped'),
};

/** The toolbar: position of the paper in its day, navigation, and triage state. */
export class Toolbar {
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #triage: ReadonlyMap<TriageState, HTMLButtonElement>;
  readonly #day: HTMLElement;
  readonly #whole: HTMLButtonElement;
  readonly #line = element('div', { class: 'line', 'aria-hidden': 'true' });
  readonly element: HTMLElement;

  constructor(host: Host) {
    this.#previous = stepButton(host, -1);
    this.#next = stepButton(host, 1);
    this.#triage = new Map(triageStates.map((state) => [state, triageButton(host, state)]));
    this.#day = element('nav', { class: 'day', 'aria-label': l10n.t('Papers of the day') });
    this.#day.append(this.#previous, this.#next);
    const whole = {
      class: 'tool whole',
      'aria-keyshortcuts': 'f',
      title: l10n.t('{0} ({1})', l10n.t('Read Whole Paper'), 'f'),
    };
    this.#whole = button(
      { ...whole, 'aria-label': l10n.t('Whole paper') },
      () => host.post({ type: 'readWholePaper' }),
      icon('wholePaper'),
    );
    const group = element('div', {
      class: 'triage',
      role: 'group',
      'aria-label': l10n.t('State of this paper'),
    });
    group.append(...this.#triage.values());
    this.element = element('header', { class: 'toolbar' }, this.#day, this.#whole, group, this.#line);
  }

  show(page: ReaderPage): void {
    const day = page.days.find(({ id }) => id === page.dayId);
    this.#previous.hidden = this.#next.hidden = !day;
    this.#whole.hidden = page.arxivId === undefined;
    const [before, after] = [day?.previous?.title, day?.next?.title];
    showStep(
      this.#previous,
      before === undefined ? l10n.t('Previous paper: the day before') : l10n.t('Previous paper: {0}', before),
    );
    showStep(
      this.#next,
      after === undefined ? l10n.t('Next paper: the next day') : l10n.t('Next paper: {0}', after),
    );
    const share = day && day.count > 0 ? day.position / day.count : 0;
    this.#line.style.setProperty('--progress', String(share));
    for (const [state, control] of this.#triage)
      control.setAttribute('aria-pressed', String(state === page.triage));
  }
}

function stepButton(host: Host, by: 1 | -1): HTMLButtonElement {
  const forward = by === 1;
  const attributes = { class: 'tool', 'aria-keyshortcuts': forward ? 'j' : 'k' };
  return button(attributes, () => host.post({ type: 'step', by }), icon(forward ? 'next' : 'previous'));
}

function showStep(control: HTMLButtonElement, label: string): void {
  control.setAttribute('aria-label', label);
  control.title = label;
}

function triageButton(host: Host, state: TriageState): HTMLButtonElement {
  const { label, key } = triageLabels[state];
  const attributes = {
    class: 'tool',
    'aria-keyshortcuts': key,
    'aria-label': label,
    title: l10n.t('{0} ({1})', label, key),
  };
  const press = (): void => host.post({ type: 'triage', state });
  return button(attributes, press, icon(state), element('span', { class: 'label' }, label));
}
