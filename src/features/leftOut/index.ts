import * as vscode from 'vscode';
import type { NoteErrorKind } from '../../core/notes/noteError';
import { pluralize } from '../../core/text/pluralize';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { showLeftOut } from './leftOutPick';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { NoticeNode } from '../../services/views/treeNodes';
import type { Stores } from '../../services/services';

/** Lists in one place the digests and notes that were not read, and says so in the views. */
export function registerLeftOut(stores: Stores): Disposable {
  const { leftOut, linked, notes, service, reporter } = stores;
  const own = new DisposableStore();
  own.add(registerCommands({ showLeftOut: () => showLeftOut(leftOut.all(), linked) }, reporter));
  own.add(
    notes.onDidChange(() =>
      leftOut.set(
        'notes',
        notes.errors().map(({ name, error }) => ({
          uri: vscode.Uri.joinPath(stores.notesFolder, name),
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

/** What the views say above their rows. */
export function noticesOf({ leftOut, linked }: Stores, view: 'digests' | 'notes'): readonly NoticeNode[] {
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
