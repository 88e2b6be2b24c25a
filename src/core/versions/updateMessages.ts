import type { Note } from '../notes/note';
import type { VersionUpdate } from './findVersionUpdate';

/** A short text for a row. */
export function shortUpdateMessage({ from, to }: VersionUpdate): string {
  return from === undefined ? 'changed on arXiv' : `v${to} is out`;
}

/** A full sentence, for a tooltip or a notification. */
export function longUpdateMessage({ from, to, isChanged }: VersionUpdate): string {
  if (from === undefined) return `Changed on arXiv since your note was written; v${to} is out.`;
  return isChanged
    ? `v${to} is out on arXiv, with another title or abstract than v${from}, which your note was written on.`
    : `v${to} is out on arXiv; title and abstract are those of v${from}, which your note was written on.`;
}

/** A name for the text that a note was written on: its version, or else the date of the newest highlight. */
export function annotatedVersionName(
  { from }: VersionUpdate,
  { highlights }: Pick<Note, 'highlights'>,
): string {
  if (from !== undefined) return `v${from}`;
  const days = highlights.flatMap(({ created }) => /^\d{4}-\d{2}-\d{2}/u.exec(created)?.[0] ?? []);
  return days.toSorted().at(-1) ?? 'as annotated';
}

export function currentVersionName({ to }: VersionUpdate): string {
  return `v${to}`;
}
