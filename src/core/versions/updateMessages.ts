import type { Note } from '../notes/note';
import type { VersionUpdate } from './findVersionUpdate';
import { localizable, type Message } from '../base/localization';

/** A short text for a row. */
export function shortUpdateMessage({ from, to }: VersionUpdate): Message {
  return from === undefined ? localizable('changed on arXiv') : localizable('v{0} is out', String(to));
}

/** A full sentence, for a tooltip or a notification. */
export function longUpdateMessage({ from, to, isChanged }: VersionUpdate): Message {
  const version = String(to);
  if (from === undefined)
    return localizable('Changed on arXiv since your note was written; v{0} is out.', version);
  return isChanged
    ? localizable(
        'v{0} is out on arXiv, with another title or abstract than v{1}, which your note was written on.',
        version,
        String(from),
      )
    : localizable(
        'v{0} is out on arXiv; title and abstract are those of v{1}, which your note was written on.',
        version,
        String(from),
      );
}

/** A name for the text that a note was written on: its version, or else the date of the newest highlight. */
export function annotatedVersionName(
  { from }: VersionUpdate,
  { highlights }: Pick<Note, 'highlights'>,
): Message {
  if (from !== undefined) return `v${from}`;
  const days = highlights.flatMap(({ created }) => /^\d{4}-\d{2}-\d{2}/u.exec(created)?.[0] ?? []);
  return days.toSorted().at(-1) ?? localizable('as annotated');
}

export function currentVersionName({ to }: VersionUpdate): string {
  return `v${to}`;
}
