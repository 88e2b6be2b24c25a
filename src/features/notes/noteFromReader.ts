import * as vscode from 'vscode';
import { percentDecoded } from '../../core/base/percentDecoded';
import type { SerialQueue } from '../../core/base/serialQueue';
import type { PaperId } from '../../core/library/paper';
import { recordPatches } from '../../core/history/storeChanges';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showError } from '../../platform/vscode/ui/messages';
import { noteUri } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';

/**
 * Adds a paragraph to the end of a paper's note, as a step that can be undone. A text that is not stored is offered.
 * `queue` lets one paragraph after the other be added: each goes below the text that the last one has left.
 */
export async function addParagraph(
  services: Services,
  queue: SerialQueue,
  paragraph: { readonly paperId: PaperId; readonly text: string },
): Promise<void> {
  const problem = await queue.run(() => append(services, paragraph));
  if (problem !== undefined) await offerText(problem, paragraph.text);
}

/** Resolves to why the paragraph was not stored, or undefined if it was. */
async function append(
  { history, notes, state }: Services,
  { paperId, text }: { readonly paperId: PaperId; readonly text: string },
): Promise<string | undefined> {
  const subject = state.noteSubject(paperId);
  if (!subject) return 'This paper is not in the library any more.';
  const { result } = await history.record('Add to Note', (record) => {
    const body = state.note(paperId)?.body ?? notes.newBody(subject);
    const change = { body: `${body.trimEnd()}\n\n${text}\n` };
    return notes.update(subject, change, { onPatch: recordPatches(notes, record) });
  });
  return result.ok ? undefined : result.error.message;
}

async function offerText(reason: string, text: string): Promise<void> {
  const choice = await showError(`The paragraph was not added. ${reason}`, 'Copy Text');
  if (choice !== undefined) await vscode.env.clipboard.writeText(text);
}

/** Opens a file that a note links to by a path relative to it. Only files of the workspace are opened. */
export async function openLinkedFile(
  services: Services,
  { paperId, path }: { readonly paperId: PaperId; readonly path: string },
): Promise<void> {
  const note = noteUri(services, services.state.noteId(paperId));
  const [file = ''] = path.split('#', 1);
  const target = vscode.Uri.joinPath(note, '..', percentDecoded(file) ?? file);
  if (!vscode.workspace.isTrusted || !vscode.workspace.getWorkspaceFolder(target))
    throw new UserFacingError(`“${path}” is not a file of this workspace.`);
  await vscode.commands.executeCommand('vscode.open', target);
}
