import * as vscode from 'vscode';
import { type NoteSubject, sourceOf } from '../../core/notes/note';
import type { PaperId } from '../../core/library/paper';
import { DraftNoteFileSystem } from '../../services/notes/draftNoteFileSystem';
import { NoteCommands } from './noteCommands';
import { registerTagCommands } from '../tags/tagCommands';
import { showWarning } from '../../platform/vscode/ui/messages';
import type { PaperViews } from '../../services/views/paperViews';
import type { Stores } from '../../services/services';

/** Registers what is done to notes and tags. Disposing of the outcome disposes of all. */
export function registerNotes(
  stores: Stores,
  views: PaperViews,
  keepOpen: (ids: readonly PaperId[]) => void,
): NoteCommands {
  const { notes, codec, reporter, state } = stores;
  const subject = (id: PaperId): NoteSubject | undefined => {
    const paper = state.paper(id);
    return paper && { ...sourceOf(paper), id: state.noteId(id) };
  };
  const noteUri = (id: PaperId): vscode.Uri =>
    vscode.Uri.joinPath(stores.notesFolder, notes.fileName(id) ?? '');
  const tagCounts = (): ReadonlyMap<string, number> => state.tagCounts();

  const keptBoth = notes.onDidKeepBoth(({ paperId, keptBoth: [first, ...others] }) => {
    if (!first) return;
    const more = others.length > 0 ? ` So it was with ${others.length} more of this note.` : '';
    void showWarning(`${first.message}${more} Look at the note.`, 'Open Note').then((choice) => {
      if (choice !== undefined) void vscode.commands.executeCommand('dailyPapers.openNote', paperId);
    });
  });
  const drafts = new DraftNoteFileSystem(
    stores.noteFiles,
    (id) => stores.ready().then(() => subject(id)),
    noteUri,
  );
  const tags = registerTagCommands({
    notes,
    codec,
    reporter,
    tag: async (args) => (await views.resolve(args)).nodes.find((node) => node.kind === 'tag')?.tag,
    tagCounts,
    noteUri,
  });
  return new NoteCommands(
    {
      notes,
      reporter,
      papers: async (args) => (await views.resolve(args)).papers,
      subject,
      note: (id) => state.note(id),
      tagCounts,
      folder: () => stores.notesFolder,
      keepOpen,
    },
    [drafts, tags, keptBoth],
  );
}
