import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
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
      label: `Trust this folder to read its ${view}`,
      description: '',
      tooltip:
        'The files in .papers of this folder are not read before you trust the folder. What you write until then is kept outside of it.',
      icon: 'shield',
      command: 'workbench.trust.manage',
    });
  const count = leftOut.all().length + linked.refused().length;
  if (view === 'digests' && count > 0) {
    const label = `${pluralize(count, 'file was', 'files were')} left out`;
    notices.push({
      kind: 'notice',
      key: `notice:${label}`,
      label,
      description: 'show why',
      tooltip: 'Some files of digests and notes were not read. The list says why.',
      icon: 'warning',
      command: 'dailyPapers.showLeftOut',
    });
  }
  return notices;
}
