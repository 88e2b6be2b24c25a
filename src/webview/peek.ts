import { button, disableControls, element, replaceChildren } from './dom';
import { l10n } from './localization';

/** Milliseconds that the pointer rests on a reference before its target is shown, and away from both before it hides. */
const restTime = 350;
const leaveTime = 300;

export interface PeekAction {
  readonly label: string;
  readonly run: () => void;
}

/** Shows what a reference leads to, beside the reference. */
export class Peek {
  readonly #content = element('div', { class: 'peek-content' });
  readonly #actions = element('div', { class: 'peek-actions' });
  readonly #element = element('div', { class: 'peek', role: 'dialog', 'aria-label': l10n.t('Reference') });
  #reference: HTMLElement | undefined;
  #target = 0;
  /** Opened by the pointer: the focus stays where it is. */
  #isHover = false;
  #timer: number | undefined;

  constructor(private readonly goTo: (target: number) => void) {
    this.#element.append(this.#content, this.#actions);
    this.#element.tabIndex = -1;
    this.#element.addEventListener('pointerenter', () => window.clearTimeout(this.#timer));
    this.#element.addEventListener('pointerleave', () => this.#leave());
  }

  /** The block that is shown, if any. */
  get target(): number | undefined {
    return this.#element.isConnected ? this.#target : undefined;
  }

  /** Shows copies of blocks. They are made of nodes that the page has built itself. */
  show(
    blocks: readonly Element[],
    target: number,
    reference: HTMLElement,
    { actions, isHover }: { readonly actions: readonly PeekAction[]; readonly isHover: boolean },
  ): void {
    window.clearTimeout(this.#timer);
    this.#reference = reference;
    this.#target = target;
    this.#isHover = isHover;
    replaceChildren(
      this.#content,
      blocks.map((block) => block.cloneNode(true)),
    );
    disableControls(this.#content);
    this.setActions(actions);
    if (!this.#element.isConnected) document.body.append(this.#element);
    this.#place(reference.getBoundingClientRect());
    if (!isHover) this.#element.focus({ preventScroll: true });
  }

  /** Sets the buttons beside Go There and Close. If one of these has the focus, the new one with its label gets it. */
  setActions(actions: readonly PeekAction[]): void {
    const { activeElement } = document;
    const focused = this.#actions.contains(activeElement) ? activeElement?.textContent : undefined;
    const go = button({ class: 'peek-go' }, () => this.goTo(this.#target), l10n.t('Go There'));
    const close = button({ class: 'peek-close' }, () => this.hide(), l10n.t('Close'));
    const others = actions.map(({ label, run }) => button({}, run, label));
    const buttons = [...others, go, close];
    replaceChildren(this.#actions, buttons);
    buttons.find(({ textContent }) => textContent === focused)?.focus({ preventScroll: true });
    if (this.#reference) this.#place(this.#reference.getBoundingClientRect());
  }

  /** Calls `show` when the pointer rests on a reference. */
  rest(reference: HTMLElement, show: () => void): void {
    window.clearTimeout(this.#timer);
    // A box that the person opened stays until they close it.
    if (this.#element.isConnected && (!this.#isHover || this.#reference === reference)) return;
    this.#timer = window.setTimeout(show, restTime);
    reference.addEventListener('pointerleave', () => this.#leave(), { once: true });
  }

  /** Gives the focus back to the reference. Returns whether something was shown. */
  hide(): boolean {
    window.clearTimeout(this.#timer);
    if (!this.#element.isConnected) return false;
    const hadFocus = this.#element.contains(document.activeElement);
    this.#element.remove();
    if (hadFocus || !this.#isHover) this.#reference?.focus({ preventScroll: true });
    this.#reference = undefined;
    return true;
  }

  /** The pointer has left the reference or the peek. */
  #leave(): void {
    window.clearTimeout(this.#timer);
    const isUsed = this.#element.contains(document.activeElement);
    if (this.#isHover && !isUsed) this.#timer = window.setTimeout(() => this.hide(), leaveTime);
  }

  /** Below the reference, or above it if there is more room. */
  #place({ left, top, bottom }: DOMRect): void {
    const { style } = this.#element;
    // Measured at the left edge: at its old place, the window's edge could make it narrower than its content.
    style.left = '0';
    const { offsetWidth, offsetHeight } = this.#element;
    const isBelow = bottom + offsetHeight + 8 <= window.innerHeight || top < window.innerHeight / 2;
    style.left = `${String(Math.max(8, Math.min(left, window.innerWidth - offsetWidth - 8)))}px`;
    style.top = `${String(Math.max(8, isBelow ? bottom + 4 : top - offsetHeight - 4))}px`;
  }
}
