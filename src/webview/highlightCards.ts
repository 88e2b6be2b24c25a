import { supportedColor } from '../core/highlights/highlightFilter';
import { highlightColors, highlightFields } from '../core/notes/note';
import type { Result } from '../core/base/result';
import type { PageHighlight, ReaderPage } from '../protocol/page';
import { button, type Child, element } from './dom';
import type { Color } from './highlightLayer';
import type { Host } from './host';
import { icon } from './icons';
import { type CardField, cardFields, type Draft, type PageState } from './pageState';
import { type Component, createComponent } from './component';
import { layOutCards } from './cardLayout';
import { swatch } from './selectionBar';
import { keepTextKeys } from './textKeys';
import { l10n } from './localization';
import { localized, type Message } from '../core/base/localization';

export interface CardActions {
  /** Scrolls to a highlight in the text. */
  reveal(id: string): void;
  /** Stores what is being typed into a comment or tags; undefined when editing ends. */
  draft(id: string, field: CardField, text: string | undefined): void;
  /** Saves a field, or returns one plain sentence if the input is invalid. */
  save(id: string, field: CardField, text: string): Result<void, Message>;
  /** Starts to select a new range for an orphaned highlight, or leaves it. */
  toggleAttaching(id: string): void;
  /** The words of a highlight in the text, in order; empty if they are not shown. */
  rangesOf(id: string): readonly Range[];
  /** The chosen card has changed; none may be chosen. */
  chosen(id: string | undefined): void;
}

interface Shown {
  readonly highlights: readonly PageHighlight[];
  readonly drafts: readonly Pick<Draft, 'id' | 'field'>[];
  readonly readOnly: string | undefined;
  readonly attaching: string | undefined;
}

/** From this width on, cards are beside the text; `reader.css` has the same. */
const besideText = '(min-width: 900px)';
const gapBetween = 8;

/**
 * The highlights of a paper as cards with quote, comment and colour: a line each, and whole when chosen. In a wide window
 * they are beside their words; in a narrow one below the text, and the chosen one in a drawer at the lower edge.
 * Redrawing keeps focus and caret.
 */
export class HighlightCards implements Component {
  readonly element = element('section', { class: 'highlights' });
  readonly #component: Component;
  readonly #resized = new ResizeObserver(() => this.layOut());
  #drafts: readonly Draft[] = [];
  #chosen: string | undefined;
  /** A highlight that is on its way to the note, with the box for its comment. */
  #pending: PageHighlight | undefined;

