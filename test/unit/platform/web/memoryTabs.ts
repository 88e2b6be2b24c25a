import { SerialQueue } from '../../../../src/core/base/serialQueue';
import { SharedFiles } from '../../../../src/platform/web/sharedFiles';
import type { FileInTab, TabFiles } from '../../../../src/platform/web/tabFiles';
import {
  isSameEntry,
  type Journal,
  type JournalEntry,
  nextEntry,
} from '../../../../src/platform/web/journal';
import type { Tabs } from '../../../../src/platform/web/tabs';

/** A browser in memory. As VS Code does, a tab shows the files that were there when it was opened, and its own. */
export class MemoryBrowser {
  /** How often the content of a file was read. */
  contentReads = 0;
  /** How often each file of VS Code's storage was read. */
  readonly storedReads = new Map<string, number>();
  /** While true, VS Code's storage does not answer, as if the tab was closed before. */
  isStuck = false;
  /** Runs before an entry of the journal is forgotten. */
  beforeForget: () => Promise<void> = () => Promise.resolve();
  readonly #journal = new Map<string, JournalEntry>();
  readonly #queues = new Map<string, SerialQueue>();
  readonly #listeners = new Map<object, (path: string) => void>();

  /** `stored` is VS Code's storage, which browsers of other origins may share. */
  constructor(readonly stored = new Map<string, Uint8Array>()) {}

  open(): SharedFiles {
    const tab = {};
    const tabs: Tabs = {
      enter: (whenAlone) => whenAlone(),
      exclusively: (path, task) => {
        const queue = this.#queues.get(path) ?? new SerialQueue();
        this.#queues.set(path, queue);
        return queue.run(task);
      },
      journal: this.#journalPort(),
      tell: (path) => {
        for (const [other, listener] of this.#listeners) if (other !== tab) listener(path);
      },
      listen: (changed) => void this.#listeners.set(tab, changed),
    };
    return new SharedFiles(new MemoryTabFiles(this), tabs);
  }

  #journalPort(): Journal {
    const journal = this.#journal;
    return {
      get: (path) => {
        const found = journal.get(path);
        if (found?.bytes) this.contentReads += 1;
        return Promise.resolve(found);
      },
      put: (path, content, stored) =>
        Promise.resolve(void journal.set(path, nextEntry(journal.get(path), content, stored))),
      forget: async (path, entry) => {
        await this.beforeForget();
        if (isSameEntry(journal.get(path), entry)) journal.delete(path);
      },
      entries: () =>
        Promise.resolve(new Map(Array.from(journal, ([path, { bytes }]) => [path, bytes !== null]))),
    };
  }
}

class MemoryTabFiles implements TabFiles {
  readonly #known: Set<string>;
  private readonly stored: Map<string, Uint8Array>;

  constructor(private readonly browser: MemoryBrowser) {
    this.stored = browser.stored;
    this.#known = new Set(this.stored.keys());
  }

  async size(path: string): Promise<number | undefined> {
    await turn();
    return this.#known.has(path) ? this.stored.get(path)?.length : undefined;
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    await turn();
    this.browser.storedReads.set(path, (this.browser.storedReads.get(path) ?? 0) + 1);
    if (!this.#known.has(path)) return undefined;
    this.browser.contentReads += 1;
    return this.stored.get(path);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    await turn();
    if (this.browser.isStuck) await new Promise(() => undefined);
    this.stored.set(path, bytes);
    this.#known.add(path);
  }

  async remove(path: string): Promise<void> {
    await turn();
    for (const name of [...this.#known].filter((one) => one === path || one.startsWith(`${path}/`))) {
      this.stored.delete(name);
      this.#known.delete(name);
    }
  }

  async rename(from: string, to: string): Promise<void> {
    for (const name of [...this.#known].filter((one) => one.startsWith(`${from}/`))) {
      await this.write(to + name.slice(from.length), this.stored.get(name) ?? new Uint8Array());
      await this.remove(name);
    }
  }

  async list(path: string): Promise<readonly FileInTab[]> {
    await turn();
    const prefix = path === '' ? '' : `${path}/`;
    const found = new Map<string, FileInTab>();
    for (const known of this.#known) {
      if (!known.startsWith(prefix)) continue;
      const [name = '', ...below] = known.slice(prefix.length).split('/');
      found.set(name, { name, isFolder: below.length > 0 });
    }
    return [...found.values()];
  }
}

/** Resolves in a later turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
