import { type StepChange, changeOf } from '../../core/history/historyStep';
import type { StoredDigest } from './digestFiles';
import type { LibraryService } from './libraryService';
import { localizable } from '../../core/base/localization';
import { digestName } from '../../core/library/dayNames';

/** Restores a removed digest. Resolves to false if another digest has its name by then. */
type Restore = () => Promise<boolean>;

/**
 * The import of a digest, or its removal if `restore` puts it back.
 * The digest counts as changed if its text does, as by git.
 */
export function digestChange(
  libraryService: Pick<LibraryService, 'findDigest' | 'remove'>,
  digest: StoredDigest,
  restore?: Restore,
): StepChange {
  const isRemoval = restore !== undefined;
  let present: StoredDigest | undefined = isRemoval ? undefined : digest;
  let putBack = restore;
  const isAsExpected = async (): Promise<boolean> =>
    (await libraryService.findDigest(digest))?.content === present?.content;
  return changeOf(
    { key: `digest:${digest.id}`, name: localizable('the digest “{0}”', digestName(digest.name)) },
    {
      isAsExpected,
      apply: async (direction) => {
        if (!(await isAsExpected())) return false;
        if (isRemoval === (direction === 'undo')) {
          if (!(await putBack?.())) return false;
          present = await libraryService.findDigest(digest);
        } else if (present) {
          putBack = await libraryService.remove(present);
          present = undefined;
        }
        return true;
      },
    },
  );
}
