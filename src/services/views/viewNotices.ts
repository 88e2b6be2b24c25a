import * as vscode from 'vscode';
import { commandId } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { LeftOutFiles } from '../library/leftOutFiles';
import type { LinkedFolders } from '../notes/linkedFolders';
import type { NoticeNode } from './treeNodes';

/** The rows above the others in a view of digests or of notes: that the folder is not trusted, that files were left out. */
export function viewNotices(
  { leftOut, linked }: { readonly leftOut: LeftOutFiles; readonly linked: LinkedFolders },
  view: 'digests' | 'notes',
): readonly NoticeNode[] {
  const notices: NoticeNode[] = [];
  const isUntrusted = !vscode.workspace.isTrusted && vscode.workspace.workspaceFolders !== undefined;
  if (isUntrusted)
    notices.push({
      kind: 'notice',
      key: 'notice:untrusted',
      label:
        view === 'digests'
          ? l10n.t('Trust this folder to read its digests')
          : l10n.t('Trust this folder to read its notes'),
      description: '',
      tooltip: l10n.t(
        'The files in .papers of this folder are not read before you trust the folder. What you write until then is kept outside of it.',
      ),
      icon: 'shield',
      command: 'workbench.trust.manage',
    });
  const count = leftOut.all().length + linked.refused().length;
  if (view === 'digests' && count > 0) {
    const label = count === 1 ? l10n.t('1 file was left out') : l10n.t('{0} files were left out', count);
    notices.push({
      kind: 'notice',
      key: `notice:${label}`,
      label,
      description: l10n.t('show why'),
      tooltip: l10n.t('Some files of digests and notes were not read. The list says why.'),
      icon: 'warning',
      command: commandId('showLeftOut'),
    });
  }
  return notices;
}
