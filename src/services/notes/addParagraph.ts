import * as vscode from 'vscode';
import { recordPatches } from '../../core/history/storeChanges';
import type { PaperId } from '../../core/library/paper';
import type { NoteStore } from '../../core/notes/noteStore';
import type { PaperState } from '../../core/state/paperState';
import { showError } from '../../platform/vscode/ui/messages';
import type { UndoHistory } from '../history/undoHistory';
import type { Message } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';

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
  services: NoteServices,
  paragraph: { readonly paperId: PaperId; readonly text: string },
): Promise<boolean> {
  const problem = await append(services, paragraph);
  if (problem !== undefined) await offerText(problem, paragraph.text);
  return problem === undefined;
}

/** Resolves to why the paragraph was not stored, or undefined if it was. */
async function append(
  { history, notes, state }: NoteServices,
  { paperId, text }: { readonly paperId: PaperId; readonly text: string },
): Promise<Message | undefined> {
  const subject = state.noteSubject(paperId);
  if (!subject) return vscode.l10n.t('This paper is not in the library any more.');
  const { result } = await history.record(vscode.l10n.t('Add to Note'), (record) =>
    notes.update(subject, { appendBody: text }, { onPatch: recordPatches(notes, record) }),
  );
  return result.ok ? undefined : shownMessage(result.error.message);
}

async function offerText(reason: Message, text: string): Promise<void> {
  const choice = await showError(
    vscode.l10n.t('The paragraph was not added. {0}', shownMessage(reason)),
    vscode.l10n.t('Copy Text'),
  );
  if (choice !== undefined) await vscode.env.clipboard.writeText(text);
}
