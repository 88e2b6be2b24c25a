import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { pluralize } from '../../core/text/pluralize';
import { withCancellableProgress, type Progress } from '../../platform/vscode/ui/cancellableProgress';
import { UserFacingError } from '../../core/base/userFacingError';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { type MergeReport, NotALibrary } from '../../services/replication/libraryReplica';
import type { Services } from '../../services/services';
import { dialogStart } from '../../services/views/fileDialogs';
import { SettingsSyncSwitch } from './settingsSyncSwitch';
import { moveLibrary } from './moveLibrary';

const filters = { 'Libraries of Daily Papers': ['jsonl'] };

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
          ...{ filters, saveLabel: 'Export', title: 'Export Library' },
        });
  if (!uri) return;
  const path = localPath(uri);
  await ready();
  await device.load();
  const count = await withCancellableProgress('Exporting the library', (progress, signal) =>
    replica.export(path, { signal, progress: percentage(progress) }),
  );
  const message = `Exported ${pluralize(count, 'mark, day, search and so on', 'marks, days, searches and so on')} to ${path}.`;
  reporter.watch(
    showInformation(message, 'Show File').then(async (choice) => {
      if (choice !== undefined) await vscode.commands.executeCommand('revealFileInOS', uri);
    }),
  );
}

async function importLibrary(services: Services, source: unknown): Promise<void> {
  const { ready, backups, reporter } = services;
  const { replica } = devicesOf(services);
  const [chosen] =
    (await (source instanceof vscode.Uri
      ? [source]
      : vscode.window.showOpenDialog({
          ...dialogStart(services.host),
          ...{ filters, openLabel: 'Import', title: 'Import Library' },
        }))) ?? [];
  if (!chosen) return;
  const path = localPath(chosen);
  await ready();
  const report = await withCancellableProgress('Importing a library', async (progress, signal) => {
    await backups.create('before a library was imported');
    return replica.import(path, { signal, progress: percentage(progress) });
  }).catch((error: unknown) => {
    if (!(error instanceof NotALibrary)) throw error;
    throw new UserFacingError(
      `${path} is no library of Daily Papers. Choose a file that Papers: Export Library wrote.`,
      { cause: error },
    );
  });
  const message = importMessage(report);
  reporter.watch(
    (report.size > 0 ? showInformation(message, 'Restore Backup…') : showInformation(message)).then(
      async (choice) => {
        if (choice !== undefined) await vscode.commands.executeCommand('dailyPapers.restoreBackup');
      },
    ),
  );
}

/** The names of kinds in messages. Kinds of a later release are missing. */
const nouns: Readonly<Partial<Record<string, readonly [one: string, many: string]>>> = {
  mark: ['mark', 'marks'],
  digest: ['imported digest', 'imported digests'],
  day: ['fetched day', 'fetched days'],
  details: ['details of a paper', 'details of papers'],
  search: ['saved search', 'saved searches'],
  subscription: ['subscription', 'subscriptions'],
  citationKey: ['citation key', 'citation keys'],
  decision: ['decision about one paper', 'decisions about one paper'],
  seenVersion: ['seen version', 'seen versions'],
  removedPackagedDigest: ['packaged digest', 'packaged digests'],
};

function importMessage(report: MergeReport): string {
  if (report.size === 0) return 'Nothing in the file is new: your library has all of it, or later changes.';
  const parts = Array.from(report, ([kind, count]) => {
    const [one, many] = nouns[kind] ?? [kind, kind];
    return pluralize(count, one, many);
  });
  return `Imported ${new Intl.ListFormat('en').format(parts)}. Later changes on this machine were kept.`;
}

/** @throws UserFacingError in a browser */
function devicesOf({ devices }: Services): NonNullable<Services['devices']> {
  if (devices) return devices;
  throw new UserFacingError(
    'A browser has no files that a library could be in. Open VS Code on a desktop or a server.',
  );
}

/** @throws UserFacingError if the file is not on the machine of the extension */
function localPath(uri: vscode.Uri): string {
  if (uri.scheme === 'file') return uri.fsPath;
  throw new UserFacingError('Choose a file on the machine where the extension runs.');
}

function percentage(progress: Progress): (share: number) => void {
  let reported = 0;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent > reported) progress.report({ increment: percent - reported });
    reported = Math.max(reported, percent);
  };
}
