import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { render } from '../../core/tex/render';
import { createSelector } from '../../core/highlights/selector';
import { type Note, sourceOf } from '../../core/notes/note';
import { inverseChange, type NoteChange } from '../../core/notes/noteChange';
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
import { showInformation } from '../../platform/vscode/ui/messages';
import type { Passage } from '../../protocol/messages';
import { plainTitle } from '../search/plainText';

const shownQuote = 60;

/** Where highlights are kept. */
interface HighlightEditorParts {
  readonly state: PaperState;
  readonly notes: NoteStore;
  readonly reporter: FailureReporter;
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
    return this.#reported(
      this.#change(id, (paper, note) => {
        checkPassage(paper, passage);
        const made = { id: randomUUID(), created: new Date() };
        return {
          ...rebaseNoteOnPaper(note, paper),
          addHighlights: [newHighlight(paper, { ...passage, color }, made)],
        };
      }),
    );
  }

  edit(id: PaperId, highlight: string, { comment, color, tags }: HighlightChange): Promise<void> {
    return this.#reported(
      this.#change(id, () => {
        const set = {
          ...(comment !== undefined && { comment }),
          ...(color !== undefined && { color }),
          ...(tags && { tags: tags.map(readTag) }),
        };
        return { editHighlights: [{ id: highlight, set }] };
      }),
    );
  }

  /** Can be undone by the person. */
  remove(id: PaperId, highlight: string): Promise<void> {
    return this.#reported(this.#remove(id, highlight));
  }

  /** Puts an orphan on other words. */
  attach(id: PaperId, highlight: string, passage: Passage): Promise<void> {
    return this.#reported(
      this.#change(id, (paper, note) => {
        checkPassage(paper, passage);
        const { field, start, end } = passage;
        const moved = rebaseNoteOnPaper(note, paper);
        const set = { field, ...createSelector(paper[field], start, end) };
        return { ...moved, editHighlights: [...(moved.editHighlights ?? []), { id: highlight, set }] };
      }),
    );
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

  async #remove(id: PaperId, highlight: string): Promise<void> {
    const { state, reporter } = this.parts;
    const quote = state.highlights(id).find((one) => one.id === highlight)?.quote ?? '';
    const removed = await this.#change(id, () => ({ removeHighlights: [highlight] }));
    if (!removed) return;
    const { before, done } = removed;
    const shown = truncate(plain(quote), shownQuote);
    reporter.watch(
      showInformation(`Removed the highlight “${shown}”.`, 'Undo').then(async (choice) => {
        if (choice === 'Undo') await this.#change(id, () => inverseChange(before, done));
      }),
    );
  }

  /** Changes a paper's note. Does nothing and returns undefined if the library has lost the paper. */
  async #change(
    id: PaperId,
    make: (paper: Paper, note: Note | undefined) => NoteChange,
  ): Promise<{ readonly before: Note; readonly done: NoteChange } | undefined> {
    const { state, notes } = this.parts;
    const paper = state.paper(id);
    if (!paper) return undefined;
    const note = state.note(id);
    const done = make(paper, note);
    const saved = await notes.update({ ...sourceOf(paper), id: state.noteId(id) }, done);
    if (!saved.ok) throw new UserFacingError(saved.error.message, { cause: saved.error.cause });
    return note && { before: note, done };
  }

  async #reported(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => this.parts.reporter.report(error));
  }
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
