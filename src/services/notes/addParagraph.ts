import * as vscode from 'vscode';
import { recordPatches } from '../../core/history/storeChanges';
import type { PaperId } from '../../core/library/paper';
import type { NoteStore } from '../../core/notes/noteStore';
import type { PaperState } from '../../core/state/paperState';
import { showError } from '../../platform/vscode/ui/messages';
import type { UndoHistory } from '../history/undoHistory';

interface NoteServices {
  readonly history: UndoHistory;
  readonly notes: NoteStore;
  readonly state: PaperState;
}

/**
 * Adds a paragraph to the end of a paper's note, as a step that can be undone. A text that is not stored is offered.
 * Returns whether it was stored.
 */
export async function addParagraph(
  { history, notes, state }: NoteServices,
  { paperId, text }: { readonly paperId: PaperId; readonly text: string },
): Promise<boolean> {
  const subject = state.noteSubject(paperId);
  if (!subject) {
    await offerText('This paper is not in the library any more.', text);
    return false;
  }
  const { result } = await history.record('Add to Note', async (record) => {
    const body = state.note(paperId)?.body ?? notes.newBody(subject);
    const change = { body: `${body.trimEnd()}\n\n${text}\n` };
    return notes.update(subject, change, { onPatch: recordPatches(notes, record) });
  });
  if (!result.ok) await offerText(result.error.message, text);
  return result.ok;
}

async function offerText(reason: string, text: string): Promise<void> {
  const choice = await showError(`The paragraph was not added. ${reason}`, 'Copy Text');
  if (choice !== undefined) await vscode.env.clipboard.writeText(text);
}
