import * as vscode from 'vscode';
import { type StepChange, changeOf } from '../../core/history/historyStep';
import type { Disposable } from '../../core/base/disposable';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { LibraryService } from '../../services/library/libraryService';
import { type PackagedDigest, packagedIn } from '../../services/library/packagedDigests';
import type { Services } from '../../services/services';
import { shownNumber } from '../../platform/vscode/ui/shownNumber';

/** Registers the commands that remove the digests that come with the extension, and bring them back. */
export function registerPackagedDigests(services: Services): Disposable {
  const { service, removedPackaged, reporter } = services;
  const setContext = (): void => {
    void contextKeys.hasPackaged.set(packagedIn(service.library).length > 0);
    void contextKeys.hasRemovedPackaged.set(removedPackaged.list().length > 0);
  };
  return vscode.Disposable.from(
    registerCommands(
      {
        removePackaged: (node) => remove(services, node),
        restorePackaged: () => restore(services),
      },
      reporter,
    ),
    service.library.onDidChange(setContext),
    service.onDidChangeDigests(setContext),
  );
}

async function remove({ service, history }: Services, node: unknown): Promise<void> {
  await service.ready();
  const dayId = typeof node === 'object' && node !== null && 'dayId' in node ? node.dayId : undefined;
  const digest = await choose(
    packagedIn(service.library, typeof dayId === 'string' ? dayId : undefined),
    node,
  );
  if (!digest) return;
  const { step } = await history.record(
    vscode.l10n.t('Remove Packaged Digest “{0}”', digest.label),
    async (record) => {
      if (await service.removePackaged(digest)) record(packagedChange(service, digest, 'remove'));
    },
  );
  const message = vscode.l10n.t(
    'Removed the packaged digest “{0}”. Your notes and marks on its papers stay.',
    digest.label,
  );
  history.offerUndo(message, step);
}

/** Without asking if a row names one digest. */
async function choose(
  digests: readonly PackagedDigest[],
  node: unknown,
): Promise<PackagedDigest | undefined> {
  if (digests.length === 1 && node !== undefined) return digests[0];
  const rows = digests.map((digest) => plainRow({ label: digest.label, digest }));
  const placeHolder = vscode.l10n.t('Which packaged digest do you want to remove?');
  return (await vscode.window.showQuickPick(rows, { placeHolder }))?.digest;
}

async function restore({ service, removedPackaged, history }: Services): Promise<void> {
  await service.ready();
  const removed = removedPackaged.list();
  if (removed.length === 0)
    throw new UserFacingError(
      vscode.l10n.t('No packaged digest was removed, so there is none to bring back.'),
    );
  const { result: count, step } = await history.record(
    vscode.l10n.t('Bring Back Packaged Digests'),
    async (record) => {
      let restored = 0;
      for (const digest of removed) {
        if (!(await service.restorePackaged(digest))) continue;
        record(packagedChange(service, digest, 'restore'));
        restored += 1;
      }
      return restored;
    },
  );
  const message =
    count === 1
      ? vscode.l10n.t('Brought back 1 packaged digest.')
      : vscode.l10n.t('Brought back {0} packaged digests.', shownNumber(count));
  history.offerUndo(message, step);
}

function packagedChange(
  service: LibraryService,
  digest: PackagedDigest,
  done: 'remove' | 'restore',
): StepChange {
  return changeOf(
    { key: `digest:${digest.id}`, name: vscode.l10n.t('the packaged digest “{0}”', digest.label) },
    {
      isAsExpected: (direction) => {
        const isRemoved = !packagedIn(service.library).some(({ id }) => id === digest.id);
        return Promise.resolve(isRemoved === ((done === 'remove') === (direction === 'undo')));
      },
      apply: (direction) =>
        (done === 'remove') === (direction === 'undo')
          ? service.restorePackaged(digest)
          : service.removePackaged(digest),
    },
  );
}
