import type { PageHighlight, ReaderPage } from '../protocol/page';
import { button, type Child, element } from './dom';
import { colors, shownColor } from './highlightLayer';
import type { Host } from './host';
import { icon } from './icons';
import type { Draft, PageState } from './pageState';
import { type Part, part } from './part';
import { swatch } from './selectionBar';

export interface CardActions {
  /** Shows where a highlight stands. */
  reveal(id: string): void;
  /** Keeps what is typed into a comment; undefined when that is over. */
  draft(id: string, text: string | undefined): void;
  save(id: string, text: string): void;
  /** Asks for the words that an orphan is to stand on. */
  startAttaching(id: string): void;
}

interface Shown {
  readonly highlights: readonly PageHighlight[];
  readonly drafts: readonly string[];
  readonly readOnly: string | undefined;
  readonly attaching: string | undefined;
}

/** The highlights of a paper: quote, comment, colour. Redrawing leaves focus and caret where they are. */
export class HighlightCards implements Part {
  readonly element = element('section', { class: 'highlights' });
  readonly #part: Part;
  #drafts: readonly Draft[] = [];

  constructor(
    private readonly host: Host,
    private readonly actions: CardActions,
  ) {
    this.#part = part(this.element, shownOf, (shown) => this.#draw(shown));
  }

  show(page: ReaderPage, state: PageState): boolean {
    this.#drafts = state.drafts ?? [];
    const focus = this.#focused();
    const redrawn = this.#part.show(page, state);
    if (redrawn && focus) this.#restore(focus);
    return redrawn;
  }

  /** The keyboard goes to a card. False where there is none. */
  focus(id: string, control: 'quote' | 'comment'): boolean {
    const found = this.#control(id, control);
    found?.focus();
    return found !== undefined;
  }

  /** The card that has the keyboard. */
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
            button({ class: 'toggle' }, () => this.host.post({ type: 'openNote' }), 'Open File'),
          );
    const cards = highlights.map((highlight) => this.#card(highlight, readOnly !== undefined, attaching));
    return [element('h2', {}, 'Highlights'), reason, element('ul', { class: 'cards' }, ...cards)];
  }

  #card(highlight: PageHighlight, readOnly: boolean, attaching: string | undefined): HTMLElement {
    const { id, orphaned } = highlight;
    const card = element('li', { class: `card ${orphaned ? 'orphan' : shownColor(highlight.color)}` });
    card.dataset['id'] = id;
    card.append(this.#quote(highlight));
    if (orphaned) card.append(element('p', { class: 'lost' }, lost(highlight)));
    card.append(...this.#comment(highlight, readOnly));
    if (highlight.tags.length > 0)
      card.append(element('p', { class: 'card-tags' }, highlight.tags.map((tag) => `#${tag}`).join(' ')));
    if (!readOnly) card.append(this.#tools(highlight, attaching === id));
    return card;
  }

  #quote({ id, plain, orphaned }: PageHighlight): HTMLElement {
    const quote = control(
      'quote',
      button({ class: 'quote' }, () => this.actions.reveal(id), plain.trim()),
    );
    quote.title = orphaned ? 'The words that it was made on' : 'Show where it stands';
    return quote;
  }

  #comment({ id, comment }: PageHighlight, readOnly: boolean): HTMLElement[] {
    const draft = this.#drafts.find((one) => one.id === id);
    if (draft && !readOnly) return [this.#editor(draft)];
    if (readOnly) return comment === '' ? [] : [element('p', { class: 'comment' }, comment)];
    const edit = (): void => {
      this.actions.draft(id, comment);
      this.focus(id, 'comment');
    };
    const label = comment === '' ? 'Add a comment' : comment;
    const opener = button(
      { class: comment === '' ? 'comment add' : 'comment', title: 'Edit the comment' },
      edit,
      label,
    );
    return [control('comment', opener)];
  }

  /** Enter saves, Shift+Enter begins a line, Escape leaves the comment as it was. */
  #editor({ id, text }: Draft): HTMLElement {
    const area = element('textarea', {
      class: 'comment',
      'aria-label': 'Comment: Enter saves, Escape leaves it',
    });
    area.value = text;
    area.rows = Math.min(12, text.split('\n').length + 1);
    area.addEventListener('input', () => this.actions.draft(id, area.value));
    area.addEventListener('keydown', (event) => {
      // Letters are the comment's, not keys of the reader; with Ctrl or Cmd they are VS Code's.
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        this.actions.save(id, area.value);
      } else if (event.key === 'Escape') {
        this.actions.draft(id, undefined);
      }
      if (event.key === 'Enter' && !event.shiftKey) this.focus(id, 'comment');
      if (event.key === 'Escape') this.focus(id, 'comment');
    });
    return control('comment', area);
  }

  #tools({ id, color, orphaned }: PageHighlight, attaching: boolean): HTMLElement {
    const tools = element('div', { class: 'card-tools', role: 'group', 'aria-label': 'Highlight' });
    if (orphaned) {
      const press = (): void => this.actions.startAttaching(id);
      const label = attaching ? 'Now select the words' : 'Re-attach…';
      tools.append(control('attach', button({ class: 'toggle' }, press, label)));
    } else {
      tools.append(...colors.map((each) => this.#color(id, each, shownColor(color) === each)));
    }
    const label = orphaned ? 'Dismiss' : 'Delete highlight';
    const remove = button(
      { class: orphaned ? 'toggle' : 'tool remove', 'aria-label': label, title: label },
      () => this.host.post({ type: 'removeHighlight', id }),
      orphaned ? label : icon('remove'),
    );
    tools.append(control('remove', remove));
    return tools;
  }

  #color(id: string, color: (typeof colors)[number], pressed: boolean): HTMLElement {
    const label = `Colour: ${color}`;
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

  #restore({ id, name, caret }: Focus): void {
    const found = this.#control(id, name);
    found?.focus();
    if (found instanceof HTMLTextAreaElement && caret !== undefined) found.setSelectionRange(caret, caret);
  }

  #control(id: string, name: string): HTMLElement | undefined {
    const card = [...this.element.querySelectorAll<HTMLElement>('.card')].find(
      ({ dataset }) => dataset['id'] === id,
    );
    const controls = [...(card?.querySelectorAll<HTMLElement>('[data-control]') ?? [])];
    return controls.find(({ dataset }) => dataset['control'] === name);
  }
}

interface Focus {
  readonly id: string;
  readonly name: string;
  readonly caret: number | undefined;
}

/** What the cards depend on. Of a comment in the making only that it is: its text area holds the text itself. */
function shownOf({ highlights = [], readOnly }: ReaderPage, { drafts = [], attaching }: PageState): Shown {
  return { highlights, drafts: drafts.map(({ id }) => id), readOnly, attaching };
}

function control<T extends HTMLElement>(name: string, node: T): T {
  node.dataset['control'] = name;
  return node;
}

function lost({ created }: PageHighlight): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(created)?.[0];
  const made = day === undefined ? '' : `Made on ${day}. `;
  return `${made}Its words are not in the text any more.`;
}
