import * as vscode from 'vscode';
import { recordPatches } from '../../core/history/storeChanges';
import type { PaperId } from '../../core/library/paper';
import type { NoteStore } from '../../core/notes/noteStore';
import type { PaperState } from '../../core/state/paperState';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { showError } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import type { UndoHistory } from '../history/undoHistory';
import type { Message } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

interface NoteServices {
  readonly history: UndoHistory;
  readonly notes: NoteStore;
  readonly state: PaperState;
  readonly reporter: FailureReporter;
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
  if (problem !== undefined) offerText(services, problem, paragraph.text);
  return problem === undefined;
}

/** Resolves to why the paragraph was not stored, or undefined if it was. */
async function append(
  { history, notes, state }: NoteServices,
  { paperId, text }: { readonly paperId: PaperId; readonly text: string },
): Promise<Message | undefined> {
  const subject = state.noteSubject(paperId);
  if (!subject) return l10n.t('This paper is not in the library any more.');
  const { result } = await history.record(l10n.t('Add to Note'), (record) =>
    notes.update(subject, { appendBody: text }, { onPatch: recordPatches(notes, record) }),
  );
  return result.ok ? undefined : shownMessage(result.error.message);
}

function offerText({ reporter }: NoteServices, reason: Message, text: string): void {
  const message = l10n.t('The paragraph was not added. {0}', shownMessage(reason));
  const copy = { [l10n.t('Copy Text')]: () => vscode.env.clipboard.writeText(text) };
  showWithActions(reporter, message, copy, showError);
}
