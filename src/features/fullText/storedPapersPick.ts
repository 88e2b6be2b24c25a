import * as vscode from 'vscode';
import { askInDialog } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { StoredFolder } from '../../services/fullTexts/fullTextStore';
import type { StoredPapers } from '../../services/fullTexts/storedPapers';
import { paperCount } from '../../platform/vscode/ui/counts';
import { l10n } from '../../platform/vscode/ui/l10n';

interface StoredRow extends vscode.QuickPickItem {
  readonly folder: StoredFolder;
}

/** Shows the stored whole papers with their sizes, and removes the chosen ones once the person has confirmed. */
export async function showStoredPapers(
  stored: StoredPapers,
  titleOf: (key: string) => string | undefined,
): Promise<void> {
  const folders = (await stored.list()).toSorted((a, b) => b.size - a.size);
  if (folders.length === 0) {
    await vscode.window.showQuickPick(
      [plainRow({ label: l10n.t('No whole paper is stored on this machine.') })],
      {
        title: l10n.t('Stored Papers'),
      },
    );
    return;
  }
  const rows = folders.map((folder): StoredRow => ({
    ...plainRow({
      label: titleOf(folder.paper) ?? folder.paper,
      // Below the title, which may be as long as the row.
      detail: [folder.version === undefined ? undefined : `v${folder.version}`, sizeText(folder.size)]
        .filter((part) => part !== undefined)
        .join(' · '),
    }),
    folder,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    canPickMany: true,
    title: l10n.t('Stored Papers: {0}, {1}', paperCount(folders.length), sizeText(sizeOf(folders))),
    placeHolder: l10n.t('Choose papers to remove from this machine'),
    matchOnDetail: true,
  });
  if (!chosen || chosen.length === 0) return;
  const removed = chosen.map(({ folder }) => folder);
  const isWanted = await askInDialog(
    removed.length === 1
      ? l10n.t('Remove 1 stored paper ({0})?', sizeText(sizeOf(removed)))
      : l10n.t('Remove {0} stored papers ({1})?', removed.length, sizeText(sizeOf(removed))),
    l10n.t('They can be fetched again. Your highlights stay in your notes.'),
    l10n.t('Remove'),
  );
  if (isWanted) await stored.remove(removed);
}

function sizeOf(folders: readonly StoredFolder[]): number {
  return folders.reduce((sum, { size }) => sum + size, 0);
}

function sizeText(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 0.95
    ? l10n.t('{0} KB', Math.ceil(bytes / 1024))
    : l10n.t('{0} MB', Math.round(megabytes * 10) / 10);
}
