import * as vscode from 'vscode';
import { type StepChange, changeOf } from '../../core/history/historyStep';
import { showInformation } from '../../platform/vscode/ui/messages';
import { withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { LibraryDevices } from '../../services/replication/createReplica';
import type { Services } from '../../services/services';

const setting = 'library.location';
/** Created in a folder that contains other files. */
const folderName = 'Papers Library';

/** The command Move Library: chooses the folder that carries the library, or this machine only, as a step to undo. */
export async function moveLibrary(services: Services, devices: LibraryDevices): Promise<void> {
  const { history, ready } = services;
  const { sync, files } = devices;
  await ready();
  const before = sync.path;
  const folder = {
    label: `$(folder-opened) ${l10n.t('Choose a Folder…')}`,
    description: l10n.t('One that a file sync carries to your other machines'),
  };
  const here = {
    label: `$(device-desktop) ${l10n.t('This Machine Only')}`,
    description: l10n.t('Nothing is written to a folder any more'),
  };
  const chosen = await vscode.window.showQuickPick(before === undefined ? [folder] : [folder, here], {
    title: l10n.t('Move Library'),
    placeHolder:
      before === undefined
        ? l10n.t('The library is on this machine only')
        : l10n.t('The library is also in {0}', before),
  });
  if (!chosen) return;
  const after = chosen === folder ? await askFolder(files) : '';
  if (after === undefined) return;
  if (after === (before ?? '')) {
    void showInformation(l10n.t('The library is in {0} already.', after));
    return;
  }
  const { step } = await history.record(l10n.t('Move Library'), async (record) => {
    await setLocation(devices, after);
    // Before the merge, which may fail or be cancelled: the library has moved all the same.
    record(locationChange(devices, before ?? '', after));
    await merge(devices);
  });
  const sentences = [
    after === ''
      ? l10n.t('The library is on this machine only now.')
      : l10n.t('The library is in {0} too now. Choose the same folder on your other machines.', after),
    ...(before === undefined ? [] : [l10n.t('What is in {0} stays there.', before)]),
  ];
  history.offerUndo(sentences.join(' '), step);
}

async function askFolder(files: LibraryDevices['files']): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: l10n.t('Keep Library Here'),
      title: l10n.t('Choose a folder that a file sync carries'),
    })) ?? [];
  if (!uri) return undefined;
  const names = await files.names(uri.fsPath);
  const isOurs = names.every((name) => name.endsWith('.jsonl'));
  return isOurs ? uri.fsPath : files.join(uri.fsPath, folderName);
}

async function setLocation({ files }: LibraryDevices, path: string): Promise<void> {
  if (path !== '') await files.makeFolder(path);
  const configuration = vscode.workspace.getConfiguration('dailyPapers');
  await configuration.update(setting, path === '' ? undefined : path, vscode.ConfigurationTarget.Global);
}

/** Merges with the folder of the setting now, so that failures are shown immediately. */
async function merge({ sync }: LibraryDevices): Promise<void> {
  await withCancellableProgress(l10n.t('Moving the library'), async (_progress, signal) => {
    await sync.start();
    await sync.merge({ signal });
  });
}

/** Both places keep their files: only the setting changes. */
function locationChange(devices: LibraryDevices, before: string, after: string): StepChange {
  const isAsExpected = (expected: string): boolean => (devices.sync.path ?? '') === expected;
  return changeOf(
    { key: 'library-folder', name: l10n.t('the library folder') },
    {
      isAsExpected: (direction) => Promise.resolve(isAsExpected(direction === 'undo' ? after : before)),
      apply: async (direction) => {
        const [expected, wanted] = direction === 'undo' ? [after, before] : [before, after];
        if (!isAsExpected(expected)) return false;
        await setLocation(devices, wanted);
        await merge(devices);
        return true;
      },
    },
  );
}
