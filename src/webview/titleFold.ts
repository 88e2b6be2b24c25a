import type { ReaderPage } from '../protocol/page';
import type { Component } from './component';
import { button } from './dom';
import { l10n } from './localization';

/** How many lines of a title with this class `reader.css` shows. */
const foldedClass = 'folded';
const unfoldEvent = 'unfold';

/** Shows the words of a range if they are in the folded part of a title. */
export function unfoldAt(range: Range): void {
  const { startContainer } = range;
  const holder = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const folded = holder?.closest(`.${foldedClass}`);
  if (folded && range.getBoundingClientRect().bottom > folded.getBoundingClientRect().bottom)
    folded.dispatchEvent(new Event(unfoldEvent));
}

/** Folds a title of more than four lines. Its element is the button that unfolds and folds it. */
export class TitleFold implements Component {
  readonly element: HTMLButtonElement;
  #paperId = '';
  #isOpen = false;

  constructor(private readonly title: HTMLElement) {
    this.element = button({ class: 'unfold title-fold' }, () => this.#open(!this.#isOpen));
    title.addEventListener(unfoldEvent, () => this.#open(true));
    // How many lines there are depends on the width, the typeface and the zoom.
    new ResizeObserver(() => this.#measure()).observe(title);
  }

  show({ paperId }: ReaderPage): boolean {
    if (paperId !== this.#paperId) this.#isOpen = false;
    this.#paperId = paperId;
    this.#measure();
    return false;
  }

  #open(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#measure();
  }

  #measure(): void {
    const { classList } = this.title;
    classList.add(foldedClass);
    const line = parseFloat(getComputedStyle(this.title).lineHeight);
    const isLong = this.title.scrollHeight - this.title.clientHeight > line / 2;
    classList.toggle(foldedClass, isLong && !this.#isOpen);
    this.element.hidden = !isLong;
    this.element.textContent = this.#isOpen ? l10n.t('Fold the title') : l10n.t('Show the whole title');
    this.element.setAttribute('aria-expanded', String(this.#isOpen));
  }
}
