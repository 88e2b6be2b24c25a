import { type Direction, type StepChange, changeOf } from '../../core/history/historyStep';
import type { UndoHistory } from '../../services/history/undoHistory';
import type { FetchedDayLibrary, StoredDay } from '../../services/sources/fetchedDayLibrary';
import { l10n } from '../../platform/vscode/ui/l10n';

/** The command Remove Fetched Day: removes the days of the rows, and offers to undo it. */
export async function removeFetchedDays(
  fetched: FetchedDayLibrary,
  history: UndoHistory,
  rows: readonly { readonly kind: string; readonly dayId?: string }[],
): Promise<void> {
  const { result: labels, step } = await history.record(l10n.t('Remove Fetched Day'), async (record) => {
    const removed: string[] = [];
    for (const { dayId } of rows) {
      const day = dayId === undefined ? undefined : await fetched.remove(dayId);
      if (dayId === undefined || !day) continue;
      record(storedDayChange('remove', dayId, day));
      removed.push(day.label);
    }
    return removed;
  });
  const [first, ...others] = labels;
  if (first === undefined) return;
  const message =
    others.length === 0
      ? l10n.t('Removed the day {0}. Your notes and marks on its papers stay.', first)
      : l10n.t('Removed {0} days. Your notes and marks on its papers stay.', labels.length);
  history.offerUndo(message, step);
}

/** The change of a day that was fetched, or removed. */
export function storedDayChange(done: 'fetch' | 'remove', dayId: string, day: StoredDay): StepChange {
  const isRestored = (direction: Direction): boolean => (done === 'remove') === (direction === 'undo');
  const isAsExpected = async (direction: Direction): Promise<boolean> =>
    (await day.state()) === (isRestored(direction) ? 'removed' : 'present');
  return changeOf(
    { key: `day:${dayId}`, name: l10n.t('the day {0}', day.label) },
    {
      isAsExpected,
      apply: async (direction) => {
        if (!(await isAsExpected(direction))) return false;
        await (isRestored(direction) ? day.restore() : day.remove());
        return true;
      },
    },
  );
}
