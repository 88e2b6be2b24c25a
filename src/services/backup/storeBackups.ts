import { hasFields } from '../../core/base/guards';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { fullTextFolder } from '../fullTexts/fullTextStore';
import { type Message, isMessage, localizable } from '../../core/base/localization';

/** A copy of all stores. */
export interface StoreBackup {
  /** The name of its folder. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Why it was made, as a part of a sentence: `before an update`. */
  readonly reason: Message;
}

/** Records that a restore has started, and from which backup. */
const journal = '.restoring.json';
/** In bytes; a backup's description is far smaller. */
const longestDescription = 64 * 1024;

/**
 * Copies of everything that global storage holds but caches. A backup either is complete or does not exist. An
 * interrupted restore is finished by {@link finishRestore}.
 */
export class StoreBackups implements Disposable {
  readonly #folder: StoreFolder;
  readonly #changed = new Emitter<readonly StoreBackup[]>();

  /** Fires with all backups whenever they have been listed, for example after a new one was made. */
  readonly onDidChange = this.#changed.event;

  /** `now` gives milliseconds since 1970. */
  constructor(
    private readonly storage: StoreFolder,
    private readonly now: () => number,
  ) {
    this.#folder = storage.folder('backups');
  }

  /** Newest first. */
  async list(): Promise<readonly StoreBackup[]> {
    const names = await this.#folder.names();
    const read = await Promise.all(
      names.filter((name) => !name.startsWith('.')).map((name) => this.#read(name)),
    );
    const all = read.filter((backup) => backup !== undefined).toSorted((a, b) => b.created - a.created);
    this.#changed.fire(all);
    return all;
  }

  /** Copies all stores. Does not throw for files that are removed meanwhile. */
  async create(reason: Message): Promise<StoreBackup> {
    const created = this.now();
    const name = await this.#freeName(created);
    await this.#folder.createFolder(name, async (backup) => {
      for (const path of (await this.storage.filesBelow()).filter(isStored)) {
        const bytes = await this.#locked(path, () => this.storage.read(path));
        if (bytes) await backup.overwrite(`files/${path}`, bytes);
      }
      await backup.overwrite('backup.json', encode({ created, reason }));
    });
    await this.list();
    return { name, created, reason };
  }

  /**
   * Makes the stores what they were, after a backup of what they are. Stores that are in use have to be read again. Once
   * the first file is replaced, `signal` has no effect.
   */
  async restore({ name }: StoreBackup, signal?: AbortSignal): Promise<void> {
    await this.create(localizable('before a backup was restored'));
    signal?.throwIfAborted();
    await this.#folder.overwrite(journal, encode({ name }));
    await this.finishRestore();
  }

  /** Finishes a restore that was cut off. Resolves to whether there was one. */
  async finishRestore(): Promise<boolean> {
    const name = parseObject(await this.#folder.read(journal, longestDescription))?.['name'];
    if (typeof name !== 'string') return false;
    const backup = await this.#read(name);
    if (backup) await this.#apply(this.#folder.folder(`${backup.name}/files`));
    await this.#folder.remove(journal);
    return backup !== undefined;
  }

  /** Runs a migration in one window only, and not again after a restore. Resolves to whether it ran. */
  async runOnce(migration: string, run: () => Promise<void>): Promise<boolean> {
    const marker = `${migration}.done.json`;
    return this.#folder.exclusively(marker, async () => {
      if (await this.#folder.read(marker, longestDescription)) return false;
      await run();
      await this.#folder.overwrite(marker, encode({ done: this.now() }));
      return true;
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #read(name: string): Promise<StoreBackup | undefined> {
    const description = `${name}/backup.json`;
    const bytes = await this.#folder.read(description, longestDescription).catch(() => undefined);
    const { created, reason } = parseObject(bytes) ?? {};
    return typeof created === 'number' && isMessage(reason) ? { name, created, reason } : undefined;
  }

  /** Backups of one millisecond are numbered. */
  async #freeName(created: number): Promise<string> {
    const taken = new Set(await this.#folder.names());
    const stamp = new Date(created).toISOString().replace(/[:.]/gu, '-');
    let name = stamp;
    for (let count = 2; taken.has(name); count += 1) name = `${stamp}-${count}`;
    return name;
  }

  /** Restores files first, and removes others only then. */
  async #apply(files: StoreFolder): Promise<void> {
    const wanted = await files.filesBelow();
    for (const path of wanted) {
      const bytes = await files.read(path);
      if (bytes) await this.#locked(path, () => this.storage.overwrite(path, bytes));
    }
    const isWanted = new Set(wanted);
    for (const path of (await this.storage.filesBelow()).filter(isStored))
      if (!isWanted.has(path)) await this.storage.remove(path);
  }

  /** Locks logs, so that no process appends to them meanwhile. */
  #locked<T>(path: string, task: () => Promise<T>): Promise<T> {
    return path.endsWith('.jsonl') ? this.storage.exclusively(path, task) : task();
  }
}

/** Whether a path in global storage belongs to a store. Caches, backups and files that grant permissions do not. */
function isStored(path: string): boolean {
  const isMadeAgain =
    /\.(?:(?:parsed|index)(?:\.checked)?|cjs|code)$/u.test(path) || /^assistants\/[a-z]+\.json$/u.test(path);
  return !isMadeAgain && !path.startsWith('backups/') && !path.startsWith(`${fullTextFolder}/`);
}

function encode(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function parseObject(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined {
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return hasFields(value) ? value : undefined;
  } catch {
    // A file that was truncated by a crash of the machine counts as missing.
    return undefined;
  }
}
