import { highlightColors } from '../core/notes/note';
import { button, type Child, element } from './dom';
import type { Color } from './highlightLayer';
import { icon } from './icons';

export interface SelectionActions {
  highlight(color: Color, comment: boolean): void;
  copy(markdown: boolean): void;
  /** Whether the selection will be the new range of an orphaned highlight. */
  isAttaching(): boolean;
  attach(): void;
}

const gap = 6;

/** The small toolbar at a selection. It never takes the focus, so that the selection is kept. */
export class SelectionBar {
  readonly element: HTMLElement;
  readonly #make: HTMLElement;
  readonly #attach: HTMLElement;

  constructor(private readonly actions: SelectionActions) {
    const tool = (label: string, press: () => void, ...children: readonly Child[]) =>
      button({ class: 'tool', 'aria-label': label, title: label }, press, children);
    this.#make = element(
      'span',
      { class: 'tools' },
      highlightColors.map((color) =>
        tool(`Highlight in ${color}`, () => actions.highlight(color, false), swatch(color)),
      ),
      tool('Highlight with a comment', () => actions.highlight('yellow', true), icon('note')),
      tool('Copy quote', () => actions.copy(false), 'Copy'),
      tool('Copy as Markdown with link', () => actions.copy(true), 'Markdown'),
    );
    this.#attach = button({ class: 'tool' }, () => actions.attach(), 'Attach the highlight here');
    this.element = element(
      'div',
      { class: 'selection-bar', role: 'toolbar', 'aria-label': 'Selected words' },
      this.#make,
      this.#attach,
    );
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.element.hidden = true;
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** Shows the bar above the selection, or below it if there is no room. */
  showAt(range: Range): void {
    const attaching = this.actions.isAttaching();
    this.#make.hidden = attaching;
    this.#attach.hidden = !attaching;
    this.element.hidden = false;
    const box = range.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const above = box.top - height - gap;
    const left = Math.min(Math.max(gap, box.left), window.innerWidth - width - gap);
    this.element.style.setProperty('left', `${String(Math.max(0, left))}px`);
    this.element.style.setProperty('top', `${String(above < 44 ? box.bottom + gap : above)}px`);
  }
}

export function swatch(color: Color): HTMLElement {
  return element('span', { class: `swatch ${color}`, 'aria-hidden': 'true' });
}
