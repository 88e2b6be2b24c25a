import { distinctTags, parseTag, tagKey, tagWords } from '../core/notes/tag';
import { err, ok, type Result } from '../core/base/result';
import type { HighlightAction, Passage } from '../protocol/messages';
import type { PageHighlight, ReaderPage } from '../protocol/page';
import { HighlightCards } from './highlightCards';
import { type Color, drawHighlights, highlightOf, rangesOf } from './highlightLayer';
import type { Host } from './host';
import type { CardField, Draft, PageState } from './pageState';
import { SelectionBar } from './selectionBar';
import type { TextMap } from './textMap';

/** What the annotator needs of the page. */
export interface AnnotatedPage {
  maps(): readonly TextMap[];
  state(): PageState;
  /** Stores the change and renders it. */
  update(change: Partial<PageState>): void;
  announce(text: string): void;
}

const colorOf = {
  highlightYellow: 'yellow',
  highlightGreen: 'green',
  highlightBlue: 'blue',
  highlightPink: 'pink',
} as const;
const focusName = 'highlight-focus';

/** Creates, shows and edits highlights. */
export class Annotator {
  readonly cards: HighlightCards;
  readonly bar: SelectionBar;
  #page: ReaderPage | undefined;
  /** The passage whose highlight, once it exists, opens its comment editor. */
  #awaited: Passage | undefined;
  /** Drafts that were sent to the host; a draft is removed once the page shows it as stored. */
  #sent: readonly Draft[] = [];

  constructor(
    private readonly host: Host,
    private readonly around: AnnotatedPage,
  ) {
    this.cards = new HighlightCards(host, {
      reveal: (id) => this.#reveal(id),
      draft: (id, field, text) => this.#draft(id, field, text),
      save: (id, field, text) => this.#save(id, field, text),
      startAttaching: (id) => this.#startAttaching(id),
    });
    this.bar = new SelectionBar({
      highlight: (color, comment) => this.#highlight(color, comment),
      copy: (markdown) => this.#copy(markdown),
      isAttaching: () => this.#attaching() !== undefined,
      attach: () => this.#attach(),
    });
  }

  listen(): void {
    document.addEventListener('selectionchange', () => {
      const passage = this.#passage();
      if (!passage) this.bar.hide();
      // For the `when` clauses of the context menu.
      document.body.dataset['vscodeContext'] = JSON.stringify({
        dailyPapersSelection: passage !== undefined,
      });
    });
    for (const event of ['pointerup', 'keyup'] as const)
      document.addEventListener(event, () => this.#offer());
    document.addEventListener('scroll', () => this.bar.hide(), { passive: true });
  }

  /** Draws the highlights after the text was redrawn, and opens the comment editor of a new one. */
  show(page: ReaderPage): void {
    this.#page = page;
    drawHighlights(this.around.maps(), page.highlights ?? []);
    this.#forgetStored(page);
    const made = page.highlights?.find(
      (each) => this.#awaited !== undefined && isOnPassage(each, this.#awaited),
    );
    if (!made) return;
    this.#awaited = undefined;
    this.#draft(made.id, 'comment', '');
    this.cards.focus(made.id, 'comment');
  }

  /** Ends what belongs to the paper that is about to be replaced by another one. */
  leave(): void {
    this.#awaited = undefined;
    this.bar.hide();
    CSS.highlights.delete(focusName);
  }

  perform(action: HighlightAction): void {
    switch (action) {
      case 'highlightWithComment':
        this.#highlight('yellow', true);
        break;
      case 'copyQuote':
      case 'copyQuoteMarkdown':
        this.#copy(action === 'copyQuoteMarkdown');
        break;
      case 'nextHighlight':
      case 'previousHighlight':
        this.#step(action === 'nextHighlight' ? 1 : -1);
        break;
      case 'highlightYellow':
      case 'highlightGreen':
      case 'highlightBlue':
      case 'highlightPink':
        this.#highlight(colorOf[action], false);
    }
  }

  /** Scrolls to a highlight and focuses its card. */
  goTo(id: string): void {
    this.#reveal(id);
    this.cards.focus(id, 'quote', { preventScroll: true });
    const highlight = this.#page?.highlights?.find((each) => each.id === id);
    if (highlight) this.around.announce(`Highlight: ${highlight.plain}`);
  }

  #offer(): void {
    const selection = document.getSelection();
    if (selection && this.#passage()) this.bar.showAt(selection.getRangeAt(0));
  }

  /** The selected passage, without white space at its ends. */
  #passage(): Passage | undefined {
    const selection = document.getSelection();
    if (!this.#page || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
    const range = selection.getRangeAt(0);
    for (const map of this.around.maps()) {
      const found = map.rawRange(range);
      const raw = found && this.#page[map.field].raw.slice(found.start, found.end);
      if (!found || raw === undefined || raw.trim() === '') continue;
      const start = found.start + raw.length - raw.trimStart().length;
      return { field: map.field, start, end: start + raw.trim().length };
    }
    return undefined;
  }

  #highlight(color: Color, comment: boolean): void {
    const passage = this.#passage();
    if (!passage) {
      this.around.announce('Select words of the title or the abstract first.');
      return;
    }
    if (comment) this.#awaited = passage;
    this.host.post({ type: 'highlight', color, ...passage });
    this.#deselect();
    this.around.announce(`Highlighted in ${color}`);
  }