  constructor(
    private readonly host: Host,
    private readonly actions: CardActions,
  ) {
    this.#component = createComponent(
      this.element,
      (page, state) => shownOf(page, state, this.#pending),
      (shown) => this.#draw(shown),
    );
    // Not for the pointer: an element that moves between press and release gets no click.
    this.element.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement && target.matches(':focus-visible')) this.choose(cardId(target));
    });
    this.element.addEventListener('click', ({ target }) => {
      if (target instanceof HTMLElement && target.isConnected) this.choose(cardId(target));
    });
  }

  show(page: ReaderPage, state: PageState): boolean {
    this.#drafts = state.drafts ?? [];
    const focus = this.#focused();
    const at = this.#cards().findIndex(({ dataset }) => dataset['id'] === focus?.id);
    const redrawn = this.#component.show(page, state);
    if (!redrawn) return false;
    if (focus && !this.#restore(focus)) this.#focusNear(at);
    this.#markChosen();
    this.#observe();
    return true;
  }

  get pending(): PageHighlight | undefined {
    return this.#pending;
  }

  /** Shows a card for a highlight that is not stored yet, from the next redraw on. */
  set pending(highlight: PageHighlight | undefined) {
    this.#pending = highlight;
  }

  /** Shows one card whole, and the others as a line each. */
  choose(id: string | undefined): void {
    if (id === this.#chosen) return;
    this.#chosen = id;
    this.#markChosen();
    this.actions.chosen(id);
  }

  get chosen(): string | undefined {
    return this.#chosen;
  }

  /** Focuses a control of a card and chooses the card; the page does not scroll. Returns false if it does not exist. */
  focus(id: string, control: 'quote' | CardField): boolean {
    const found = this.#control(id, control);
    if (!found) return false;
    this.choose(id);
    found.focus({ preventScroll: true });
    return true;
  }

  /** Puts each card beside its words where the window is wide enough. */
  layOut(): void {
    const main = this.element.parentElement;
    if (!main) return;
    const cards = this.#cards();
    if (!window.matchMedia(besideText).matches || cards.length === 0) {
      for (const card of cards) card.style.removeProperty('top');
      main.style.removeProperty('min-height');
      return;
    }
    const top = main.getBoundingClientRect().top;
    const notice = this.element.querySelector<HTMLElement>('.read-only');
    const tops = layOutCards(
      cards.map((card) => ({
        anchor: this.#anchor(card.dataset['id'] ?? '', top),
        height: card.offsetHeight,
      })),
      {
        floor: notice ? notice.offsetTop + notice.offsetHeight + gapBetween : gapBetween,
        gap: gapBetween,
        chosen: cards.findIndex(({ dataset }) => dataset['id'] === this.#chosen),
      },
    );
    cards.forEach((card, at) => card.style.setProperty('top', `${String(tops[at] ?? 0)}px`));
    const lowest = (tops.at(-1) ?? 0) + (cards.at(-1)?.offsetHeight ?? 0);
    main.style.setProperty('min-height', `${String(lowest)}px`);
  }

  /** The lower edges of a card and of the visible text, whose lower part a drawer covers. In pixels. */
  extentOf(id: string): { readonly bottom: number; readonly lowest: number; readonly isDrawer: boolean } {
    const card = this.#cards().find(({ dataset }) => dataset['id'] === id);
    const { innerHeight } = window;
    if (!card) return { bottom: 0, lowest: innerHeight, isDrawer: false };
    const { top, bottom } = card.getBoundingClientRect();
    const isDrawer = window.getComputedStyle(card).position === 'fixed';
    return isDrawer ? { bottom: 0, lowest: top, isDrawer } : { bottom, lowest: innerHeight, isDrawer };
  }

  #anchor(id: string, top: number): number | undefined {
    const box = this.actions.rangesOf(id)[0]?.getBoundingClientRect();
    return box === undefined ? undefined : box.top - top;
  }

  #cards(): readonly HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('.card')];
  }

  #markChosen(): void {
    for (const card of this.#cards()) {
      const isChosen = card.dataset['id'] === this.#chosen;
      card.classList.toggle('chosen', isChosen);
      card.querySelector('.quote')?.setAttribute('aria-expanded', String(isChosen));
    }
    this.layOut();
  }

  /** Sizes change as the window does, as text is typed, and when typefaces have loaded. */
  #observe(): void {
    this.#resized.disconnect();
    if (this.element.parentElement) this.#resized.observe(this.element.parentElement);
    for (const card of this.#cards()) this.#resized.observe(card);
  }

  /** The card that had the focus is gone: the next one gets it, else the last. */
  #focusNear(at: number): void {
    const cards = this.#cards();
    const id = (cards[at] ?? cards.at(-1))?.dataset['id'];
    if (id === undefined) this.choose(undefined);
    else this.focus(id, 'quote');
  }

  /** The id of the focused card. */
  get focusedId(): string | undefined {
    return this.#focused()?.id;
  }

  #draw({ highlights, readOnly, attaching }: Shown): readonly Child[] {
    if (highlights.length === 0 && readOnly === undefined) return [];
    const reason =
      readOnly === undefined
        ? undefined
        : element(
            'p',
            { class: 'read-only' },
            readOnly,
            ' ',
            button({ class: 'toggle' }, () => this.host.post({ type: 'openNote' }), l10n.t('Open File')),
          );
    const cards = highlights.map((highlight) => this.#card(highlight, readOnly !== undefined, attaching));
    return [element('h2', {}, l10n.t('Highlights')), reason, element('ul', { class: 'cards' }, cards)];
  }

  #card(highlight: PageHighlight, readOnly: boolean, attaching: string | undefined): HTMLElement {
    const { id, orphaned } = highlight;
    const card = element('li', { class: `card ${orphaned ? 'orphan' : supportedColor(highlight.color)}` });
    card.dataset['id'] = id;
    card.append(this.#quote(highlight));
    if (orphaned) card.append(element('p', { class: 'lost' }, lost(highlight)));
    if (attaching === id)
      card.append(element('p', { class: 'lost' }, l10n.t('Now select its words in the text.')));
    for (const field of cardFields) card.append(...this.#field(highlight, field, readOnly));
    if (!readOnly && highlight !== this.#pending) card.append(this.#tools(highlight, attaching === id));
    return card;
  }

  #quote({ id, plain, orphaned }: PageHighlight): HTMLElement {
    const quote = control(
      'quote',
      button({ class: 'quote', dir: 'auto' }, () => this.actions.reveal(id), plain.trim()),
    );
    quote.title = orphaned ? l10n.t('The words that it was made on') : l10n.t('Show where it stands');
    return quote;
  }

  #field(highlight: PageHighlight, field: CardField, readOnly: boolean): HTMLElement[] {
    const { id } = highlight;
    const draft = this.#drafts.find((one) => one.id === id && one.field === field);
    if (draft && !readOnly) return this.#editor(draft);
    const text = shownText(highlight, field);
    if (readOnly) return text === '' ? [] : [element('p', { class: field, dir: 'auto' }, text)];
    const edit = (): void => {
      this.actions.draft(id, field, typedText(highlight, field));
      this.focus(id, field);
    };
    const { add, title } = fieldWords[field];
    const label = text === '' ? add : text;
    const opener = button({ class: text === '' ? `${field} add` : field, title, dir: 'auto' }, edit, label);
    return [control(field, opener)];
  }

  /** Enter saves, Shift+Enter inserts a line break into a comment, Escape cancels. */
  #editor({ id, field, text }: Draft): HTMLElement[] {
    const problem = element('p', { class: 'problem', role: 'alert' });
    const hint = element('p', { class: 'hint' }, fieldWords[field].keys);
    const area = element('textarea', {
      class: field,
      dir: 'auto',
      'aria-label': fieldWords[field].editor,
      'aria-description': fieldWords[field].keys,
    });
    area.value = text;
    area.rows = field === 'tags' ? 1 : 2;
    area.addEventListener('input', () => this.actions.draft(id, field, area.value));
    keepTextKeys(area);
    area.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'Enter' && !(event.shiftKey && field === 'comment')) {
        event.preventDefault();
        const saved = this.actions.save(id, field, area.value);
        problem.textContent = saved.ok ? '' : localized(saved.error, l10n);
        this.focus(id, field);
      } else if (event.key === 'Escape') {
        this.actions.draft(id, field, undefined);
        this.focus(id, field);
      }
    });
    return [control(field, area), hint, problem];
  }

  #tools({ id, color, orphaned }: PageHighlight, attaching: boolean): HTMLElement {
    const tools = element('div', { class: 'card-tools', role: 'group', 'aria-label': l10n.t('Highlight') });
    if (orphaned) {
      const press = (): void => this.actions.toggleAttaching(id);
      const label = attaching ? l10n.t('Leave it as it is (Escape)') : l10n.t('Re-attach…');
      const pressed = String(attaching);
      tools.append(control('attach', button({ class: 'toggle', 'aria-pressed': pressed }, press, label)));
    } else {
      tools.append(...highlightColors.map((each) => this.#color(id, each, supportedColor(color) === each)));
    }
    const label = orphaned ? l10n.t('Dismiss') : l10n.t('Delete highlight');
    const remove = button(
      { class: orphaned ? 'toggle' : 'tool remove', 'aria-label': label, title: label },
      () => this.host.post({ type: 'removeHighlight', id }),
      orphaned ? label : icon('remove'),
    );
    const close = button(
      {
        class: 'tool close',
        'aria-label': l10n.t('Close'),
        title: l10n.t('{0} ({1})', l10n.t('Close'), 'Escape'),
      },
      () => this.choose(undefined),
      icon('close'),
    );
    // The click is not one that chooses the card.
    close.addEventListener('click', (event) => event.stopPropagation());
    tools.append(control('remove', remove), close);
    return tools;
  }

  #color(id: string, color: Color, pressed: boolean): HTMLElement {
    const label = colorLabels[color];
    return control(
      color,
      button(
        { class: 'tool', 'aria-pressed': String(pressed), 'aria-label': label, title: label },
        () => this.host.post({ type: 'editHighlight', id, color }),
        swatch(color),
      ),
    );
  }

  #focused(): Focus | undefined {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || !this.element.contains(active)) return undefined;
    const id = active.closest<HTMLElement>('.card')?.dataset['id'];
    const name = active.dataset['control'];
    if (id === undefined || name === undefined) return undefined;
    return { id, name, caret: active instanceof HTMLTextAreaElement ? active.selectionStart : undefined };
  }

  #restore({ id, name, caret }: Focus): boolean {
    const found = this.#control(id, name) ?? this.#control(id, 'quote');
    found?.focus({ preventScroll: true });
    if (found instanceof HTMLTextAreaElement && caret !== undefined) found.setSelectionRange(caret, caret);
    return found !== undefined;
  }

  #control(id: string, name: string): HTMLElement | undefined {
    const card = this.#cards().find(({ dataset }) => dataset['id'] === id);
    const controls = [...(card?.querySelectorAll<HTMLElement>('[data-control]') ?? [])];
    return controls.find(({ dataset }) => dataset['control'] === name);
  }
}

