import * as vscode from 'vscode';
import type { LinkedFolders } from '../../services/notes/linkedFolders';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { LeftOutFile } from '../../services/library/leftOutFiles';

/** Lists the files that were left out, each with the reason. A plain file opens as text, anything else in the Explorer. */
export async function showLeftOut(files: readonly LeftOutFile[], linked: LinkedFolders): Promise<void> {
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
