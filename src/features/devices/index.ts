import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { withCancellableProgress, type Progress } from '../../platform/vscode/ui/cancellableProgress';
import { UserFacingError } from '../../core/base/userFacingError';
import { registerCommands, runCommand } from '../../platform/vscode/ui/commands';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { type MergeReport, NotALibrary } from '../../services/replication/libraryReplica';
import type { Services } from '../../services/services';
import { dialogStart } from '../../services/views/fileDialogs';
import { SettingsSyncSwitch } from './settingsSyncSwitch';
import { moveLibrary } from './moveLibrary';
import { type Message, localizable } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { shownList, shownNumber } from '../../platform/vscode/ui/shownNumber';
import { l10n } from '../../platform/vscode/ui/l10n';

const filters = (): Record<string, string[]> => ({
  [l10n.t('Libraries of Daily Papers')]: ['jsonl'],
});

/** Registers the commands that export, import and move the library, and its copy for Settings Sync. */
export function registerDevices({ globalState }: vscode.ExtensionContext, services: Services): Disposable {
  const { reporter, devices, ready } = services;
  const own = new DisposableStore();
  if (devices) own.add(new SettingsSyncSwitch(globalState, devices, services));
  return vscode.Disposable.from(
    own,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dailyPapers.library.location'))
        reporter.watch(ready().then(() => devices?.sync.start()));
    }),
    registerCommands(
      {
        exportLibrary: (target) => exportLibrary(services, target),
        importLibrary: (source) => importLibrary(services, source),
        moveLibrary: () => moveLibrary(services, devicesOf(services)),
      },
      reporter,
    ),
  );
}

async function exportLibrary(services: Services, target: unknown): Promise<void> {
  const { ready, reporter } = services;
  const { replica, device } = devicesOf(services);
  const uri =
    target instanceof vscode.Uri
      ? target
      : await vscode.window.showSaveDialog({
          ...dialogStart(services.host, 'papers-library.jsonl'),
          filters: filters(),
          saveLabel: l10n.t('Export'),
          title: l10n.t('Export Library'),
        });
  if (!uri) return;
  const path = localPath(uri);
  await ready();
  await device.load();
  const count = await withCancellableProgress(l10n.t('Exporting the library'), (progress, signal) =>
    replica.export(path, { signal, progress: percentage(progress) }),
  );
  const message =
    count === 1
      ? l10n.t('Exported 1 mark, day, search and so on to {0}.', path)
      : l10n.t('Exported {0} marks, days, searches and so on to {1}.', count, path);
  const show = {
    [l10n.t('Show File')]: () => vscode.commands.executeCommand('revealFileInOS', uri),
  };
  showWithActions(reporter, message, show);
}

async function importLibrary(services: Services, source: unknown): Promise<void> {
  const { ready, backups, reporter } = services;
  const { replica } = devicesOf(services);
  const [chosen] =
    (await (source instanceof vscode.Uri
      ? [source]
      : vscode.window.showOpenDialog({
          ...dialogStart(services.host),
          filters: filters(),
          openLabel: l10n.t('Import'),
          title: l10n.t('Import Library'),
        }))) ?? [];
  if (!chosen) return;
  const path = localPath(chosen);
  await ready();
  const report = await withCancellableProgress(l10n.t('Importing a library'), async (progress, signal) => {
    await backups.create(localizable('before a library was imported'));
    return replica.import(path, { signal, progress: percentage(progress) });
  }).catch((error: unknown) => {
    if (!(error instanceof NotALibrary)) throw error;
    throw new UserFacingError(
      l10n.t('{0} is no library of Daily Papers. Choose a file that Papers: Export Library wrote.', path),
      { cause: error },
    );
  });
  const restore = {
    [l10n.t('Restore Backup…')]: () => runCommand('restoreBackup'),
  };
  showWithActions(reporter, importMessage(report), report.size > 0 ? restore : {});
}

/** The texts for a number of items, by their kind. Kinds of a later release are missing. */
const counts: Readonly<Partial<Record<string, (count: number) => Message>>> = {
  mark: (count) => (count === 1 ? localizable('1 mark') : localizable('{0} marks', count)),
  digest: (count) =>
    count === 1 ? localizable('1 imported digest') : localizable('{0} imported digests', count),
  day: (count) => (count === 1 ? localizable('1 fetched day') : localizable('{0} fetched days', count)),
  details: (count) =>
    count === 1 ? localizable('1 details of a paper') : localizable('{0} details of papers', count),
  search: (count) => (count === 1 ? localizable('1 saved search') : localizable('{0} saved searches', count)),
  subscription: (count) =>
    count === 1 ? localizable('1 subscription') : localizable('{0} subscriptions', count),
  citationKey: (count) =>
    count === 1 ? localizable('1 citation key') : localizable('{0} citation keys', count),
  decision: (count) =>
    count === 1
      ? localizable('1 decision about one paper')
      : localizable('{0} decisions about one paper', count),
  seenVersion: (count) =>
    count === 1 ? localizable('1 seen version') : localizable('{0} seen versions', count),
  removedPackagedDigest: (count) =>
    count === 1 ? localizable('1 packaged digest') : localizable('{0} packaged digests', count),
};

function importMessage(report: MergeReport): string {
  if (report.size === 0)
    return l10n.t('Nothing in the file is new: your library has all of it, or later changes.');
  const parts = Array.from(report, ([kind, count]) =>
    shownMessage(counts[kind]?.(count) ?? `${shownNumber(count)} ${kind}`),
  );
  return l10n.t('Imported {0}. Later changes on this machine were kept.', shownList(parts));
}

/** @throws UserFacingError in a browser */
function devicesOf({ devices }: Services): NonNullable<Services['devices']> {
  if (devices) return devices;
  throw new UserFacingError(
    l10n.t('A browser has no files that a library could be in. Open VS Code on a desktop or a server.'),
  );
}

/** @throws UserFacingError if the file is not on the machine of the extension */
function localPath(uri: vscode.Uri): string {
  if (uri.scheme === 'file') return uri.fsPath;
  throw new UserFacingError(l10n.t('Choose a file on the machine where the extension runs.'));
}

function percentage(progress: Progress): (share: number) => void {
  let reported = 0;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent > reported) progress.report({ increment: percent - reported });
    reported = Math.max(reported, percent);
  };
}