interface Focus {
  readonly id: string;
  readonly name: string;
  readonly caret: number | undefined;
}

function cardId(target: HTMLElement): string | undefined {
  return target.closest<HTMLElement>('.card')?.dataset['id'];
}

const colorLabels: Readonly<Record<Color, string>> = {
  yellow: l10n.t('Colour: yellow'),
  green: l10n.t('Colour: green'),
  blue: l10n.t('Colour: blue'),
  pink: l10n.t('Colour: pink'),
};

const fieldWords: Readonly<Record<CardField, { add: string; title: string; editor: string; keys: string }>> =
  {
    comment: {
      add: l10n.t('Add a comment'),
      title: l10n.t('Edit the comment'),
      editor: l10n.t('Comment'),
      keys: l10n.t('Enter saves, Shift+Enter begins a line, Escape leaves it as it was.'),
    },
    tags: {
      add: l10n.t('Add tags'),
      title: l10n.t('Edit the tags'),
      editor: l10n.t('Tags'),
      keys: l10n.t('With commas between them. Enter saves, Escape leaves them as they were.'),
    },
  };

function shownText({ comment, tags }: PageHighlight, field: CardField): string {
  return field === 'comment' ? comment : tags.map((tag) => `#${tag}`).join(' ');
}

function typedText({ comment, tags }: PageHighlight, field: CardField): string {
  return field === 'comment' ? comment : tags.join(', ');
}

