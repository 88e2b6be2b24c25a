import { lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Result, err, ok } from '../../core/base/result';
import { forEachLimited } from '../../core/annotations/keyedQueue';
import type { NoteFault } from '../../core/annotations/noteFault';
import type { NoteFileContent, NoteFileEntry, NoteFiles, Written } from '../../core/annotations/noteFiles';
import { notePaper } from '../../core/annotations/noteName';
import { readImage, replaceFile, sweepTemporaries } from './atomicFile';
import { codeOf } from './errorCode';
import { sweepLocks } from './fileLock';
import { storageFault } from './storageFault';

const statConcurrency = 32;

/** A notes folder on a local disk. Nothing outside of it is read or written, through symbolic links neither. */
export class NoteFolder implements Omit<NoteFiles, 'onDidChange'> {
  readonly #base: string;
  readonly #segments: readonly string[];
  #swept = false;

  /** The folder is `segments` below `base`. It is made when a note is first saved; `base` never is. */
  constructor(base: string, segments: readonly string[]) {
    this.#base = base;
    this.#segments = segments;
  }

  get path(): string {
    return join(this.#base, ...this.#segments);
  }

  async list(): Promise<Result<readonly NoteFileEntry[], NoteFault>> {
    try {
      const all = await readdir(this.path);
      await this.#sweep(all);
      const names = all.filter((name) => notePaper(name) !== undefined);
      const entries: NoteFileEntry[] = [];
      await forEachLimited(names, statConcurrency, async (name) => {
        const stamp = await stampOf(join(this.path, name));
        if (stamp !== undefined) entries.push({ name, stamp });
      });
      return ok(entries);
    } catch (error) {
      return codeOf(error) === 'ENOENT' ? ok([]) : err(storageFault('The notes could not be listed', error));
    }
  }

  async read(name: string): Promise<Result<NoteFileContent | undefined, NoteFault>> {
    try {
      const path = await this.#resolve(name);
      return path.ok ? ok(path.value === undefined ? undefined : await readImage(path.value)) : path;
    } catch (error) {
      return err(storageFault('The note could not be read', error));
    }
  }

  async write(
    name: string,
    bytes: Uint8Array,
    expected: string | undefined,
  ): Promise<Result<Written, NoteFault>> {
    try {
      const folder = await this.#makeFolder();
      const path = await this.#resolve(name);
      if (!path.ok) return path;
      return ok(await replaceFile(path.value ?? join(folder, name), bytes, expected));
    } catch (error) {
      return err(storageFault('The note could not be saved', error));
    }
  }

  /** The place of a note file, symbolic links followed; `undefined` where there is none. */
  async #resolve(name: string): Promise<Result<string | undefined, NoteFault>> {
    if (notePaper(name) === undefined) {
      return err({ kind: 'not-a-note', message: `“${name}” is not the name of a note file.` });
    }
    const path = join(this.path, name);
    try {
      const isLink = (await lstat(path)).isSymbolicLink();
      const folder = await realpath(this.path);
      if (!isLink) return ok(join(folder, name));
      const target = await realpath(path).catch(() => undefined);
      return target?.startsWith(folder + sep) ? ok(target) : err(leadsOut(name));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return ok(undefined);
      throw error;
    }
  }

  async #makeFolder(): Promise<string> {
    // Not made where it is missing: a workspace that was moved must not come back as an empty folder.
    await stat(this.#base);
    for (const [index] of this.#segments.entries()) {
      await mkdir(join(this.#base, ...this.#segments.slice(0, index + 1))).catch(ignoreExisting);
    }
    return realpath(this.path);
  }

  /** Once: what sessions that were killed left behind, of which `names` tell. */
  async #sweep(names: readonly string[]): Promise<void> {
    if (this.#swept) return;
    this.#swept = true;
    try {
      await sweepTemporaries(this.path, names);
      await sweepLocks(this.path, names);
    } catch {
      // In a folder that may be read only. They are in nobody's way.
    }
  }
}

function leadsOut(name: string): NoteFault {
  const message = `“${name}” is a symbolic link that leads out of the notes folder. Put the note itself there.`;
  return { kind: 'not-a-note', message };
}

async function stampOf(path: string): Promise<string | undefined> {
  // A broken link is listed, for the reason to be shown.
  const found = await stat(path, { bigint: true }).catch(() =>
    lstat(path, { bigint: true }).catch(() => undefined),
  );
  return found && `${found.mtimeNs}-${found.ctimeNs}-${found.size}-${found.ino}`;
}

function ignoreExisting(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}