  #copy(markdown: boolean): void {
    const passage = this.#passage();
    if (passage) this.host.post({ type: 'copyQuote', markdown, ...passage });
  }

  #deselect(): void {
    document.getSelection()?.removeAllRanges();
    this.bar.hide();
  }

  #attaching(): string | undefined {
    const { attaching = '' } = this.around.state();
    return attaching === '' ? undefined : attaching;
  }

  #startAttaching(id: string): void {
    this.around.update({ attaching: id });
    this.around.announce('Select the words that the highlight is to stand on.');
    this.#offer();
  }

  #attach(): void {
    const [id, passage] = [this.#attaching(), this.#passage()];
    if (id === undefined || !passage) return;
    this.host.post({ type: 'attachHighlight', id, ...passage });
    this.#endAttaching();
    this.#deselect();
  }

  #endAttaching(): void {
    this.around.update({ attaching: '' });
  }

  #draft(id: string, field: CardField, text: string | undefined): void {
    const others = without(this.around.state().drafts ?? [], { id, field });
    if (text !== undefined && others.length === (this.around.state().drafts ?? []).length)
      this.host.post({ type: 'editing' });
    this.around.update({ drafts: text === undefined ? others : [...others, { id, field, text }] });
  }

  #save(id: string, field: CardField, typed: string): Result<void, string> {
    const read = readField(field, typed);
    if (!read.ok) return read;
    const set = read.value;
    const highlight = this.#page?.highlights?.find((one) => one.id === id);
    if (highlight && storedText(highlight, field) === storedText({ comment: '', tags: [], ...set }, field)) {
      this.#draft(id, field, undefined);
      return ok(undefined);
    }
    const text = storedText({ comment: '', tags: [], ...set }, field);
    this.#sent = [...without(this.#sent, { id, field }), { id, field, text }];
    this.host.post({ type: 'editHighlight', id, ...set });
    return ok(undefined);
  }

  /** Removes the drafts that are stored; the others stay in their text areas. */
  #forgetStored({ highlights = [] }: ReaderPage): void {
    const stored = this.#sent.filter(({ id, field, text }) =>
      highlights.some((highlight) => highlight.id === id && storedText(highlight, field) === text),
    );
    for (const draft of stored) {
      this.#sent = without(this.#sent, draft);
      this.#draft(draft.id, draft.field, undefined);
      this.around.announce(draft.field === 'comment' ? 'Comment saved' : 'Tags saved');
    }
  }

  #step(by: 1 | -1): void {
    const anchored = (this.#page?.highlights ?? []).filter(({ orphaned }) => !orphaned);
    if (anchored.length === 0) {
      this.around.announce('This paper has no highlights.');
      return;
    }
    const at = anchored.findIndex(({ id }) => id === this.cards.focusedId);
    const next =
      at < 0 ? (by === 1 ? 0 : anchored.length - 1) : (at + by + anchored.length) % anchored.length;
    const highlight = anchored[next];
    if (!highlight) return;
    this.#reveal(highlight.id);
    this.cards.focus(highlight.id, 'quote');
    this.around.announce(`Highlight ${String(next + 1)} of ${String(anchored.length)}: ${highlight.plain}`);
  }

  #reveal(id: string): void {
    const highlight = this.#page?.highlights?.find((each) => each.id === id);
    const ranges = highlight && !highlight.orphaned ? rangesOf(this.around.maps(), highlight) : [];
    if (ranges.length === 0) CSS.highlights.delete(focusName);
    else CSS.highlights.set(focusName, highlightOf(ranges));
    ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }
}

function without(drafts: readonly Draft[], { id, field }: Pick<Draft, 'id' | 'field'>): readonly Draft[] {
  return drafts.filter((draft) => draft.id !== id || draft.field !== field);
}

/** Parses the input of a field. */
function readField(
  field: CardField,
  typed: string,
): Result<{ comment: string } | { tags: readonly string[] }, string> {
  if (field === 'comment') return ok({ comment: typed.replace(/\r\n?/g, '\n').trim() });
  const parsed = tagWords(typed).map((word) => parseTag(word));
  const wrong = parsed.find((tag) => !tag.ok);
  if (wrong) return err(wrong.error);
  return ok({ tags: distinctTags(parsed.flatMap((tag) => (tag.ok ? [tag.value] : []))) });
}

/** A text for comparing a stored field with a draft. */
function storedText({ comment, tags }: Pick<PageHighlight, 'comment' | 'tags'>, field: CardField): string {
  return field === 'comment' ? comment : tags.map(tagKey).toSorted().join();
}

function isOnPassage(highlight: PageHighlight, { field, start, end }: Passage): boolean {
  return (
    highlight.field === field &&
    highlight.start === start &&
    highlight.end === end &&
    highlight.comment === '' &&
    !highlight.orphaned
  );
}
