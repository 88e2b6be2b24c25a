import { type Result, err, ok } from '../base/result';
import { encodeNote } from './noteBytes';
import { readText } from './noteEntry';
import type { NoteError } from './noteError';
import type { NoteFiles } from './noteFiles';
import type { NoteCodec } from './noteFunctions';
import { notePaper } from './noteName';
import { localizable } from '../base/localization';

/** A notes folder without its events. */
export type NoteFolderFiles = Omit<NoteFiles, 'onDidChange'>;

export interface MovedNotes {
  /** File names. */
  readonly moved: readonly string[];
  /** Files that were not moved: `taken` if the target folder has another note of this name, or the error. */
  readonly stayed: readonly { readonly name: string; readonly reason: 'taken' | NoteError }[];
}

/**
 * Moves notes from one folder to another. Each is completely written to the target before it is removed from the
 * source, and only if it has not changed meanwhile, so there is always at least one complete copy. Existing files are
 * never overwritten. A note that is equal in both folders counts as moved.
 */
export async function moveNotes(
  from: NoteFolderFiles,
  to: NoteFolderFiles,
  names: readonly string[],
  remove: (name: string) => Promise<void>,
): Promise<MovedNotes> {
  const moved: string[] = [];
  const stayed: { name: string; reason: 'taken' | NoteError }[] = [];
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
): Promise<'taken' | NoteError | undefined> {
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
    return {
      kind: 'storage',
      message: localizable('The note was copied; the old file could not be removed.'),
      cause,
    };
  }
  return undefined;
}

/** A note that existed in both folders and was merged. */
export interface MergedNote {
  readonly name: string;
  /** The text of the target file before and after the merge. */
  readonly before: string;
  readonly after: string;
  /** The text of the source file, which was removed. */
  readonly other: string;
}

/** The result of {@link mergeNotesInto}: merged notes, and the errors of the others by file name. */
export interface MergedNotes {
  readonly merged: readonly MergedNote[];
  readonly stayed: readonly { readonly name: string; readonly reason: NoteError }[];
}

/**
 * Merges notes of one folder into those of the same names in another. The merged note is completely written before the
 * source file is removed; a note that cannot be merged stays unchanged in both folders.
 */
export async function mergeNotesInto(
  from: NoteFolderFiles,
  to: NoteFolderFiles,
  names: readonly string[],
  codec: NoteCodec,
  remove: (name: string) => Promise<void>,
): Promise<MergedNotes> {
  const merged: MergedNote[] = [];
  const stayed: { name: string; reason: NoteError }[] = [];
  for (const name of names) {
    const outcome = await mergeNote(from, to, name, codec, remove);
    if (outcome.ok) merged.push(outcome.value);
    else stayed.push({ name, reason: outcome.error });
  }
  return { merged, stayed };
}

async function mergeNote(
  from: NoteFolderFiles,
  to: NoteFolderFiles,
  name: string,
  codec: NoteCodec,
  remove: (name: string) => Promise<void>,
): Promise<Result<MergedNote, NoteError>> {
  const [ours, theirs] = [await readText(to, name), await readText(from, name)];
  if (!ours.ok) return ours;
  if (!theirs.ok) return theirs;
  const paperId = notePaper(name);
  if (!ours.value || !theirs.value || paperId === undefined) return err(changedMeanwhile);
  const merged = await codec.mergeNotes(ours.value.text, theirs.value.text, paperId);
  if (!merged.ok) return merged;
  const written = await to.write(name, encodeNote(merged.value.text), ours.value.revision);
  if (!written.ok) return written;
  if (written.value === 'changed' || !(await holds(from, name, theirs.value.revision)))
    return err(changedMeanwhile);
  await remove(name);
  return ok({ name, before: ours.value.text, after: merged.value.text, other: theirs.value.text });
}

/** Undoes merges. Returns the names of notes that were edited since and are therefore left as they are. */
export async function unmergeNotes(
  from: NoteFolderFiles,
  to: NoteFolderFiles,
  merged: readonly MergedNote[],
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { name, before, after, other } of merged) {
    const now = await readText(to, name);
    const kept =
      now.ok &&
      now.value?.text === after &&
      (await isWritten(from, name, other, undefined)) &&
      (await isWritten(to, name, before, now.value.revision));
    if (!kept) changed.push(name);
  }
  return changed;
}

async function isWritten(
  files: NoteFolderFiles,
  name: string,
  text: string,
  expected: string | undefined,
): Promise<boolean> {
  const written = await files.write(name, encodeNote(text), expected);
  return written.ok && written.value !== 'changed';
}

async function holds(files: NoteFolderFiles, name: string, revision: string): Promise<boolean> {
  const read = await files.read(name);
  return read.ok && read.value?.revision === revision;
}

const changedMeanwhile: NoteError = {
  kind: 'busy',
  message: localizable('The note was changed while it was moved; look at both files.'),
};
