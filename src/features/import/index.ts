import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { digestChange } from '../../services/library/digestChange';
import type { StoredDigest } from '../../services/library/digestFiles';
import { type DigestImporter, fileSource } from '../../services/library/digestImporter';
import type { UndoHistory } from '../../services/history/undoHistory';
import type { LibraryService } from '../../services/library/libraryService';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { Services } from '../../services/services';
import { digestsToRemove } from './digestChoice';
import { registerPackagedDigests } from './packagedDigests';
import { shownNumber, shownTime } from '../../platform/vscode/ui/shownNumber';
import { clipboardDigest, digestName } from '../../core/library/dayNames';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Registers the commands that import and remove digests. */
export function registerImport(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { libraryService, importer, history, reporter } = services;
  const own = new DisposableStore();
  own.add(registerPackagedDigests(services));
  own.add(
    registerCommands(
      {
        importDigest: () => chooseSource(importer),
        removeDigest: (...args) => removeDigests(libraryService, history, args),
      },
      reporter,
    ),
  );
  own.add(
    libraryService.onDidChangeDigests(() => {
      void contextKeys.hasImports.set(libraryService.imported().length > 0);
    }),
  );
  return own;
}

async function chooseSource(importer: DigestImporter): Promise<void> {
  const files = {
    label: `$(file) ${l10n.t('From Files…')}`,
    description: l10n.t('Saved pages, text, JSON, feeds, mails, Markdown, BibTeX'),
  };
  const clipboard = {
    label: `$(clippy) ${l10n.t('From the Clipboard')}`,
    description: l10n.t('Any of these, or a list of arXiv ids and links'),
  };
  const choice = await vscode.window.showQuickPick([files, clipboard], {
    placeHolder: l10n.t('Import a digest'),
  });
  if (choice === files) await importFiles(importer);
  if (choice === clipboard) await importClipboard(importer);
}

async function importFiles(importer: DigestImporter): Promise<void> {
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: l10n.t('Import'),
    title: l10n.t('Import digests'),
  });
  if (uris) await importer.import(uris.map(fileSource));
}

async function importClipboard(importer: DigestImporter): Promise<void> {
  const text = await vscode.env.clipboard.readText();
  if (text.trim() === '')
    throw new UserFacingError(l10n.t('The clipboard holds no text. Copy the page’s text and try again.'));
  const read = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(text));
  await importer.import([{ name: clipboardDigest, read }]);
}

async function removeDigests(
  libraryService: LibraryService,
  history: UndoHistory,
  args: readonly unknown[],
): Promise<void> {
  await libraryService.ready();
  const digests = await importedToRemove(libraryService, args);
  const [digest, ...others] = digests;
  if (!digest) return;
  const name = shownMessage(digestName(digest.name));
  const count = shownNumber(digests.length);
  const isOne = others.length === 0;
  const label = isOne ? l10n.t('Remove Digest “{0}”', name) : l10n.t('Remove {0} Digests', count);
  const { step } = await history.record(label, async (record) => {
    for (const one of digests) record(digestChange(libraryService, one, await libraryService.remove(one)));
  });
  const message = isOne
    ? l10n.t('Removed the digest “{0}”. Your notes and marks on its papers stay.', name)
    : l10n.t('Removed {0} digests. Your notes and marks on their papers stay.', count);
  history.offerUndo(message, step);
}

function importedToRemove(
  libraryService: LibraryService,
  args: readonly unknown[],
): Promise<readonly StoredDigest[]> {
  const all = libraryService.imported();
  return digestsToRemove(args, {
    all,
    digestsOf: (day) => {
      const from = libraryService.library.batchesOf(day);
      return all.filter(({ id }) => from.includes(id));
    },
    rowOf: ({ name, added, place }) => ({
      label: shownMessage(digestName(name)),
      description: [
        // Papers added one by one are digests of one name.
        shownTime(added),
        ...(place === 'workspace' ? [l10n.t('in this workspace')] : []),
      ].join(', '),
    }),
    placeHolder: l10n.t('Which digest do you want to remove?'),
  });
}
