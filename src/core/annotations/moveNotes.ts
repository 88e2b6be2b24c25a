import type { NoteFault } from './noteFault';
import type { NoteFiles } from './noteFiles';

/** A notes folder without its events. */
export type NoteFolderFiles = Omit<NoteFiles, 'onDidChange'>;

export interface MovedNotes {
  /** By file name. */
  readonly moved: readonly string[];
  /** What stayed where it was, and why: the other folder has a note of this name, or a file could not be moved. */
  readonly stayed: readonly { readonly name: string; readonly reason: 'taken' | NoteFault }[];
}

/**
 * Moves notes from one folder to another. Each is written whole at its new place before it is removed at its old one,
 * and only where it has not changed meanwhile: at any moment there is one whole copy at least, and nothing is
 * overwritten. A note that is the same in both places counts as moved.
 */
export async function moveNotes(
  from: NoteFolderFiles,
  to: NoteFolderFiles,
  names: readonly string[],
  remove: (name: string) => Promise<void>,
): Promise<MovedNotes> {
  const moved: string[] = [];
  const stayed: { name: string; reason: 'taken' | NoteFault }[] = [];
  for (const name of names) {
    const reason = await moveNote(from, to, name, remove);
    if (reason === undefined) moved.push(name);
    else stayed.push({ name, reason });
  }
  return { moved, stayed };
}

async function moveNote(
  from: NoteFolderFiles,
  to: NoteFolderFiles,
  name: string,
  remove: (name: string) => Promise<void>,
): Promise<'taken' | NoteFault | undefined> {
  const source = await from.read(name);
  if (!source.ok) return source.error;
  if (!source.value) return undefined;
  const written = await to.write(name, source.value.bytes, undefined);
  if (!written.ok) return written.error;
  if (written.value === 'changed' && !(await holds(to, name, source.value.revision))) return 'taken';
  if (!(await holds(from, name, source.value.revision))) return changedMeanwhile;
  try {
    await remove(name);
  } catch (cause) {
    return { kind: 'storage', message: 'The note was copied; the old file could not be removed.', cause };
  }
  return undefined;
}

async function holds(files: NoteFolderFiles, name: string, revision: string): Promise<boolean> {
  const read = await files.read(name);
  return read.ok && read.value?.revision === revision;
}

const changedMeanwhile: NoteFault = {
  kind: 'busy',
  message: 'The note was changed while it was moved; look at both files.',
};
