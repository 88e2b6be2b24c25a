import { type StepChange, changeOf } from '../../core/history/historyStep';
import type { IdentityDecision } from '../../core/library/identityDecisions';
import type { LibraryService } from '../library/libraryService';
import { localizable } from '../../core/base/localization';

/** A decision about which records are one paper, to be revoked and made again. `paperId` is the paper to show then. */
export function identityChange(
  service: Pick<LibraryService, 'decide' | 'standsDecision'>,
  decision: IdentityDecision,
  paperId: string,
): StepChange {
  const isAsExpected = async (direction: 'undo' | 'redo'): Promise<boolean> =>
    (await service.standsDecision(decision.id)) === (direction === 'undo');
  return changeOf(
    { key: `identity:${decision.id}`, paperId, name: localizable('what counts as one paper') },
    {
      isAsExpected,
      apply: async (direction) => {
        if (!(await isAsExpected(direction))) return false;
        await service.decide(direction === 'undo' ? { kind: 'revoke', id: decision.id } : decision);
        return true;
      },
    },
  );
}
