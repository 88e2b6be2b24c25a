import { NotPlainError } from '../common/fileErrors';
import { compareEntry, type JournalEntry, markOf } from './journal';
import type { FileInTab, TabFiles } from './tabFiles';
import type { Tabs } from './tabs';
import { Emitter } from '../../core/base/event';

/** Caches are created again when needed, so each tab may have its own content of them. */
const isCache = (path: string): boolean => /\.(?:parsed|index)$/u.test(path);

/**
 * The files of the extension's storage, with the changes of all tabs. A tab writes a file to the journal first, from which
 * the other tabs read it, since VS Code shows a tab only the files that existed when it was loaded, and then to VS Code's
 * storage. What something else has written there since is newer than the journal: a text editor knows no journal, and
 * sites that give the extensions of each workspace an origin of their own have a journal for each.
 */
export class SharedFiles {
  readonly #versions = new Map<string, number>();
  /** Sizes of files in the journal, each of one version and one size in VS Code's storage. */
  readonly #sizes = new Map<string, KnownSize>();
  readonly #changed = new Emitter<string>();
  readonly #changedElsewhere = new Emitter<string>();

  /** Fires with the path of a file that this or another tab has written or removed. */
  readonly onDidChange = this.#changed.event;
  /** {@link onDidChange} of other tabs. */
  readonly onDidChangeElsewhere = this.#changedElsewhere.event;

  constructor(
    /** The files as VS Code shows them to this tab, without changes by other tabs. */
    readonly own: TabFiles,
    private readonly tabs: Tabs,
  ) {
    tabs.listen((path) => {
      this.#take(path);
      this.#changedElsewhere.fire(path);
    });
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
    const bytes = await this.#newest(path);
    if (bytes && bytes.length > limit) throw new NotPlainError('too-large', path);
    return bytes;
  }

  /** In bytes; undefined if there is no such file. Reads the content only of files in the journal, once for each change. */
  async size(path: string): Promise<number | undefined> {
    const version = this.version(path);
    const stored = await this.own.size(path);
    const known = this.#sizes.get(path);
    if (known?.version === version && known.stored === stored) return known.size;
    const entry = await this.#entry(path);
    const size =
      !entry || entry.bytes?.length === stored
        ? stored
        : (await newer(entry, await this.own.read(path)))?.length;
    this.#knowSize(path, { version, stored, size });
    return size;
  }

  /** The content that a tab last wrote to a file; null if the file was removed, undefined if that is no longer known. */
  async written(path: string): Promise<Uint8Array | null | undefined> {
    return (await this.tabs.journal.get(path))?.bytes;
  }

  /** The paths of the files that tabs have written, of which VS Code may not know in this tab. */
  async writtenPaths(): Promise<readonly string[]> {
    return [...(await this.tabs.journal.entries())].filter(([, exists]) => exists).map(([path]) => path);
  }

  /**
   * Replaces the file as a whole. The journal comes first: it is the browser's own database, while a write to
   * VS Code's storage takes two messages, which a tab that is being closed may not send any more.
   */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    if (!isCache(path)) await this.record(path, bytes);
    const version = this.version(path);
    await this.#store(path, bytes);
    this.#knowSize(path, { version, stored: bytes.length, size: bytes.length });
  }

  /** Records in the journal what an editor is about to store, or has stored, in VS Code's storage. Other tabs read it there. */
  async record(path: string, bytes: Uint8Array | null): Promise<void> {
    const [stored, mark] = await Promise.all([this.own.read(path), markOf(bytes)]);
    await this.tabs.journal.put(path, { bytes, mark }, stored && (await markOf(stored)));
    this.tabs.tell(path);
    this.#take(path);
  }

  /** Does nothing if there is no such file. */
  async remove(path: string): Promise<void> {
    if (!isCache(path)) await this.record(path, null);
    await this.#store(path, null);
  }

  /** Stores a file once more in VS Code's storage, so that VS Code knows it in this tab and reads it again. */
  async restore(path: string): Promise<void> {
    await this.exclusively(path, async () => {
      const bytes = await this.#newest(path);
      if (bytes) await this.#store(path, bytes);
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
      else if (!isFolder && found.has(name) && (await this.size(written)) === undefined) found.delete(name);
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
   * in VS Code's storage too; entries that VS Code's storage has, or something newer, are removed from the journal, unless
   * this tab changes them meanwhile. The former stay in the journal until the next time, since a tab that is opened now may
   * have listed VS Code's storage before.
   */
  async #settle(): Promise<void> {
    for (const path of (await this.tabs.journal.entries()).keys()) {
      await this.exclusively(path, async () => {
        const entry = await this.tabs.journal.get(path);
        if (!entry) return;
        const compared = await compareEntry(entry, await this.own.read(path));
        if (compared === 'newer') await this.#store(path, entry.bytes);
        else await this.tabs.journal.forget(path, entry);
      });
    }
  }

  async #newest(path: string): Promise<Uint8Array | undefined> {
    const [entry, stored] = await Promise.all([this.#entry(path), this.own.read(path)]);
    return entry ? newer(entry, stored) : stored;
  }

  async #entry(path: string): Promise<JournalEntry | undefined> {
    return isCache(path) ? undefined : this.tabs.journal.get(path);
  }

  /** A failure is only logged, except for caches: the change is in the journal, and is made at the next opening. */
  async #store(path: string, bytes: Uint8Array | null): Promise<void> {
    try {
      await (bytes ? this.own.write(path, bytes) : this.own.remove(path));
    } catch (error) {
      if (isCache(path)) throw error;
      console.warn(`Daily Papers: ${path} is only in the journal`, error);
    }
  }

  #knowSize(path: string, size: KnownSize): void {
    if (size.version === this.version(path)) this.#sizes.set(path, size);
  }

  #take(path: string): void {
    this.#versions.set(path, this.version(path) + 1);
    this.#changed.fire(path);
  }
}

/** The content of a file by the journal or by VS Code's storage, whichever is newer. */
async function newer(entry: JournalEntry, stored: Uint8Array | undefined): Promise<Uint8Array | undefined> {
  return (await compareEntry(entry, stored)) === 'newer' ? (entry.bytes ?? undefined) : stored;
}

interface KnownSize {
  readonly version: number;
  readonly stored: number | undefined;
  readonly size: number | undefined;
}
