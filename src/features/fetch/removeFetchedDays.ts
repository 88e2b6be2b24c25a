import { showInformation } from '../../platform/vscode/ui/messages';
import type { FetchedDayLibrary, RemovedDay } from '../../services/sources/fetchedDayLibrary';

/** The command Remove Fetched Day: removes the days that the rows stand for, and offers to undo it. */
export async function removeFetchedDays(
  fetched: FetchedDayLibrary,
  rows: readonly { readonly kind: string; readonly dayId?: string }[],
): Promise<void> {
  const removed: RemovedDay[] = [];
  for (const { dayId } of rows) {
    const day = dayId === undefined ? undefined : await fetched.remove(dayId);
    if (day) removed.push(day);
  }
  const [first, ...others] = removed;
  if (!first) return;
  const what = others.length === 0 ? `the day ${first.label}` : `${removed.length} days`;
  const choice = await showInformation(`Removed ${what}. Your notes and marks on its papers stay.`, 'Undo');
  if (choice === 'Undo') for (const { restore } of removed) await restore();
}
