import { type StepChange, changeOf } from '../../core/history/historyStep';
import type { UndoHistory } from '../../services/history/undoHistory';
import type { FetchedDayLibrary, RemovedDay } from '../../services/sources/fetchedDayLibrary';

/** The command Remove Fetched Day: removes the days that the rows stand for, and offers to undo it. */
export async function removeFetchedDays(
  fetched: FetchedDayLibrary,
  history: UndoHistory,
  rows: readonly { readonly kind: string; readonly dayId?: string }[],
): Promise<void> {
  const { result: labels, step } = await history.record('Remove Fetched Day', async (record) => {
    const removed: string[] = [];
    for (const { dayId } of rows) {
      const day = dayId === undefined ? undefined : await fetched.remove(dayId);
      if (dayId === undefined || !day) continue;
      record(removalChange(dayId, day));
      removed.push(day.label);
    }
    return removed;
  });
  const [first, ...others] = labels;
  if (first === undefined) return;
  const what = others.length === 0 ? `the day ${first}` : `${labels.length} days`;
  history.offerUndo(`Removed ${what}. Your notes and marks on its papers stay.`, step);
}

function removalChange(dayId: string, day: RemovedDay): StepChange {
  const isAsExpected = async (direction: 'undo' | 'redo'): Promise<boolean> =>
    (await day.state()) === (direction === 'undo' ? 'removed' : 'present');
  return changeOf(
    { key: `day:${dayId}`, name: `the day ${day.label}` },
    {
      isAsExpected,
      apply: async (direction) => {
        if (!(await isAsExpected(direction))) return false;
        await (direction === 'undo' ? day.restore() : day.removeAgain());
        return true;
      },
    },
  );
}
