import { ok, type Result } from '../core/base/result';
import type { HighlightAction, Passage } from '../protocol/messages';
import type { PageHighlight, ReaderPage } from '../protocol/page';
import { isStored, readField, without } from './cardFields';
import { HighlightCards } from './highlightCards';
import type { Color } from './highlightLayer';
import { HighlightPlaces } from './highlightPlaces';
import type { Host } from './host';
import type { CardField, Draft, PageState, PendingHighlight } from './pageState';
import { SelectionBar } from './selectionBar';
import type { TextMap } from './textMap';
import { l10n } from './localization';
import type { Message } from '../core/base/localization';

/** The parts of the page that the annotator uses. */
export interface AnnotatedPage {
  maps(): readonly TextMap[];
  state(): PageState;
  /** Stores the change and renders it. */
  update(change: Partial<PageState>): void;
  /** For screen readers. */
  announce(text: string): void;
  /** In sight too. */
  tell(text: string): void;
}

const colorOf = {
  highlightYellow: 'yellow',
  highlightGreen: 'green',
  highlightBlue: 'blue',
  highlightPink: 'pink',
} as const;
/** The id of the highlight of a paper that is shown before the host has stored it. */
const pendingIdOf = (paperId: string): string => `pending ${paperId}`;
const nothingSelected = l10n.t(
  'Select words of the title or the abstract, or of the whole paper, first: with the mouse, or by keyboard with V.',
);
const highlighted: Readonly<Record<Color, string>> = {
  yellow: l10n.t('Highlighted in yellow'),
  green: l10n.t('Highlighted in green'),
  blue: l10n.t('Highlighted in blue'),
  pink: l10n.t('Highlighted in pink'),
};
/** Creates, shows and edits highlights. */
export class Annotator {
  readonly cards: HighlightCards;
  readonly bar: SelectionBar;
  readonly #places: HighlightPlaces;
  #page: ReaderPage | undefined;
  /** Keys of drafts that this page or an earlier one may have sent to the host. A draft is removed when its text is stored. */
  readonly #sent: Set<string>;
  /** Ids of the papers for which this page has sent a pending highlight to the host. */
  readonly #requested = new Set<string>();
  /** The comment was finished before its highlight was stored. */
  #savesPending = false;

