import { equalBytes } from '../common/bytes';
import { NotPlainError } from '../common/fileErrors';
import type { FileInTab, TabFiles } from './tabFiles';
import type { Tabs } from './tabs';
import { Emitter } from '../../core/base/event';

/** Caches are created again when needed, so each tab may have its own content of them. */
const isCache = (path: string): boolean => /\.(?:parsed|index)$/u.test(path);

/**
 * The files of the extension's storage, as all tabs have them. What a tab writes goes to VS Code's storage first and
 * then to the journal, from which the other tabs read it, as VS Code shows a tab only the files that were there when it
 * was loaded.
 */
export class SharedFiles {
  readonly #versions = new Map<string, number>();
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
    const written = isCache(path) ? undefined : await this.tabs.journal.get(path);
    const bytes = written === undefined ? await this.own.read(path) : (written ?? undefined);
    if (bytes && bytes.length > limit) throw new NotPlainError('too-large', path);
    return bytes;
  }

  /** Replaces the file as a whole. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    await this.own.write(path, bytes);
    if (isCache(path)) return;
    await this.tabs.journal.put(path, bytes);
    this.#tell(path);
  }

  /** Does nothing if there is no such file. */
  async remove(path: string): Promise<void> {
    // VS Code removes only files that this tab knows.
    if (await this.tabs.journal.get(path)) await this.own.write(path, new Uint8Array());
    await this.own.remove(path);
    await this.tabs.journal.put(path, null);
    this.#tell(path);
  }

  /** The files and folders in a folder; empty if there is no such folder. */
  async list(path: string): Promise<readonly FileInTab[]> {
    const found = new Map((await this.own.list(path)).map((entry) => [entry.name, entry]));
    const prefix = path === '' ? '' : `${path}/`;
    for (const written of await this.tabs.journal.paths()) {
      if (!written.startsWith(prefix)) continue;
      const [name = '', ...below] = written.slice(prefix.length).split('/');
      const isFolder = below.length > 0;
      if ((await this.tabs.journal.get(written)) !== null) found.set(name, { name, isFolder });
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

  /** Empties the journal of what VS Code shows to this tab too, while there is no other tab. */
  async #settle(): Promise<void> {
    for (const path of await this.tabs.journal.paths()) {
      await this.exclusively(path, async () => {
        const written = await this.tabs.journal.get(path);
        const stored = await this.own.read(path);
        const isSame = written && stored ? equalBytes(written, stored) : !written && !stored;
        if (isSame) await this.tabs.journal.forget(path);
      });
    }
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
