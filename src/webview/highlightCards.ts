import { supportedColor } from '../core/highlights/highlightFilter';
import { highlightColors } from '../core/notes/note';
import type { Result } from '../core/base/result';
import type { PageHighlight, ReaderPage } from '../protocol/page';
import { button, type Child, element } from './dom';
import type { Color } from './highlightLayer';
import type { Host } from './host';
import { icon } from './icons';
import { type CardField, cardFields, type Draft, type PageState } from './pageState';
import { type Component, createComponent } from './component';
import { swatch } from './selectionBar';
import { keepTextKeys } from './textKeys';

export interface CardActions {
  /** Scrolls to a highlight in the text. */
  reveal(id: string): void;
  /** Stores what is being typed into a comment or tags; undefined when editing ends. */
  draft(id: string, field: CardField, text: string | undefined): void;
  /** Saves a field, or returns one plain sentence if the input is invalid. */
  save(id: string, field: CardField, text: string): Result<void, string>;
  /** Starts to select a new range for an orphaned highlight. */
  startAttaching(id: string): void;
}

interface Shown {
  readonly highlights: readonly PageHighlight[];
  readonly drafts: readonly Pick<Draft, 'id' | 'field'>[];
  readonly readOnly: string | undefined;
  readonly attaching: string | undefined;
}

/** The highlights of a paper as cards with quote, comment and colour. Redrawing keeps focus and caret. */
export class HighlightCards implements Component {
  readonly element = element('section', { class: 'highlights' });
  readonly #component: Component;
  #drafts: readonly Draft[] = [];

  constructor(
    private readonly host: Host,
    private readonly actions: CardActions,
  ) {
    this.#component = createComponent(this.element, shownOf, (shown) => this.#draw(shown));
  }

  show(page: ReaderPage, state: PageState): boolean {
    this.#drafts = state.drafts ?? [];
    const focus = this.#focused();
    const redrawn = this.#component.show(page, state);
    if (redrawn && focus) this.#restore(focus);
    return redrawn;
  }

  /** Focuses a control of a card. Returns false if it does not exist. */
  focus(id: string, control: 'quote' | CardField, options?: FocusOptions): boolean {
    const found = this.#control(id, control);
    found?.focus(options);
    return found !== undefined;
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
            button({ class: 'toggle' }, () => this.host.post({ type: 'openNote' }), 'Open File'),
          );
    const cards = highlights.map((highlight) => this.#card(highlight, readOnly !== undefined, attaching));
    return [element('h2', {}, 'Highlights'), reason, element('ul', { class: 'cards' }, cards)];
  }

  #card(highlight: PageHighlight, readOnly: boolean, attaching: string | undefined): HTMLElement {
    const { id, orphaned } = highlight;
    const card = element('li', { class: `card ${orphaned ? 'orphan' : supportedColor(highlight.color)}` });
    card.dataset['id'] = id;
    card.append(this.#quote(highlight));
    if (orphaned) card.append(element('p', { class: 'lost' }, lost(highlight)));
    for (const field of cardFields) card.append(...this.#field(highlight, field, readOnly));
    if (!readOnly) card.append(this.#tools(highlight, attaching === id));
    return card;
  }

  #quote({ id, plain, orphaned }: PageHighlight): HTMLElement {
    const quote = control(
      'quote',
      button({ class: 'quote', dir: 'auto' }, () => this.actions.reveal(id), plain.trim()),
    );
    quote.title = orphaned ? 'The words that it was made on' : 'Show where it stands';
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
    const area = element('textarea', { class: field, dir: 'auto', 'aria-label': fieldWords[field].editor });
    area.value = text;
    area.rows = field === 'tags' ? 1 : Math.min(12, text.split('\n').length + 1);
    area.addEventListener('input', () => this.actions.draft(id, field, area.value));
    keepTextKeys(area);
    area.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'Enter' && !(event.shiftKey && field === 'comment')) {
        event.preventDefault();
        const saved = this.actions.save(id, field, area.value);
        problem.textContent = saved.ok ? '' : saved.error;
        this.focus(id, field);
      } else if (event.key === 'Escape') {
        this.actions.draft(id, field, undefined);
        this.focus(id, field);
      }
    });
    return [control(field, area), problem];
  }

  #tools({ id, color, orphaned }: PageHighlight, attaching: boolean): HTMLElement {
    const tools = element('div', { class: 'card-tools', role: 'group', 'aria-label': 'Highlight' });
    if (orphaned) {
      const press = (): void => this.actions.startAttaching(id);
      const label = attaching ? 'Now select the words' : 'Re-attach…';
      tools.append(control('attach', button({ class: 'toggle' }, press, label)));
    } else {
      tools.append(...highlightColors.map((each) => this.#color(id, each, supportedColor(color) === each)));
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

  #color(id: string, color: Color, pressed: boolean): HTMLElement {
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

const fieldWords: Readonly<Record<CardField, { add: string; title: string; editor: string }>> = {
  comment: {
    add: 'Add a comment',
    title: 'Edit the comment',
    editor: 'Comment: Enter saves, Escape leaves it',
  },
  tags: {
    add: 'Add tags',
    title: 'Edit the tags',
    editor: 'Tags, with commas between them: Enter saves, Escape leaves them',
  },
};

function shownText({ comment, tags }: PageHighlight, field: CardField): string {
  return field === 'comment' ? comment : tags.map((tag) => `#${tag}`).join(' ');
}

function typedText({ comment, tags }: PageHighlight, field: CardField): string {
  return field === 'comment' ? comment : tags.join(', ');
}

/** The data that the cards depend on. The text of drafts is excluded: it is in the text areas. */
function shownOf({ highlights = [], readOnly }: ReaderPage, { drafts = [], attaching }: PageState): Shown {
  return { highlights, drafts: drafts.map(({ id, field }) => ({ id, field })), readOnly, attaching };
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