  constructor(
    private readonly host: Host,
    private readonly around: AnnotatedPage,
  ) {
    this.#sent = new Set(around.state().drafts?.map(draftKey));
    this.#places = new HighlightPlaces(
      () => around.maps(),
      () => this.cards,
      () => host.post({ type: 'readWholePaper' }),
    );
    this.cards = new HighlightCards(host, {
      reveal: (id) => this.#places.reveal(id),
      draft: (id, field, text) => this.#draft(id, field, text),
      save: (id, field, text) => this.#save(id, field, text),
      toggleAttaching: (id) => this.#toggleAttaching(id),
      rangesOf: (id) => this.#places.rangesOf(id),
      chosen: (id) => this.#choose(id),
    });
    this.bar = new SelectionBar({
      highlight: (color, comment) => this.#highlight(color, comment),
      copy: (markdown) => this.#quote({ type: 'copyQuote', markdown }),
      isAttaching: () => this.#attaching() !== undefined,
      attach: () => this.#attach(),
      stopAttaching: () => this.#stopAttaching(),
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
    document.addEventListener('pointerup', ({ target }) => this.#offerFrom(target));
    document.addEventListener('keyup', ({ key, target }) => {
      if (key !== 'Escape') this.#offerFrom(target);
    });
    document.addEventListener('scroll', () => this.bar.place(), { passive: true });
    // Content that is folded or arrives later moves the words without scrolling.
    new ResizeObserver(() => this.bar.place()).observe(document.body);
    window.addEventListener('resize', () => {
      this.bar.place();
      this.cards.layOut();
      const { chosen } = this.cards;
      const isShown = chosen !== undefined && this.#places.rangesOf(chosen).length > 0;
      if (isShown && this.cards.extentOf(chosen).isDrawer) this.#places.reveal(chosen);
    });
    document.addEventListener('click', (event) => this.#chooseAt(event));
  }

  /** Closes one of what is open: the bar, Re-attach, the chosen card. Whether there was anything to close. */
  escape(): boolean {
    if (this.bar.isShown) this.bar.hide();
    else if (this.#attaching() !== undefined) this.#stopAttaching();
    else if (this.cards.chosen !== undefined) this.cards.choose(undefined);
    else return false;
    return true;
  }

  /** Draws the highlights after the text was redrawn, and opens the comment editor of a new one. */
  show(page: ReaderPage): void {
    this.#page = page;
    this.#places.show(page.highlights ?? []);
    this.#showBegun(page);
    this.#forgetStored(page);
    this.cards.layOut();
  }

  /** Shows the highlight that may not be stored yet. If it is stored, opens its comment. */
  #showBegun(page: ReaderPage): void {
    const begun = this.around.state().drafts?.find(({ pending }) => pending?.paperId === page.paperId);
    if (!begun?.pending) return;
    const { pending } = begun;
    const made = page.highlights?.find((each) => isOnPassage(each, pending, begun.text));
    if (made) this.#takeOver(made.id, begun);
    else this.#showPending(pending);
  }

  /** Gives a new highlight, once it is stored, the comment that the person has started meanwhile. */
  #takeOver(id: string, begun: Draft): void {
    const { field, text } = begun;
    this.cards.pending = undefined;
    const others = without(this.around.state().drafts ?? [], begun);
    this.around.update({ drafts: [...others, { id, field, text }] });
    this.cards.focus(id, field);
    if (this.#sent.delete(draftKey(begun))) this.#sent.add(draftKey({ id, field }));
    if (this.#savesPending) this.#save(id, field, text);
    this.#savesPending = false;
  }

  /** Ends what belongs to the paper that is about to be replaced by another one. */
  leave(): void {
    this.#places.leave();
    this.cards.pending = undefined;
    this.cards.choose(undefined);
    this.bar.hide();
  }

  perform(action: HighlightAction): void {
    switch (action) {
      case 'highlightWithComment':
        this.#highlight('yellow', true);
        break;
      case 'copyQuote':
      case 'copyQuoteMarkdown':
        this.#quote({ type: 'copyQuote', markdown: action === 'copyQuoteMarkdown' });
        break;
      case 'quoteInChat':
        this.#quote({ type: 'quoteInChat' });
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
    this.cards.focus(id, 'quote');
    this.#places.reveal(id);
    const highlight = this.#page?.highlights?.find((each) => each.id === id);
    if (highlight) this.around.announce(`Highlight: ${highlight.plain}`);
  }

  /** Actions in a card, a box or the toolbar are not about words that are still selected. */
  #offerFrom(target: EventTarget | null): void {
    if (!(target instanceof Element && target.closest('.highlights, .toolbar, textarea'))) this.#offer();
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
      const raw = found && map.textOf(found);
      if (!found || raw === undefined || raw.trim() === '') continue;
      const start = found.start + raw.length - raw.trimStart().length;
      return { field: map.field, start, end: start + raw.trim().length };
    }
    return undefined;
  }

  #highlight(color: Color, comment: boolean): void {
    const passage = this.#passage();
    if (!passage) {
      this.around.tell(nothingSelected);
      return;
    }
    this.host.post({ type: 'highlight', color, ...passage });
    this.#deselect();
    if (comment) this.#beginComment(passage, color);
    this.around.announce(highlighted[color]);
  }

  /** Opens the box at once, not when the highlight is stored: what is typed meanwhile would be keys of the reader. */
  #beginComment(passage: Passage, color: Color): void {
    if (!this.#page) return;
    const { paperId } = this.#page;
    const pending = { paperId, ...passage, color };
    this.#savesPending = false;
    this.#requested.add(paperId);
    this.#draft(pendingIdOf(paperId), 'comment', '', pending);
    this.#showPending(pending);
    this.cards.focus(pendingIdOf(paperId), 'comment');
    this.#places.reveal(pendingIdOf(paperId));
  }

  #showPending({ paperId, color, ...passage }: PendingHighlight): void {
    const plain = this.around
      .maps()
      .find(({ field }) => field === passage.field)
      ?.textOf(passage);
    if (plain !== undefined && !this.#requested.has(paperId)) {
      // The page before ended before the host had it. Sent after the message that this paper is shown.
      this.#requested.add(paperId);
      queueMicrotask(() => this.host.post({ type: 'highlight', color, ...passage }));
    }
    if (!this.#page || this.cards.pending) return;
    this.cards.pending = {
      id: pendingIdOf(paperId),
      ...passage,
      color,
      plain: plain ?? '',
      comment: '',
      tags: [],
      created: '',
      orphaned: false,
    };
    this.around.update({});
  }

  #quote(request: { type: 'copyQuote'; markdown: boolean } | { type: 'quoteInChat' }): void {
    const passage = this.#passage();
    if (passage) this.host.post({ ...request, ...passage });
    else this.around.tell(nothingSelected);
  }

  #deselect(): void {
    document.getSelection()?.removeAllRanges();
    this.bar.hide();
  }

