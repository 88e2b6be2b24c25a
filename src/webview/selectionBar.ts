import { highlightColors } from '../core/notes/note';
import { button, type Child, element } from './dom';
import type { Color } from './highlightLayer';
import { icon } from './icons';
import { l10n } from './localization';

export interface SelectionActions {
  highlight(color: Color, comment: boolean): void;
  copy(markdown: boolean): void;
  /** Whether the selection will be the new range of an orphaned highlight. */
  isAttaching(): boolean;
  attach(): void;
  stopAttaching(): void;
}

const labels: Readonly<Record<Color, string>> = {
  yellow: l10n.t('Highlight in yellow'),
  green: l10n.t('Highlight in green'),
  blue: l10n.t('Highlight in blue'),
  pink: l10n.t('Highlight in pink'),
};

const gap = 6;
/** The height that the page's toolbar takes. */
const toolbarHeight = 44;

/** The small toolbar at a selection. It never takes the focus, so that the selection is kept. */
export class SelectionBar {
  readonly element: HTMLElement;
  readonly #make: HTMLElement;
  readonly #attach: HTMLElement;
  /** The selection that the bar is for, also while it is scrolled out of sight. */
  #range: Range | undefined;

  constructor(private readonly actions: SelectionActions) {
    const tool = (label: string, key: string, press: () => void, ...children: readonly Child[]) => {
      const title = key === '' ? label : l10n.t('{0} ({1})', label, key);
      const shortcut = key === '' ? undefined : key.toLowerCase();
      // The style sheet draws the key: it is no part of the button's name.
      return button(
        { class: 'tool', 'aria-label': label, 'aria-keyshortcuts': shortcut, title },
        press,
        children,
      );
    };
    this.#make = element(
      'span',
      { class: 'tools' },
      highlightColors.map((color, at) =>
        tool(labels[color], String(at + 1), () => actions.highlight(color, false), swatch(color)),
      ),
      tool(l10n.t('Highlight with a comment'), 'C', () => actions.highlight('yellow', true), icon('note')),
      tool(l10n.t('Copy quote'), '', () => actions.copy(false), l10n.t('Copy')),
      tool(l10n.t('Copy as Markdown with link'), '', () => actions.copy(true), 'Markdown'),
    );
    this.#attach = element(
      'span',
      { class: 'tools' },
      button({ class: 'tool' }, () => actions.attach(), l10n.t('Attach the highlight here')),
      tool(l10n.t('Leave the highlight as it is'), '', () => actions.stopAttaching(), icon('close')),
    );
    this.element = element(
      'section',
      { class: 'selection-bar', 'aria-label': l10n.t('Selected words') },
      element('div', { role: 'toolbar', 'aria-label': l10n.t('Selected words') }, this.#make, this.#attach),
    );
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.element.hidden = true;
  }

  get isShown(): boolean {
    return this.#range !== undefined;
  }

  hide(): void {
    this.#range = undefined;
    this.element.hidden = true;
  }

  showAt(range: Range): void {
    this.#range = range;
    const attaching = this.actions.isAttaching();
    this.#make.hidden = attaching;
    this.#attach.hidden = !attaching;
    this.place();
  }

  /** Puts the bar above the selection, or below it if there is no room; out of sight while the selection is. */
  place(): void {
    if (!this.#range) return;
    const box = this.#range.getBoundingClientRect();
    const isInSight = box.bottom > toolbarHeight && box.top < window.innerHeight;
    this.element.hidden = !isInSight;
    if (!isInSight) return;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const above = box.top - height - gap;
    const left = Math.min(Math.max(gap, box.left), window.innerWidth - width - gap);
    // A selection higher than the window leaves no room below it either.
    const below = Math.min(box.bottom + gap, window.innerHeight - height - gap);
    this.element.style.setProperty('left', `${String(Math.max(0, left))}px`);
    this.element.style.setProperty('top', `${String(above < toolbarHeight ? below : above)}px`);
  }
}

export function swatch(color: Color): HTMLElement {
  return element('span', { class: `swatch ${color}`, 'aria-hidden': 'true' });
}
