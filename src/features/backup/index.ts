import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { type FailureReporter, UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { askInDialog } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import type { StoreBackup } from '../../services/backup/storeBackups';
import type { Services } from '../../services/services';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { shownTime } from '../../platform/vscode/ui/shownNumber';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Registers the command that makes the stores what they were when they were backed up, before a migration. */
export function registerBackup(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { backups, reporter } = services;
  return vscode.Disposable.from(
    backups.onDidChange((all) => void contextKeys.hasBackup.set(all.length > 0)),
    registerCommands({ restoreBackup: () => restoreBackup(services) }, reporter),
  );
}

async function restoreBackup({ backups, reporter }: Services): Promise<void> {
  const all = await backups.list();
  if (all.length === 0)
    throw new UserFacingError(
      l10n.t('There is no backup. One is made before an update changes what is stored.'),
    );
  const rows = all.map((backup) =>
    plainRow({ label: dateOf(backup), description: shownMessage(backup.reason), backup }),
  );
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Restore Backup'),
    placeHolder: l10n.t(
      'Marks, digests, fetched days and notes in the extension’s storage become what they were',
    ),
  });
  if (!chosen) return;
  const { backup } = chosen;
  const question = l10n.t('Restore the backup of {0}?', dateOf(backup));
  const detail = l10n.t(
    'What has been stored since is replaced; a backup of it is made first, so that you can come back to it. Notes in a workspace folder stay as they are. Close other windows of VS Code first.',
  );
  if (!(await askInDialog(question, detail, l10n.t('Restore')))) return;
  await withCancellableProgress(l10n.t('Restoring the backup'), (_progress, signal) =>
    backups.restore(backup, signal),
  );
  offerReload(reporter, backup);
}

/** Offers a reload: the window still has the data from before the restore in memory. */
function offerReload(reporter: FailureReporter, backup: StoreBackup): void {
  const message = l10n.t('The backup of {0} is restored. Reload the window to see it.', dateOf(backup));
  showWithActions(reporter, message, {
    [l10n.t('Reload Window')]: () => vscode.commands.executeCommand('workbench.action.reloadWindow'),
  });
}

function dateOf({ created }: StoreBackup): string {
  return shownTime(created);
}
