import * as vscode from 'vscode';
import type { AllowsPlace } from '../../platform/common/fileErrors';
import type { Host } from '../host';
import { DigestFiles } from './digestFiles';

/**
 * The digests in global storage, and in `.papers` of the workspace folder once the workspace is trusted. `linked` decides
 * whether links that lead out of the workspace folder are followed.
 */
export function createDigestFiles(
  host: Pick<Host, 'digestFolder' | 'watchFolder'>,
  globalStorage: vscode.Uri,
  linked: { readonly allows: AllowsPlace },
): DigestFiles {
  return new DigestFiles((place) => {
    const base = place === 'global' ? globalStorage : papersFolder();
    const folder = base && vscode.Uri.joinPath(base, 'digests');
    return (
      folder && {
        uri: folder.toString(),
        files: host.digestFolder(folder, (realPath, path) => linked.allows(realPath, path)),
        watch: (changed) => host.watchFolder(folder, () => changed()),
      }
    );
  });
}

function papersFolder(): vscode.Uri | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, '.papers');
}
