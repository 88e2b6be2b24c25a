import { button, element } from './dom';

/** Shows what a reference leads to, beside the reference. */
export class Peek {
  readonly #content = element('div', { class: 'peek-content' });
  readonly #element = element('div', { class: 'peek', role: 'dialog', 'aria-label': 'Reference' });
  #reference: HTMLElement | undefined;
  #target = 0;

  constructor(goTo: (target: number) => void) {
    const go = button({ class: 'peek-go' }, () => goTo(this.#target), 'Go There');
    const close = button({ class: 'peek-close' }, () => this.hide(), 'Close');
    this.#element.append(this.#content, element('div', { class: 'peek-actions' }, go, close));
    this.#element.tabIndex = -1;
  }

  /** Shows a copy of a block. It is made of nodes that the page has built itself. */
  show(block: HTMLElement, target: number, reference: HTMLElement): void {
    this.#reference = reference;
    this.#target = target;
    const copy = block.cloneNode(true) as HTMLElement;
    for (const inner of copy.querySelectorAll('button')) inner.disabled = true;
    this.#content.replaceChildren(copy);
    if (!this.#element.isConnected) document.body.append(this.#element);
    this.#place(reference.getBoundingClientRect());
    this.#element.focus({ preventScroll: true });
  }

  /** Gives the focus back to the reference. Returns whether something was shown. */
  hide(): boolean {
    if (!this.#element.isConnected) return false;
    this.#element.remove();
    this.#reference?.focus({ preventScroll: true });
    this.#reference = undefined;
    return true;
  }

  /** Below the reference, or above it if there is more room. */
  #place({ left, top, bottom }: DOMRect): void {
    const { style, offsetWidth, offsetHeight } = this.#element;
    const isBelow = bottom + offsetHeight + 8 <= window.innerHeight || top < window.innerHeight / 2;
    style.left = `${String(Math.max(8, Math.min(left, window.innerWidth - offsetWidth - 8)))}px`;
    style.top = `${String(Math.max(8, isBelow ? bottom + 4 : top - offsetHeight - 4))}px`;
  }
}
