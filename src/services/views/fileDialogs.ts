import * as vscode from 'vscode';
import { UserFacingError } from '../../core/base/userFacingError';
import { baseName } from '../../platform/common/uriPath';
import type { Host } from '../host';

/**
 * The options that make a dialog for files start in the workspace, or in the home folder if no folder is open, with a
 * file name if there is one.
 */
export function dialogStart(
  { home }: Pick<Host, 'home'>,
  name?: string,
): Pick<vscode.SaveDialogOptions, 'defaultUri'> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? home;
  if (!folder) return {};
  return { defaultUri: name === undefined ? folder : vscode.Uri.joinPath(folder, name) };
}

/** @throws UserFacingError if the file cannot be written */
export async function writeText(file: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (cause) {
    throw new UserFacingError(
      vscode.l10n.t('“{0}” could not be written. Choose another place and try again.', baseName(file.path)),
      { cause },
    );
  }
}