  #attaching(): string | undefined {
    const { attaching = '' } = this.around.state();
    return attaching === '' ? undefined : attaching;
  }

  #toggleAttaching(id: string): void {
    if (this.#attaching() === id) {
      this.#stopAttaching();
      return;
    }
    this.around.update({ attaching: id });
    this.around.tell(
      this.#places.selectLikelyPlace(id)
        ? l10n.t(
            'The words that are most like those of the highlight are selected. Attach it here, or select others.',
          )
        : l10n.t('Select the words that the highlight is to stand on. Escape leaves it as it is.'),
    );
    this.#offer();
  }

  #stopAttaching(): void {
    this.#endAttaching();
    this.bar.hide();
    this.around.tell(l10n.t('The highlight is left as it is.'));
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

  /** Without the text the draft ends. A highlight that is `pending` comes without a comment then. */
  #draft(id: string, field: CardField, text: string | undefined, pending?: PendingHighlight): void {
    if (text === undefined && id === this.cards.pending?.id) this.cards.pending = undefined;
    const drafts = this.around.state().drafts ?? [];
    const before = drafts.find((draft) => draft.id === id && draft.field === field);
    if (text !== undefined && !before) this.host.post({ type: 'editing' });
    if (text === undefined) this.#sent.delete(draftKey({ id, field }));
    const others = without(drafts, { id, field });
    const draft = text !== undefined && { ...before, ...(pending && { pending }), id, field, text };
    this.around.update({ drafts: draft ? [...others, draft] : others });
  }

  #save(id: string, field: CardField, typed: string): Result<void, Message> {
    const read = readField(field, typed);
    if (!read.ok) return read;
    if (id === this.cards.pending?.id) {
      this.#savesPending = true;
      return ok(undefined);
    }
    const highlight = this.#page?.highlights?.find((one) => one.id === id);
    if (highlight && isStored(highlight, field, typed)) {
      this.#draft(id, field, undefined);
      return ok(undefined);
    }
    this.#sent.add(draftKey({ id, field }));
    this.host.post({ type: 'editHighlight', id, ...read.value });
    return ok(undefined);
  }

  /** Ends the drafts that are stored; the others stay in their text areas. */
  #forgetStored({ highlights = [] }: ReaderPage): void {
    for (const draft of this.around.state().drafts ?? []) {
      const { id, field, text } = draft;
      const highlight = highlights.find((each) => each.id === id);
      if (!highlight || !this.#sent.has(draftKey(draft)) || !isStored(highlight, field, text)) continue;
      this.#draft(id, field, undefined);
      this.around.announce(field === 'comment' ? l10n.t('Comment saved') : l10n.t('Tags saved'));
    }
  }

  #step(by: 1 | -1): void {
    const anchored = (this.#page?.highlights ?? []).filter(({ orphaned }) => !orphaned);
    if (anchored.length === 0) {
      this.around.tell(l10n.t('This paper has no highlights.'));
      return;
    }
    const at = anchored.findIndex(({ id }) => id === this.cards.focusedId);
    const next =
      at < 0 ? (by === 1 ? 0 : anchored.length - 1) : (at + by + anchored.length) % anchored.length;
    const highlight = anchored[next];
    if (!highlight) return;
    this.cards.focus(highlight.id, 'quote');
    this.#places.reveal(highlight.id);
    this.around.announce(l10n.t('Highlight {0} of {1}: {2}', next + 1, anchored.length, highlight.plain));
  }

  #choose(id: string | undefined): void {
    // The bar would lie over the card.
    if (id !== undefined && this.#attaching() === undefined) this.bar.hide();
    this.#places.underline(id);
  }

  /** A click on highlighted words chooses their card. */
  #chooseAt({ clientX, clientY, target }: MouseEvent): void {
    const isInText = target instanceof Element && target.closest('h1, .abstract, .fulltext') !== null;
    if (!isInText || document.getSelection()?.isCollapsed === false) return;
    const highlight = this.#places.at(clientX, clientY);
    if (!highlight) {
      this.cards.choose(undefined);
      return;
    }
    this.cards.focus(highlight.id, 'quote');
    this.#places.reveal(highlight.id);
  }
}

function draftKey({ id, field }: Pick<Draft, 'id' | 'field'>): string {
  return `${field} ${id}`;
}

/** Whether a highlight is the one that was made on a passage, with the started comment or without a comment. */
function isOnPassage(highlight: PageHighlight, { field, start, end }: Passage, comment: string): boolean {
  return (
    highlight.field === field &&
    highlight.start === start &&
    highlight.end === end &&
    (highlight.comment === '' || isStored(highlight, 'comment', comment)) &&
    !highlight.orphaned
  );
}
