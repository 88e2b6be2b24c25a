import * as vscode from 'vscode';
import { plainRow } from '../../platform/vscode/ui/plainRow';

/** The digests that a command can remove, and a pick to choose one. */
interface Removable<T> {
  readonly all: readonly T[];
  /** Those that a day comes from. */
  readonly digestsOf: (day: string) => readonly T[];
  readonly rowOf: (digest: T) => vscode.QuickPickItem;
  readonly placeHolder: string;
}

/**
 * The digests that the days of the rows come from, each once. A person chooses one if a day comes from several, and one of all
 * if no row is a day of a digest: the menu of a view calls a command with the focused row, of any kind.
 */
export async function digestsToRemove<T extends { readonly id: string }>(
  args: readonly unknown[],
  { all, digestsOf, rowOf, placeHolder }: Removable<T>,
): Promise<readonly T[]> {
  const ofDays = daysOfRows(args).map((day) => digestsOf(day));
  const named = [...new Map(ofDays.flat().map((digest) => [digest.id, digest])).values()];
  if (named.length > 0 && ofDays.every(({ length }) => length <= 1)) return named;
  const rows = (named.length > 0 ? named : all).map((digest) => plainRow({ ...rowOf(digest), digest }));
  const chosen = await vscode.window.showQuickPick(rows, { placeHolder });
  return chosen ? [chosen.digest] : [];
}

/** The days of the rows that a command was called with. */
function daysOfRows([clicked, selected]: readonly unknown[]): readonly string[] {
  const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return rows.flatMap((row) => {
    const dayId = typeof row === 'object' && row !== null && 'dayId' in row ? row.dayId : undefined;
    return typeof dayId === 'string' ? [dayId] : [];
  });
}
