import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import { askInDialog } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { StoredFolder } from '../../services/fullTexts/fullTextStore';
import type { StoredPapers } from '../../services/fullTexts/storedPapers';

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
    await vscode.window.showQuickPick([plainRow({ label: 'No whole paper is stored on this machine.' })], {
      title: 'Stored Papers',
    });
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
    title: `Stored Papers: ${pluralize(folders.length, 'paper')}, ${sizeText(sizeOf(folders))}`,
    placeHolder: 'Choose papers to remove from this machine',
    matchOnDetail: true,
  });
  if (!chosen || chosen.length === 0) return;
  const removed = chosen.map(({ folder }) => folder);
  const isWanted = await askInDialog(
    `Remove ${pluralize(removed.length, 'stored paper')} (${sizeText(sizeOf(removed))})?`,
    'They can be fetched again. Your highlights stay in your notes.',
    'Remove',
  );
  if (isWanted) await stored.remove(removed);
}

function sizeOf(folders: readonly StoredFolder[]): number {
  return folders.reduce((sum, { size }) => sum + size, 0);
}

function sizeText(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 0.95 ? `${Math.ceil(bytes / 1024)} KB` : `${megabytes.toFixed(1)} MB`;
}
