import * as vscode from 'vscode';
import { render } from '../../core/tex/render';
import { createSelector } from '../../core/highlights/selector';
import { placeIn, sectionAt } from '../../core/fulltext/sections';
import { type Highlight, isOfCopiedText, type Note, subjectOf } from '../../core/notes/note';
import type { HistoryStep, RecordChange } from '../../core/history/historyStep';
import { recordPatches } from '../../core/history/storeChanges';
import type { NoteChange } from '../../core/notes/noteChange';
import { parseTag } from '../../core/notes/tag';
import { truncate } from '../../core/text/truncate';
import type { Paper, PaperId } from '../../core/library/paper';
import { rebaseNoteOnPaper } from '../../core/state/rebaseNoteOnPaper';
import { plainText, quoteMarkdown } from '../reader/copyText';
import { newHighlight } from '../../core/highlights/newHighlight';
import type { NoteStore } from '../../core/notes/noteStore';
import { plain } from '../../core/tex/plain';
import type { PaperState } from '../../core/state/paperState';
import { type FailureReporter, UserFacingError } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { FullText, FullTexts } from '../fullTexts/fullTexts';
import type { UndoHistory } from '../history/undoHistory';
import type { Passage } from '../../protocol/messages';
import { plainTitle } from '../search/plainText';

const shownQuote = 60;

/** Where highlights are kept. */
interface HighlightEditorParts {
  readonly state: PaperState;
  readonly notes: NoteStore;
  readonly history: UndoHistory;
  readonly fullTexts: Pick<FullTexts, 'textOf'>;
  readonly reporter: FailureReporter;
}

/** A highlight of a paper. */
interface HighlightPlace {
  readonly paperId: PaperId;
  readonly highlightId: string;
}

/** New values for a highlight; absent ones are kept. */
interface HighlightChange {
  readonly comment?: string;
  readonly color?: string;
  /** As typed. */
  readonly tags?: readonly string[];
}

/** Changes highlights in notes. Each method resolves when the change is stored or its failure was reported. */
export class HighlightEditor {
  constructor(private readonly parts: HighlightEditorParts) {}

