import type { TriageStore } from '../../core/triage/triageStore';
import type { StoreBackups } from './storeBackups';
import { localizable } from '../../core/base/localization';

/**
 * Gives the marks of earlier releases the identifiers of the papers that they belong to here, once, after a backup of all
 * stores. Which paper has an id may differ from machine to machine, which paper has an identifier does not.
 */
export async function identifyMarks(
  triage: Pick<TriageStore, 'hasUnidentified' | 'identify'>,
  backups: StoreBackups,
): Promise<void> {
  await backups.runOnce('identified-marks', async () => {
    if (!(await triage.hasUnidentified())) return;
    await backups.create(localizable('before marks were given the identifiers of their papers'));
    await triage.identify();
  });
}
