import * as vscode from 'vscode';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { l10n } from '../../platform/vscode/ui/l10n';

/** The name of a folder for people: its path below the workspace folder, otherwise its full path. */
export function shownFolder(folder: vscode.Uri): string {
  const inside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  return inside ? vscode.workspace.asRelativePath(folder) : shownOutside(folder);
}

/**
 * The name of a folder outside of the workspace for people. In a browser without a server it has no path that they know.
 */
export function shownOutside(folder: vscode.Uri): string {
  return isBrowserStorage(folder) ? l10n.t('the storage of this browser') : folder.fsPath;
}

/** Shows a message that says where a folder outside of the workspace is, with Copy Path where it has a path. */
export function showFolderPath(reporter: FailureReporter, message: string, folder: vscode.Uri): void {
  const copy = { [l10n.t('Copy Path')]: () => vscode.env.clipboard.writeText(folder.fsPath) };
  showWithActions(reporter, message, isBrowserStorage(folder) ? {} : copy);
}

/** Whether VS Code keeps the folder in a database of the browser, where it has no path that a person can open. */
function isBrowserStorage({ scheme }: vscode.Uri): boolean {
  return scheme === 'vscode-userdata';
}