  /** `shown` is the whole paper that the person sees, if the passage is of it. */
  add(id: PaperId, passage: Passage, color: string, shown?: FullText): Promise<void> {
    const made = { id: crypto.randomUUID(), created: new Date() };
    return this.#edit(l10n.t('Highlight'), { paperId: id, highlightId: made.id }, (paper, note) => {
      const texts = this.#textsOf(paper, shown);
      checkPassage(texts, passage);
      const highlight = newHighlight(texts, { ...passage, color }, made);
      return isOfCopiedText(highlight)
        ? { ...rebaseNoteOnPaper(note, paper), addHighlights: [highlight] }
        : { addHighlights: [{ ...highlight, ...(shown && placeIn(shown, passage.start)) }] };
    });
  }

  edit(id: PaperId, highlight: string, change: HighlightChange): Promise<void> {
    return this.#edit(labelOf(change), { paperId: id, highlightId: highlight }, () => {
      const { comment, color, tags } = change;
      const set = {
        ...(comment !== undefined && { comment }),
        ...(color !== undefined && { color }),
        ...(tags && { tags: tags.map(readTag) }),
      };
      return { editHighlights: [{ id: highlight, set }] };
    });
  }

  /** Removes highlights as one step, and offers to undo it. */
  remove(places: readonly HighlightPlace[]): Promise<void> {
    return this.#reported(this.#remove(places));
  }

  /** Puts an orphan on other words. */
  attach(id: PaperId, highlight: string, passage: Passage, shown?: FullText): Promise<void> {
    return this.#edit(
      l10n.t('Re-attach Highlight'),
      { paperId: id, highlightId: highlight },
      (paper, note) => {
        const texts = this.#textsOf(paper, shown);
        checkPassage(texts, passage);
        const { field, start, end } = passage;
        const moved = field === 'fullText' ? {} : rebaseNoteOnPaper(note, paper);
        const selector = createSelector(texts[field] ?? '', start, end);
        const place = field === 'fullText' && shown ? placeIn(shown, start) : {};
        const set = { field, ...selector, ...place };
        const before = note?.highlights.find((one) => one.id === highlight);
        if (before && changesList(before, set))
          return { ...moved, removeHighlights: [highlight], addHighlights: [reattached(before, set)] };
        return { ...moved, editHighlights: [...(moved.editHighlights ?? []), { id: highlight, set }] };
      },
    );
  }

  /** Copies what {@link quote} returns. */
  async copyQuote(id: PaperId, passage: Passage, markdown: boolean, shown?: FullText): Promise<void> {
    const quote = this.quote(id, passage, markdown, shown);
    if (quote === undefined) return;
    await vscode.env.clipboard.writeText(quote);
    vscode.window.setStatusBarMessage(l10n.t('Copied'), 2000);
  }

  /**
   * The rendered words; as Markdown, a block quote that names their place and links to it. Undefined if the paper is no
   * longer in the library.
   */
  quote(
    id: PaperId,
    { field, start, end }: Passage,
    markdown: boolean,
    shown?: FullText,
  ): string | undefined {
    const paper = this.parts.state.paper(id);
    if (!paper) return undefined;
    const tokens = render((this.#textsOf(paper, shown)[field] ?? '').slice(start, end));
    const section = field === 'fullText' && shown ? sectionAt(shown.document, start) : undefined;
    return markdown ? quoteMarkdown(paper, plainTitle(paper), tokens, section) : plainText(tokens).trim();
  }

  #textsOf({ title, abstract }: Paper, shown: FullText | undefined): Texts {
    return {
      title,
      abstract,
      ...(shown && { fullText: this.parts.fullTexts.textOf(shown.document) }),
    };
  }

  async #remove(places: readonly HighlightPlace[]): Promise<void> {
    const { state, history } = this.parts;
    const quotes = places.map(({ paperId, highlightId }) =>
      state.highlights(paperId).find(({ id }) => id === highlightId),
    );
    const step = await this.#record(l10n.t('Delete Highlight'), async (record) => {
      for (const place of places)
        await this.#change(record, place, () => ({ removeHighlights: [place.highlightId] }));
    });
    if (!step) return;
    const [first] = quotes;
    const quote = truncate(plain(first?.quote ?? ''), shownQuote);
    const message =
      places.length === 1
        ? l10n.t('Removed the highlight “{0}”.', quote)
        : l10n.t('Removed {0} highlights.', places.length);
    history.offerUndo(message, step);
  }

  #edit(label: string, place: HighlightPlace, make: MakeChange): Promise<void> {
    return this.#reported(this.#record(label, (record) => this.#change(record, place, make)));
  }

  async #record(
    label: string,
    work: (record: RecordChange) => Promise<void>,
  ): Promise<HistoryStep | undefined> {
    return (await this.parts.history.record(label, work)).step;
  }

  /** Changes a paper's note. Does nothing if the library has lost the paper. */
  async #change(
    record: RecordChange,
    { paperId: id, highlightId }: HighlightPlace,
    make: MakeChange,
  ): Promise<void> {
    const { state, notes } = this.parts;
    const paper = state.paper(id);
    if (!paper) return;
    const change = make(paper, state.note(id));
    const options = { onPatch: recordPatches(notes, record, highlightId) };
    const saved = await notes.update(subjectOf(paper, state.noteId(id)), change, options);
    if (!saved.ok) throw new UserFacingError(saved.error.message, { cause: saved.error.cause });
  }

  async #reported(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => this.parts.reporter.report(error));
  }
}

type MakeChange = (paper: Paper, note: Note | undefined) => NoteChange;

function labelOf({ comment, color }: HighlightChange): string {
  if (comment !== undefined) return l10n.t('Edit Comment');
  return color === undefined ? l10n.t('Edit Tags of Highlight') : l10n.t('Change Colour of Highlight');
}

/** @throws UserFacingError if the text is not a tag */
function readTag(text: string): string {
  const tag = parseTag(text);
  if (!tag.ok) throw new UserFacingError(tag.error);
  return tag.value;
}

type Texts = Partial<Readonly<Record<Passage['field'], string>>>;

/** Whether a highlight with its new place cannot stay in its list of the note, or would have the version of its old one. */
function changesList(before: Highlight, set: Pick<Highlight, 'field' | 'version'>): boolean {
  const isOfWholePaper = set.field === 'fullText';
  if ((before.field === 'fullText') !== isOfWholePaper) return true;
  return isOfWholePaper && before.version !== undefined && set.version === undefined;
}

type Opinion = Pick<Highlight, 'color' | 'comment' | 'tags' | 'created'>;

/** Moves a highlight's comment, tags, colour and date to other words, under a new id. */
function reattached(before: Highlight, set: Omit<Highlight, keyof Opinion | 'id' | 'state'>): Highlight {
  const { color, comment, tags, created } = before;
  return { ...set, id: crypto.randomUUID(), color, comment, tags, created, state: 'anchored' };
}

/** @throws UserFacingError if the page has shown another text than the paper now has */
function checkPassage(texts: Texts, { field, start, end }: Passage): void {
  if (start >= end || end > (texts[field] ?? '').length)
    throw new UserFacingError(l10n.t('The paper has changed meanwhile. Select the words again.'));
}
