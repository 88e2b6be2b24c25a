import * as vscode from 'vscode';
import { UserFacingError } from '../../core/base/userFacingError';
import { encoding } from '../../platform/common/bytes';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { baseName } from '../../platform/common/uriPath';
import type { Host } from '../host';
import { l10n } from '../../platform/vscode/ui/l10n';

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

/**
 * Writes a text that is given in parts, in time slices.
 *
 * @throws UserFacingError if the file cannot be written
 */
export async function writeText(file: vscode.Uri, parts: Iterable<string>): Promise<void> {
  const bytes = await runInTimeSlices(encoding(parts));
  try {
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (cause) {
    throw new UserFacingError(
      l10n.t('“{0}” could not be written. Choose another place and try again.', baseName(file.path)),
      { cause },
    );
  }
}
