import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { render } from '../../core/tex/render';
import { createSelector } from '../../core/highlights/selector';
import { type Highlight, highlightColors, type Note, sourceOf } from '../../core/notes/note';
import { inverseChange, type NoteChange } from '../../core/notes/noteChange';
import { parseTag } from '../../core/notes/tag';
import { truncate } from '../../core/text/truncate';
import type { Paper, PaperId } from '../../core/library/paper';
import { rebaseNoteOnPaper } from '../../core/state/rebaseNoteOnPaper';
import { plainText, quoteMarkdown } from '../reader/copyText';
import type { HighlightActions } from '../reader/readerView';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import type { Passage } from '../../protocol/messages';
import { plainTitle } from '../search/plainText';
import type { Stores } from '../services';

const shownQuote = 60;

/** What a person does to highlights, in their note. */
export function createHighlightActions(stores: Stores): HighlightActions {
  const { state, reporter } = stores;
  const reported = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => reporter.report(error));
  };
  return {
    add: (id, passage, color) =>
      reported(
        change(stores, id, (paper, note) => ({
          ...rebaseNoteOnPaper(note, paper),
          addHighlights: [newHighlight(paper, passage, color)],
        })),
      ),
    edit: (id, highlight, { comment, color, tags }) =>
      reported(
        change(stores, id, () => ({
          editHighlights: [
            {
              id: highlight,
              set: {
                ...(comment !== undefined && { comment }),
                ...(color !== undefined && { color }),
                ...(tags && { tags: tags.map(readTag) }),
              },
            },
          ],
        })),
      ),
    remove: (id, highlight) => reported(remove(stores, id, highlight)),
    attach: (id, highlight, passage) =>
      reported(
        change(stores, id, (paper, note) => {
          const moved = rebaseNoteOnPaper(note, paper);
          const { quote, prefix, suffix, start, end } = describePassage(paper, passage);
          const set = { field: passage.field, quote, prefix, suffix, start, end };
          return { ...moved, editHighlights: [...(moved.editHighlights ?? []), { id: highlight, set }] };
        }),
      ),
    copyQuote: async (id, passage, markdown) => {
      const paper = state.paper(id);
      if (!paper) return;
      await vscode.env.clipboard.writeText(quoteOf(paper, passage, markdown));
      vscode.window.setStatusBarMessage('Copied', 2000);
    },
  };
}

/** @throws UserFacingError */
function readTag(text: string): string {
  const tag = parseTag(text);
  if (!tag.ok) throw new UserFacingError(tag.error);
  return tag.value;
}

function newHighlight(paper: Paper, passage: Passage, color: string): Highlight {
  return {
    ...describePassage(paper, passage),
    id: randomUUID(),
    field: passage.field,
    color: highlightColors.find((known) => known === color) ?? highlightColors[0],
    comment: '',
    tags: [],
    created: new Date().toISOString(),
    state: 'anchored',
  };
}

/** @throws UserFacingError where the page has shown another text than the paper now has */
function describePassage(paper: Paper, { field, start, end }: Passage): ReturnType<typeof createSelector> {
  const text = paper[field];
  if (start >= end || end > text.length)
    throw new UserFacingError('The paper has changed meanwhile. Select the words again.');
  return createSelector(text, start, end);
}

/** Changes a paper's note; nothing is done where the library has lost the paper. */
async function change(
  { state, notes }: Stores,
  id: PaperId,
  make: (paper: Paper, note: Note | undefined) => NoteChange,
): Promise<{ readonly before: Note; readonly done: NoteChange } | undefined> {
  const paper = state.paper(id);
  if (!paper) return undefined;
  const note = state.note(id);
  const done = make(paper, note);
  const saved = await notes.update({ ...sourceOf(paper), id: state.noteId(id) }, done);
  if (!saved.ok) throw new UserFacingError(saved.error.message, { cause: saved.error.cause });
  return note && { before: note, done };
}

async function remove(stores: Stores, id: PaperId, highlight: string): Promise<void> {
  const quote = stores.state.highlights(id).find((one) => one.id === highlight)?.quote ?? '';
  const removed = await change(stores, id, () => ({ removeHighlights: [highlight] }));
  if (!removed) return;
  const { before, done } = removed;
  const said = truncate(plainText(render(quote)), shownQuote);
  void showInformation(`Removed the highlight “${said}”.`, 'Undo').then(async (choice) => {
    if (choice !== 'Undo') return;
    await change(stores, id, () => inverseChange(before, done)).catch((error: unknown) =>
      stores.reporter.report(error),
    );
  });
}

/** The words as people read them; as Markdown, a block quote that says and links where they stand. */
function quoteOf(paper: Paper, { field, start, end }: Passage, markdown: boolean): string {
  const tokens = render(paper[field].slice(start, end));
  return markdown ? quoteMarkdown(paper, plainTitle(paper), tokens) : plainText(tokens).trim();
}
