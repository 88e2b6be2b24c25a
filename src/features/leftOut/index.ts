import * as vscode from 'vscode';
import type { NoteErrorKind } from '../../core/notes/noteError';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import type { LinkedFolders } from '../../services/notes/linkedFolders';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { LeftOutFile } from '../../services/library/leftOutFiles';

/** Registers what says what went wrong: the list of the digests and notes that were not read, and the log. */
export function registerLeftOut(
  _context: vscode.ExtensionContext,
  { leftOut, linked, log, noteFiles, notes, service, reporter }: Services,
): Disposable {
  const own = new DisposableStore();
  own.add(
    registerCommands(
      { showLeftOut: () => showLeftOut(leftOut.all(), linked), showLog: () => log.show() },
      reporter,
    ),
  );
  own.add(
    notes.onDidChange(() =>
      leftOut.set(
        'notes',
        notes.errors().map(({ name, error }) => ({
          uri: vscode.Uri.joinPath(noteFiles.folder, name),
          reason: error.message,
          isPlain: !isSpecial(error.kind),
        })),
      ),
    ),
  );
  own.add(
    linked.onDidAllow(() => {
      void notes.ready().then(() => notes.refresh());
      service.refresh('workspace');
    }),
  );
  return own;
}

/** Whether the file may be a link or a device, which an editor must not open. */
function isSpecial(kind: NoteErrorKind): boolean {
  return kind === 'storage' || kind === 'not-a-note' || kind === 'outside';
}

/** Lists the files that were left out, each with the reason. A plain file opens as text, anything else in the Explorer. */
async function showLeftOut(files: readonly LeftOutFile[], linked: LinkedFolders): Promise<void> {
  const links = linked.refused().map(({ path, realPath }) =>
    plainRow(
      {
        label: vscode.workspace.asRelativePath(path),
        detail: `It is a link to ${realPath}, outside of this folder. Choose it to use that place.`,
        open: () => linked.ask(path, realPath),
      },
      'link-external',
    ),
  );
  const rows = files.map((file) =>
    plainRow(
      {
        label: vscode.workspace.asRelativePath(file.uri),
        detail: file.reason,
        open: () => open(file),
      },
      'warning',
    ),
  );
  if (links.length + rows.length === 0)
    throw new UserFacingError('Every file was read: nothing was left out.');
  const choice = await vscode.window.showQuickPick([...links, ...rows], {
    title: 'What Was Left Out',
    placeHolder: 'Choose a file to look at it',
    matchOnDetail: true,
  });
  await choice?.open();
}

async function open({ uri, isPlain }: LeftOutFile): Promise<void> {
  if (isPlain) await vscode.window.showTextDocument(uri);
  else if (vscode.workspace.getWorkspaceFolder(uri))
    await vscode.commands.executeCommand('revealInExplorer', uri);
  else await vscode.commands.executeCommand('revealFileInOS', uri);
}
