import * as vscode from 'vscode';
import { type StepChange, changeOf } from '../../core/history/historyStep';
import type { Disposable } from '../../core/base/disposable';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { LibraryService } from '../../services/library/libraryService';
import { type PackagedDigest, packagedIn } from '../../services/library/packagedDigests';
import type { Services } from '../../services/services';
import { shownNumber } from '../../platform/vscode/ui/shownNumber';
import { l10n } from '../../platform/vscode/ui/l10n';
import { digestsToRemove } from './digestChoice';

/** Registers the commands that remove and restore the digests that come with the extension. */
export function registerPackagedDigests(services: Services): Disposable {
  const { libraryService, removedPackaged, reporter } = services;
  const updateContextKeys = (): void => {
    void contextKeys.hasPackaged.set(packagedIn(libraryService.library).length > 0);
    void contextKeys.hasRemovedPackaged.set(removedPackaged.list().length > 0);
  };
  return vscode.Disposable.from(
    registerCommands(
      {
        removePackaged: (...args) => remove(services, args),
        restorePackaged: () => restore(services),
      },
      reporter,
    ),
    libraryService.library.onDidChange(updateContextKeys),
    libraryService.onDidChangeDigests(updateContextKeys),
  );
}

async function remove({ libraryService, history }: Services, args: readonly unknown[]): Promise<void> {
  await libraryService.ready();
  const digests = await digestsToRemove(args, {
    all: packagedIn(libraryService.library),
    digestsOf: (day) => packagedIn(libraryService.library, day),
    rowOf: ({ label: name }) => ({ label: name }),
    placeHolder: l10n.t('Which packaged digest do you want to remove?'),
  });
  const [digest, ...others] = digests;
  if (!digest) return;
  const count = shownNumber(digests.length);
  const isOne = others.length === 0;
  const label = isOne
    ? l10n.t('Remove Packaged Digest “{0}”', digest.label)
    : l10n.t('Remove {0} Packaged Digests', count);
  const { step } = await history.record(label, async (record) => {
    for (const one of digests)
      if (await libraryService.removePackaged(one)) record(packagedChange(libraryService, one, 'remove'));
  });
  const message = isOne
    ? l10n.t('Removed the packaged digest “{0}”. Your notes and marks on its papers stay.', digest.label)
    : l10n.t('Removed {0} packaged digests. Your notes and marks on their papers stay.', count);
  history.offerUndo(message, step);
}

async function restore({ libraryService, removedPackaged, history }: Services): Promise<void> {
  await libraryService.ready();
  const removed = removedPackaged.list();
  if (removed.length === 0)
    throw new UserFacingError(l10n.t('No packaged digest was removed, so there is none to bring back.'));
  const { result: count, step } = await history.record(
    l10n.t('Bring Back Packaged Digests'),
    async (record) => {
      let restored = 0;
      for (const digest of removed) {
        if (!(await libraryService.restorePackaged(digest))) continue;
        record(packagedChange(libraryService, digest, 'restore'));
        restored += 1;
      }
      return restored;
    },
  );
  const message =
    count === 1
      ? l10n.t('Brought back 1 packaged digest.')
      : l10n.t('Brought back {0} packaged digests.', count);
  history.offerUndo(message, step);
}

function packagedChange(
  libraryService: LibraryService,
  digest: PackagedDigest,
  done: 'remove' | 'restore',
): StepChange {
  return changeOf(
    { key: `digest:${digest.id}`, name: l10n.t('the packaged digest “{0}”', digest.label) },
    {
      isAsExpected: (direction) => {
        const isRemoved = !packagedIn(libraryService.library).some(({ id }) => id === digest.id);
        return Promise.resolve(isRemoved === ((done === 'remove') === (direction === 'undo')));
      },
      apply: (direction) =>
        (done === 'remove') === (direction === 'undo')
          ? libraryService.restorePackaged(digest)
          : libraryService.removePackaged(digest),
    },
  );
}
