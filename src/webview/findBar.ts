import { button, type Child, element } from './dom';
import { icon } from './icons';
import { keepTextKeys } from './textKeys';
import { unfoldAt } from './titleFold';
import { type FindOptions, findText } from '../core/text/findText';
import { highlightOf } from './highlightLayer';
import { readShownText } from './shownText';
import { l10n } from './localization';

/** Longer selections are not what a person wants to look for. */
const longestSelection = 200;

/** Finds words in the page: how many there are, the next and the one before, by case and by whole words. */
export class FindBar {
  readonly element: HTMLElement;
  readonly #input = element('textarea', { 'aria-label': l10n.t('Find in the paper') });
  readonly #count = element('span', { class: 'count', role: 'status' });
  readonly #case: HTMLButtonElement;
  readonly #words: HTMLButtonElement;
  #matches: readonly PageMatch[] = [];
  #current = -1;
  /** The element that had the focus before, and gets it back. */
  #before: Element | null = null;

  constructor(private readonly root: HTMLElement) {
    this.#case = toggle(l10n.t('Match case'), 'Alt+C', 'match-case', () => this.#search(0));
    this.#words = toggle(l10n.t('Whole words'), 'Alt+W', 'whole-words', () => this.#search(0));
    const tool = (label: string, keys: string, press: () => void, ...children: readonly Child[]) =>
      button(
        { class: 'tool', 'aria-label': label, title: l10n.t('{0} ({1})', label, keys) },
        press,
        children,
      );
    this.element = element(
      'div',
      { class: 'find', role: 'search' },
      this.#input,
      this.#case,
      this.#words,
      this.#count,
      tool(l10n.t('Previous match'), 'Shift+Enter', () => this.step(-1), icon('up')),
      tool(l10n.t('Next match'), 'Enter', () => this.step(1), icon('down')),
      tool(l10n.t('Close'), 'Escape', () => this.close(), icon('close')),
    );
    this.element.hidden = true;
    this.#input.rows = 1;
    this.#input.addEventListener('input', () => this.#search(0));
    this.element.addEventListener('keydown', (event) => this.#press(event));
    keepTextKeys(this.element);
  }

  /** Shows the bar with the keyboard in it, and looks for the words that are selected, if any. */
  open(): void {
    const selected = String(document.getSelection() ?? '').trim();
    if (this.element.hidden) this.#before = document.activeElement;
    this.element.hidden = false;
    if (selected !== '' && selected.length <= longestSelection && !/[\r\n]/.test(selected))
      this.#input.value = selected;
    this.#input.focus();
    this.#input.select();
    this.#search(0);
  }

  /** Hides the bar. The match that was shown becomes the selection, as a start for a highlight. */
  close(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    const match = this.#matches[this.#current];
    this.#matches = [];
    this.#current = -1;
    drawMatches(this.root, [], []);
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
    else this.#input.blur();
    const [first, last] = [match?.at(0), match?.at(-1)];
    if (first && last)
      document
        .getSelection()
        ?.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
  }

  /** Goes to the next match or the one before, around the ends. Opens the bar where it is closed. */
  step(by: 1 | -1): void {
    if (this.element.hidden) {
      this.open();
      return;
    }
    const many = this.#matches.length;
    if (many > 0) this.#goTo((this.#current + by + many) % many);
  }

  /** Searches again after the page was redrawn. */
  refresh(): void {
    if (!this.element.hidden) this.#search(this.#current, false);
  }

  /** Starts at the match with an index, or at the first that is in sight or below. */
  #search(at: number, reveals = true): void {
    const query = this.#input.value;
    this.#matches = findMatches(this.root, query, {
      matchCase: isPressed(this.#case),
      wholeWords: isPressed(this.#words),
    });
    const inSight = this.#matches.findIndex((match) => (match[0]?.getBoundingClientRect().bottom ?? 0) > 0);
    const start = reveals ? Math.max(0, inSight) : Math.min(Math.max(0, at), this.#matches.length - 1);
    this.#goTo(this.#matches.length === 0 ? -1 : start, reveals);
    this.element.classList.toggle('none', query !== '' && this.#matches.length === 0);
  }

  #goTo(index: number, reveals = true): void {
    this.#current = index;
    const match = this.#matches[index] ?? [];
    drawMatches(this.root, this.#matches, match);
    this.#count.textContent = this.#countText();
    const [range] = match;
    if (!reveals || !range) return;
    unfoldAt(range);
    const { startContainer } = range;
    const holder = startContainer instanceof Element ? startContainer : startContainer.parentElement;
    const { top, bottom } = range.getBoundingClientRect();
    const lowest = this.element.getBoundingClientRect().bottom;
    if (top < lowest || bottom > window.innerHeight) holder?.scrollIntoView({ block: 'center' });
  }

  #countText(): string {
    if (this.#input.value === '') return '';
    if (this.#matches.length === 0) return l10n.t('No matches');
    return l10n.t('{0} of {1}', this.#current + 1, this.#matches.length);
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key, code, altKey, shiftKey, target } = event;
    const isInput = target === this.#input;
    if (key === 'Escape') this.close();
    else if (isInput && key === 'Enter') this.step(shiftKey ? -1 : 1);
    else if (altKey && code === 'KeyC') this.#case.click();
    else if (altKey && code === 'KeyW') this.#words.click();
    else return;
    event.preventDefault();
  }
}

/** `name` is the class by which the style sheet draws the sign of the button. */
function toggle(label: string, keys: string, name: string, press: () => void): HTMLButtonElement {
  const title = l10n.t('{0} ({1})', label, keys);
  const node = button({ class: `tool ${name}`, 'aria-pressed': 'false', 'aria-label': label, title }, () => {
    node.setAttribute('aria-pressed', String(!isPressed(node)));
    press();
  });
  return node;
}

function isPressed(node: HTMLElement): boolean {
  return node.getAttribute('aria-pressed') === 'true';
}

const allName = 'find-matches';
const currentName = 'find-current';

/** A match on the page: its DOM ranges, in order. */
type PageMatch = readonly Range[];

/** The places in the shown text of `root` that match a query. */
function findMatches(root: Element, query: string, options: FindOptions): readonly PageMatch[] {
  const shown = readShownText([root]);
  return findText(shown.text, query, options).map((match) => shown.ranges(match));
}

/** Draws matches by the CSS Custom Highlight API; formulas get a class, which fills the space between letters. */
function drawMatches(root: Element, matches: readonly PageMatch[], current: PageMatch): void {
  for (const formula of root.querySelectorAll('.found-match, .found-current'))
    formula.classList.remove('found-match', 'found-current');
  const others = matches.filter((match) => match !== current);
  draw(allName, others.flat(), 'found-match');
  draw(currentName, current, 'found-current');
}

function draw(name: string, ranges: readonly Range[], mark: string): void {
  for (const { startContainer } of ranges)
    if (startContainer instanceof Element) startContainer.classList.add(mark);
  if (ranges.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const drawn = highlightOf(ranges);
  // Above highlights and searched words.
  drawn.priority = name === currentName ? 2 : 1;
  CSS.highlights.set(name, drawn);
}
