import { equalBytes } from '../common/bytes';
import { NotPlainError } from '../common/fileErrors';
import type { FileInTab, TabFiles } from './tabFiles';
import type { Tabs } from './tabs';
import { Emitter } from '../../core/base/event';

/** Caches are created again when needed, so each tab may have its own content of them. */
const isCache = (path: string): boolean => /\.(?:parsed|index)$/u.test(path);

/**
 * The files of the extension's storage, with the changes of all tabs. A tab writes a file to the journal first, from which
 * the other tabs read it, since VS Code shows a tab only the files that existed when it was loaded, and then to VS Code's
 * storage.
 */
export class SharedFiles {
  readonly #versions = new Map<string, number>();
  /** Sizes of files in the journal, each of one version. Editors change the others without notice. */
  readonly #sizes = new Map<string, { readonly version: number; readonly size: number | undefined }>();
  readonly #changed = new Emitter<string>();

  /** Fires with the path of a file that this or another tab has written or removed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    /** The files as VS Code shows them to this tab, without changes by other tabs. */
    readonly own: TabFiles,
    private readonly tabs: Tabs,
  ) {
    tabs.listen((path) => this.#take(path));
  }

  /** Changes when the file is written or removed, by this tab or another. */
  version(path: string): number {
    return this.#versions.get(path) ?? 0;
  }

  /** Runs a task under a lock for the path that all tabs share: tasks for one path run one after another. */
  exclusively<T>(path: string, task: () => Promise<T>): Promise<T> {
    return this.tabs.exclusively(path, task);
  }

  /** Undefined if there is no such file. Rejects if it has more than `limit` bytes. */
  async read(path: string, limit = Infinity): Promise<Uint8Array | undefined> {
    const version = this.version(path);
    const written = isCache(path) ? undefined : await this.tabs.journal.get(path);
    const bytes = written === undefined ? await this.own.read(path) : (written ?? undefined);
    if (written !== undefined) this.#knowSize(path, version, written?.length);
    if (bytes && bytes.length > limit) throw new NotPlainError('too-large', path);
    return bytes;
  }

  /** In bytes; undefined if there is no such file. Reads the content only of files that another tab has written. */
  async size(path: string): Promise<number | undefined> {
    if (isCache(path)) return this.own.size(path);
    const version = this.version(path);
    const known = this.#sizes.get(path);
    if (known?.version === version) return known.size;
    const written = await this.tabs.journal.get(path);
    if (written === undefined) return this.own.size(path);
    this.#knowSize(path, version, written?.length);
    return written?.length;
  }

  /**
   * Replaces the file as a whole. The journal comes first: it is the browser's own database, while a write to
   * VS Code's storage takes two messages, which a tab that is being closed may not send any more.
   */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    if (isCache(path)) {
      await this.own.write(path, bytes);
      return;
    }
    await this.record(path, bytes);
    await this.#store(path, () => this.own.write(path, bytes));
  }

  /**
   * Records in the journal what an editor is about to store, or has stored, in VS Code's storage: other tabs read it from
   * there, and an older entry would hide it.
   */
  async record(path: string, bytes: Uint8Array): Promise<void> {
    if (isCache(path)) return;
    await this.tabs.journal.put(path, bytes);
    this.#tell(path);
    this.#knowSize(path, this.version(path), bytes.length);
  }

  /** Does nothing if there is no such file. */
  async remove(path: string): Promise<void> {
    const written = await this.tabs.journal.get(path);
    await this.tabs.journal.put(path, null);
    this.#tell(path);
    await this.#store(path, async () => {
      // VS Code removes only files that this tab knows.
      if (written) await this.own.write(path, new Uint8Array());
      await this.own.remove(path);
    });
  }

  /** The files and folders in a folder; empty if there is no such folder. */
  async list(path: string): Promise<readonly FileInTab[]> {
    const found = new Map((await this.own.list(path)).map((entry) => [entry.name, entry]));
    const prefix = path === '' ? '' : `${path}/`;
    for (const [written, exists] of await this.tabs.journal.entries()) {
      if (!written.startsWith(prefix)) continue;
      const [name = '', ...below] = written.slice(prefix.length).split('/');
      const isFolder = below.length > 0;
      if (exists) found.set(name, { name, isFolder });
      else if (!isFolder) found.delete(name);
    }
    return [...found.values()];
  }

  /** Registers this tab as open. If it is the only one, the journal is emptied first. */
  enter(): void {
    this.tabs
      .enter(() => this.#settle())
      // Files that stay in the journal are still read from there.
      .catch((error: unknown) => console.warn('Daily Papers: the journal was not emptied', error));
  }

  /**
   * Runs while there is no other tab. Changes that are only in the journal, because their tab was closed meanwhile, are made
   * in VS Code's storage too; entries that VS Code's storage has are removed from the journal, unless this tab changes them
   * meanwhile. The former stay in the journal until the next time, since a tab that is opened now may have listed VS Code's
   * storage before.
   */
  async #settle(): Promise<void> {
    for (const path of (await this.tabs.journal.entries()).keys()) {
      await this.exclusively(path, async () => {
        const written = await this.tabs.journal.get(path);
        const stored = await this.own.read(path);
        const isSame = written && stored ? equalBytes(written, stored) : !written && !stored;
        if (written === undefined) return;
        if (isSame) {
          await this.tabs.journal.forget(path, written);
          this.#sizes.delete(path);
        } else if (written) await this.own.write(path, written);
        else await this.own.remove(path);
      });
    }
  }

  /** A failure is only logged: the change is in the journal, from which it is read, and is made at the next opening. */
  async #store(path: string, change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      console.warn(`Daily Papers: ${path} is only in the journal`, error);
    }
  }

  #knowSize(path: string, version: number, size: number | undefined): void {
    if (version === this.version(path)) this.#sizes.set(path, { version, size });
  }

  #tell(path: string): void {
    this.tabs.tell(path);
    this.#take(path);
  }

  #take(path: string): void {
    this.#versions.set(path, this.version(path) + 1);
    this.#changed.fire(path);
  }
}
