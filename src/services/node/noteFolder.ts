import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Result, err, ok } from '../../core/base/result';
import { forEachLimited } from '../../core/base/forEachLimited';
import type { NoteError } from '../../core/notes/noteError';
import type { NoteFileContent, NoteFileEntry, NoteFiles, Written } from '../../core/notes/noteFiles';
import { isNoteFile } from '../../core/notes/noteName';
import { removeFile, replaceFile, revisionOf, sweepTemporaries } from '../../platform/node/files/atomicFile';
import { ConfinedFolder } from '../../platform/node/files/confinedFolder';
import { sweepLocks } from '../../platform/node/files/fileLock';
import { readPlainFile } from '../../platform/node/files/plainFile';
import { type AllowsPlace, OutsideFolderError, NotPlainError } from '../../platform/common/fileErrors';
import { maxNote, notANote, storageFault, tooLarge } from '../notes/storageError';
import { type Message, localizable } from '../../core/base/localization';

const statConcurrency = 32;
/** The most bytes that are read from one folder: notes are kept in memory. */
const maxNotes = 100 * 1024 * 1024;

/** A notes folder on a local disk. Nothing outside of it is read or written, not even through symbolic links. */
export class NoteFolder implements Omit<NoteFiles, 'onDidChange'> {
  readonly #folder: ConfinedFolder;
  /** Names of notes that are not read, as those before them take up all that is read of a folder. */
  #beyond: ReadonlySet<string> = new Set();
  #swept = false;

  /**
   * The folder is `segments` below `base`. It is created when a note is first saved; `base` never is. `allows` returns
   * whether the person agreed to keep notes at a real path outside of `base`.
   */
  constructor(base: string, segments: readonly string[], allows?: AllowsPlace) {
    this.#folder = new ConfinedFolder(base, segments, allows);
  }

  async list(): Promise<Result<readonly NoteFileEntry[], NoteError>> {
    try {
      const folder = await this.#folder.resolve();
      if (folder === undefined) return ok([]);
      const all = await readdir(folder);
      await this.#sweep(folder, all);
      const names = (await markdownFiles(folder, all)).toSorted();
      const found = new Map<string, FileStamp>();
      await forEachLimited(names, statConcurrency, async (name) => {
        const stamp = await stampOf(join(folder, name));
        if (stamp !== undefined) found.set(name, stamp);
      });
      this.#beyond = namesBeyond(names, (name) => found.get(name)?.size ?? 0);
      return ok(
        names.flatMap((name) => {
          const file = found.get(name);
          return file ? [{ name, stamp: file.stamp, modified: file.modified }] : [];
        }),
      );
    } catch (error) {
      return err(folderFault(localizable('The notes could not be listed'), error));
    }
  }

  async read(name: string): Promise<Result<NoteFileContent | undefined, NoteError>> {
    if (!isNoteFile(name)) return err(notANote(name));
    if (this.#beyond.has(name)) return err(tooMuch(name));
    try {
      const path = await this.#folder.resolveFile(name);
      const bytes = path === undefined ? undefined : await readPlainFile(path, maxNote);
      return ok(bytes && { bytes, revision: revisionOf(bytes) });
    } catch (error) {
      return err(fileFault(name, localizable('The note could not be read'), error));
    }
  }

  async write(
    name: string,
    bytes: Uint8Array,
    expected: string | undefined,
  ): Promise<Result<Written, NoteError>> {
    if (!isNoteFile(name)) return err(notANote(name));
    try {
      const folder = await this.#folder.make();
      const known = await this.#folder.resolveFile(name);
      // In subfolders, only files that exist are written.
      if (known === undefined && name.includes('/')) return err(notANote(name));
      const path = known ?? join(folder, name);
      return ok(await replaceFile(path, bytes, expected));
    } catch (error) {
      return err(fileFault(name, localizable('The note could not be saved'), error));
    }
  }

  async remove(name: string, expected: string): Promise<Result<boolean, NoteError>> {
    if (!isNoteFile(name)) return err(notANote(name));
    try {
      const path = await this.#folder.resolveFile(name);
      return ok(path !== undefined && (await removeFile(path, expected)));
    } catch (error) {
      return err(fileFault(name, localizable('The note could not be removed'), error));
    }
  }

  /** Removes, once, the files that killed sessions left. `names` are those of all files in the folder. */
  async #sweep(folder: string, names: readonly string[]): Promise<void> {
    if (this.#swept) return;
    this.#swept = true;
    try {
      await sweepTemporaries(folder, names);
      await sweepLocks(folder, names);
    } catch {
      // The folder may be read-only. These files do no harm.
    }
  }
}

/** Files that are listed at most, so that a large folder takes a known time. */
const mostFiles = 50_000;

/** The Markdown files of a folder and of those below it, `/` between the parts of their names. No link is followed. */
async function markdownFiles(folder: string, top: readonly string[]): Promise<readonly string[]> {
  const found = top.filter(isNoteFile);
  const entries = await readdir(folder, { withFileTypes: true });
  const waiting = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (let below = waiting.pop(); below !== undefined && found.length < mostFiles; below = waiting.pop()) {
    // Hidden folders, and folders that are nested too deeply, are not searched for notes.
    if (!isNoteFile(`${below}/a.md`)) continue;
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const name = `${below}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(name);
      else if (entry.isFile() && isNoteFile(name)) found.push(name);
    }
  }
  return found;
}

/** Those of `names` after which the sizes add up to more than is read. */
function namesBeyond(names: readonly string[], sizeOf: (name: string) => number): ReadonlySet<string> {
  let total = 0;
  return new Set(
    names.filter((name) => {
      const size = sizeOf(name);
      // A note that is too large by itself is not read, so its size does not count.
      if (size <= maxNote) total += size;
      return total > maxNotes;
    }),
  );
}

function tooMuch(name: string): NoteError {
  const message = localizable(
    '“{0}” was left out: the notes folder holds more than {1} MB.',
    name,
    maxNotes / 1024 / 1024,
  );
  return { kind: 'too-long', message };
}

/** @param what begins the sentence: “The notes could not be listed” */
function folderFault(what: Message, error: unknown): NoteError {
  if (!(error instanceof OutsideFolderError)) return storageFault(what, error);
  const message = localizable(
    '{0}: “{1}” is a link that leads out of the workspace folder.',
    what,
    error.path,
  );
  return { kind: 'outside', message, cause: error };
}

function fileFault(name: string, what: Message, error: unknown): NoteError {
  if (error instanceof OutsideFolderError) {
    if (!error.path.endsWith(name)) return folderFault(what, error);
    const message = localizable(
      '“{0}” is a symbolic link that leads out of the notes folder. Put the note itself there.',
      name,
    );
    return { kind: 'not-a-note', message };
  }
  if (error instanceof NotPlainError && error.kind === 'too-large') return tooLarge(name);
  return storageFault(what, error);
}

interface FileStamp {
  readonly stamp: string;
  readonly size: number;
  readonly modified: number;
}

async function stampOf(path: string): Promise<FileStamp | undefined> {
  const own = await lstat(path, { bigint: true }).catch(() => undefined);
  if (!own) return undefined;
  // A broken link is listed too, so that the reason can be shown.
  const found = own.isSymbolicLink() ? await stat(path, { bigint: true }).catch(() => own) : own;
  const stamp = `${found.mtimeNs}-${found.ctimeNs}-${found.size}-${found.ino}`;
  return { stamp, size: Number(found.size), modified: Number(found.mtimeMs) };
}