/** The data that the cards depend on. The text of drafts is excluded: it is in the text areas. */
function shownOf(
  { highlights: stored = [], readOnly }: ReaderPage,
  { drafts = [], attaching }: PageState,
  pending: PageHighlight | undefined,
): Shown {
  const highlights = [...stored, ...(pending ? [pending] : [])].toSorted(compareByPlace);
  return { highlights, drafts: drafts.map(({ id, field }) => ({ id, field })), readOnly, attaching };
}

/** Orphans come last, as their offsets mean nothing. */
function compareByPlace(a: PageHighlight, b: PageHighlight): number {
  const place = ({ orphaned, field }: PageHighlight): number =>
    orphaned ? highlightFields.length : highlightFields.indexOf(field);
  return place(a) - place(b) || a.start - b.start;
}

function control<T extends HTMLElement>(name: string, node: T): T {
  node.dataset['control'] = name;
  return node;
}

function lost({ created, likelyPlace }: PageHighlight): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(created)?.[0];
  if (likelyPlace)
    return day === undefined
      ? l10n.t('Its words have changed. Re-attach… shows where they may be.')
      : l10n.t('Made on {0}. Its words have changed. Re-attach… shows where they may be.', day);
  return day === undefined
    ? l10n.t('Its words are not in the text any more.')
    : l10n.t('Made on {0}. Its words are not in the text any more.', day);
}
