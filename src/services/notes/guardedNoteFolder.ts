import { type Result, err, ok } from '../../core/base/result';
import type { NoteError } from '../../core/notes/noteError';
import type { NoteFileContent, NoteFileEntry, NoteFiles, Written } from '../../core/notes/noteFiles';
import { isNoteFile } from '../../core/notes/noteName';
import { sha256Hex } from '../../platform/common/hash';
import type { ByteFiles } from '../../platform/vscode/files/byteFiles';
import { maxNote, notANote, storageFault, tooLarge } from './storageError';
import { localizable } from '../../core/base/localization';

/** In milliseconds: an unfinished save that is older than this is not still running in another window. */
const abandonedAfter = 60_000;
const keptName = /^\.([a-zA-Z0-9-]+\.[mM][dD])\.([0-9a-f]{16})\.old$/;

type Exclusively = <T>(name: string, task: () => Promise<T>) => Promise<T>;

/**
 * A notes folder whose files are read and written as bytes. Unless the file system replaces files as a whole, the old bytes
 * are kept beside a note until the new ones have been read back; where a save was cut off and left nothing, they are put back.
 */
export class GuardedNoteFolder implements Omit<NoteFiles, 'onDidChange'> {
  readonly #files: ByteFiles;
  readonly #now: () => number;
  readonly #exclusively: Exclusively;
  /** In bytes, of the files as they were listed last. */
  #sizes: ReadonlyMap<string, number> = new Map();

  /** `exclusively` runs tasks for one note one after another, also those of other windows. */
  constructor(files: ByteFiles, now: () => number, exclusively: Exclusively = (_name, task) => task()) {
    this.#files = files;
    this.#now = now;
    this.#exclusively = exclusively;
  }

  async list(): Promise<Result<readonly NoteFileEntry[], NoteError>> {
    try {
      const entries = await this.#files.list();
      this.#sizes = new Map(entries.map(({ name, size }) => [name, size]));
      const restored = await this.#recover(entries);
      return ok(
        (restored ? await this.#files.list() : entries)
          .filter(({ name }) => isNoteFile(name))
          .map(({ name, size, changed }) => ({ name, stamp: `${changed}-${size}`, modified: changed })),
      );
    } catch (error) {
      return err(storageFault(localizable('The notes could not be listed'), error));
    }
  }

  async read(name: string): Promise<Result<NoteFileContent | undefined, NoteError>> {
    if ((this.#sizes.get(name) ?? 0) > maxNote) return err(tooLarge(name));
    try {
      const bytes = await this.#files.read(name);
      return ok(bytes && { bytes, revision: sha256Hex(bytes) });
    } catch (error) {
      return err(storageFault(localizable('The note could not be read'), error));
    }
  }

  async write(
    name: string,
    bytes: Uint8Array,
    expected: string | undefined,
  ): Promise<Result<Written, NoteError>> {
    if (!isNoteFile(name)) return err(notANote(name));
    try {
      return ok(await this.#exclusively(name, () => this.#replace(name, bytes, expected)));
    } catch (error) {
      return err(storageFault(localizable('The note could not be saved'), error));
    }
  }

  async remove(name: string, expected: string): Promise<Result<boolean, NoteError>> {
    if (!isNoteFile(name)) return err(notANote(name));
    try {
      const isRemoved = await this.#exclusively(name, async () => {
        const old = await this.#files.read(name);
        if (!old || sha256Hex(old) !== expected) return false;
        await this.#files.remove(name);
        return true;
      });
      return ok(isRemoved);
    } catch (error) {
      return err(storageFault(localizable('The note could not be removed'), error));
    }
  }

  async #replace(name: string, bytes: Uint8Array, expected: string | undefined): Promise<Written> {
    const old = await this.#files.read(name);
    if ((old && sha256Hex(old)) !== expected) return 'changed';
    if (this.#files.replacesWhole) await this.#files.write(name, bytes);
    else await this.#replaceGuarded(name, bytes, old);
    return { revision: sha256Hex(bytes) };
  }

  async #replaceGuarded(name: string, bytes: Uint8Array, old: Uint8Array | undefined): Promise<void> {
    const kept = old && (await this.#keep(name, old, bytes));
    await this.#overwrite(name, bytes, old);
    if (kept !== undefined) await this.#files.remove(kept);
  }

  /** Stores the old bytes beside the note, under a name that contains the hash of the new ones. */
  async #keep(name: string, old: Uint8Array, next: Uint8Array): Promise<string> {
    const kept = `.${name}.${sha256Hex(next).slice(0, 16)}.old`;
    await this.#writeChecked(kept, old);
    return kept;
  }

  async #overwrite(name: string, bytes: Uint8Array, old: Uint8Array | undefined): Promise<void> {
    try {
      await this.#writeChecked(name, bytes);
    } catch (error) {
      // A failure is ignored: the old bytes are also stored elsewhere.
      if (old) await this.#files.write(name, old).catch(() => undefined);
      throw error;
    }
  }

  async #writeChecked(name: string, bytes: Uint8Array): Promise<void> {
    await this.#files.write(name, bytes);
    const found = await this.#files.read(name);
    if (!found || sha256Hex(found) !== sha256Hex(bytes))
      throw new Error(`${name} did not take what was written`);
  }

  /** Whether anything was restored. */
  async #recover(entries: readonly { readonly name: string; readonly changed: number }[]): Promise<boolean> {
    let restored = false;
    for (const { name: kept, changed } of entries) {
      const [, name, next] = keptName.exec(kept) ?? [];
      if (name === undefined || next === undefined) continue;
      // Where files are replaced as a whole, a running save keeps no old bytes.
      if (!this.#files.replacesWhole && this.#now() - changed < abandonedAfter) continue;
      restored = (await this.#exclusively(name, () => this.#recoverOne(name, next, kept))) || restored;
    }
    return restored;
  }

  /** Returns whether the note was restored. A note that is not empty is never overwritten: the old bytes stay beside it. */
  async #recoverOne(name: string, next: string, kept: string): Promise<boolean> {
    const [old, now] = [await this.#files.read(kept), await this.#files.read(name)];
    if (!old) return false;
    const lost = now === undefined || now.length === 0;
    if (lost) await this.#writeChecked(name, old);
    const settled = lost || [next, sha256Hex(old).slice(0, 16)].includes(sha256Hex(now).slice(0, 16));
    if (settled) await this.#files.remove(kept);
    return lost;
  }
}
