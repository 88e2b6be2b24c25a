import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { render } from '../../core/tex/render';
import { createSelector } from '../../core/highlights/selector';
import { type Note, subjectOf } from '../../core/notes/note';
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
import type { UndoHistory } from '../history/undoHistory';
import type { Passage } from '../../protocol/messages';
import { plainTitle } from '../search/plainText';

const shownQuote = 60;

/** Where highlights are kept. */
interface HighlightEditorParts {
  readonly state: PaperState;
  readonly notes: NoteStore;
  readonly history: UndoHistory;
  readonly reporter: FailureReporter;
}

/** A highlight of a paper. */
interface HighlightPlace {
  readonly paperId: PaperId;
  readonly highlightId: string;
}

/** What a highlight is changed to; what is absent stays. */
interface HighlightChange {
  readonly comment?: string;
  readonly color?: string;
  /** As typed. */
  readonly tags?: readonly string[];
}

/** What a person does to highlights, in their notes. Each resolves when it is stored or its failure was reported. */
export class HighlightEditor {
  constructor(private readonly parts: HighlightEditorParts) {}

  add(id: PaperId, passage: Passage, color: string): Promise<void> {
    const made = { id: randomUUID(), created: new Date() };
    return this.#edit('Highlight', { paperId: id, highlightId: made.id }, (paper, note) => {
      checkPassage(paper, passage);
      return {
        ...rebaseNoteOnPaper(note, paper),
        addHighlights: [newHighlight(paper, { ...passage, color }, made)],
      };
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
  attach(id: PaperId, highlight: string, passage: Passage): Promise<void> {
    return this.#edit('Re-attach Highlight', { paperId: id, highlightId: highlight }, (paper, note) => {
      checkPassage(paper, passage);
      const { field, start, end } = passage;
      const moved = rebaseNoteOnPaper(note, paper);
      const set = { field, ...createSelector(paper[field], start, end) };
      return { ...moved, editHighlights: [...(moved.editHighlights ?? []), { id: highlight, set }] };
    });
  }

  /** Copies the words as people read them; as Markdown, a block quote that says and links where they stand. */
  async copyQuote(id: PaperId, { field, start, end }: Passage, markdown: boolean): Promise<void> {
    const paper = this.parts.state.paper(id);
    if (!paper) return;
    const tokens = render(paper[field].slice(start, end));
    const quote = markdown ? quoteMarkdown(paper, plainTitle(paper), tokens) : plainText(tokens).trim();
    await vscode.env.clipboard.writeText(quote);
    vscode.window.setStatusBarMessage('Copied', 2000);
  }

  async #remove(places: readonly HighlightPlace[]): Promise<void> {
    const { state, history } = this.parts;
    const quotes = places.map(({ paperId, highlightId }) =>
      state.highlights(paperId).find(({ id }) => id === highlightId),
    );
    const step = await this.#record('Delete Highlight', async (record) => {
      for (const place of places)
        await this.#change(record, place, () => ({ removeHighlights: [place.highlightId] }));
    });
    if (!step) return;
    const [first] = quotes;
    const what =
      places.length === 1
        ? `the highlight “${truncate(plain(first?.quote ?? ''), shownQuote)}”`
        : `${places.length} highlights`;
    history.offerUndo(`Removed ${what}.`, step);
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
  if (comment !== undefined) return 'Edit Comment';
  return color === undefined ? 'Edit Tags of Highlight' : 'Change Colour of Highlight';
}

/** @throws UserFacingError if the text is not a tag */
function readTag(text: string): string {
  const tag = parseTag(text);
  if (!tag.ok) throw new UserFacingError(tag.error);
  return tag.value;
}

/** @throws UserFacingError if the page has shown another text than the paper now has */
function checkPassage(paper: Paper, { field, start, end }: Passage): void {
  if (start >= end || end > paper[field].length)
    throw new UserFacingError('The paper has changed meanwhile. Select the words again.');
}
