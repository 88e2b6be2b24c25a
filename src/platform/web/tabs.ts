import { equalBytes } from '../common/bytes';

/** What the tabs of one browser share. */
export interface Tabs {
  /** Runs a task under a named lock that all tabs share: tasks under one name run one after another. */
  exclusively<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Registers this tab as open until it is closed. If no other tab is open, `whenAlone` runs first. */
  enter(whenAlone: () => Promise<void>): Promise<void>;
  /** The files that tabs have written or removed recently, which VS Code does not show to the other tabs. */
  readonly journal: Journal;
  /** Notifies the other tabs that a file was written or removed. */
  tell(path: string): void;
  /** Calls back when another tab has written or removed a file. */
  listen(changed: (path: string) => void): void;
}

/** Files by their paths. Once a change resolves it is stored, even if the tab is closed immediately. */
export interface Journal {
  /** Null if the file was removed; undefined if the journal has no entry for it. */
  get(path: string): Promise<Uint8Array | null | undefined>;
  put(path: string, bytes: Uint8Array | null): Promise<void>;
  /** Removes the entry of a path if it still is `expected`, null for a file that was removed. */
  forget(path: string, expected: Uint8Array | null): Promise<void>;
  /** The paths of all entries: true for a file, false for one that was removed. Reads no content. */
  entries(): Promise<ReadonlyMap<string, boolean>>;
}

/** The tabs that show the same origin. `name` begins the names of locks, of the database and of the channel. */
export function browserTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name);
  return {
    enter: (whenAlone) => {
      const presence = `${name} tabs`;
      return navigator.locks.request(presence, { ifAvailable: true }, async (lock) => {
        // Held until the tab is closed. Requested before the first lock is released, so that no other tab is alone between.
        void navigator.locks.request(presence, { mode: 'shared' }, () => new Promise(() => undefined));
        if (lock) await whenAlone();
      });
    },
    exclusively: (path, task) => navigator.locks.request(`${name}:${path}`, {}, task),
    journal: new DatabaseJournal(name),
    tell: (path) => channel.postMessage(path),
    listen: (changed) => {
      channel.onmessage = ({ data }: { readonly data: unknown }) => {
        if (typeof data === 'string') changed(data);
      };
    },
  };
}

const store = 'files';

/** Begins the keys that mark removed files. No path has it. */
const removedMark = '\0';

/** A journal in a database of the browser. Removed files are keys of their own, so that keys alone list the files. */
class DatabaseJournal implements Journal {
  #opened: Promise<IDBDatabase> | undefined;

  constructor(private readonly name: string) {}

  async get(path: string): Promise<Uint8Array | null | undefined> {
    const { objects } = await this.#store('readonly');
    const [found, removed] = await Promise.all(
      [path, removedMark + path].map((key) => resultOf(objects.get(key))),
    );
    if (found instanceof Uint8Array) return found;
    return removed === true ? null : undefined;
  }

  put(path: string, bytes: Uint8Array | null): Promise<void> {
    return this.#change((objects) => {
      if (bytes) objects.put(bytes, path);
      else objects.put(true, removedMark + path);
      objects.delete(bytes ? removedMark + path : path);
    });
  }

  async forget(path: string, expected: Uint8Array | null): Promise<void> {
    const { transaction, objects } = await this.#store('readwrite');
    const ended = endOf(transaction);
    const [found, removed] = await Promise.all(
      [path, removedMark + path].map((key) => resultOf(objects.get(key))),
    );
    const isSame = expected
      ? found instanceof Uint8Array && equalBytes(found, expected)
      : found === undefined && removed === true;
    // In the same transaction: a change that was made meanwhile stays.
    if (isSame) objects.delete(expected ? path : removedMark + path);
    await ended;
  }

  async entries(): Promise<ReadonlyMap<string, boolean>> {
    const keys = await resultOf((await this.#store('readonly')).objects.getAllKeys());
    return new Map(
      keys
        .map(String)
        .map((key) => (key.startsWith(removedMark) ? [key.slice(removedMark.length), false] : [key, true])),
    );
  }

  async #change(change: (objects: IDBObjectStore) => void): Promise<void> {
    const { transaction, objects } = await this.#store('readwrite');
    change(objects);
    // Committed at once: a tab that is being closed ends before its requests are answered.
    transaction.commit();
    await endOf(transaction);
  }

  async #store(
    mode: 'readonly' | 'readwrite',
  ): Promise<{ readonly transaction: IDBTransaction; readonly objects: IDBObjectStore }> {
    const transaction = (await this.#open()).transaction(store, mode);
    return { transaction, objects: transaction.objectStore(store) };
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= openDatabase(this.name).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store));
  return resultOf(request);
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    const fail = (): void => reject(transaction.error ?? new Error('The database of the browser gave up'));
    transaction.addEventListener('error', fail);
    transaction.addEventListener('abort', fail);
  });
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('The database of the browser gave up')),
    );
  });
}
