import { equalBytes } from '../common/bytes';
import { sha256Of } from '../common/hash';

/** The last write of a tab to a file. */
export interface JournalEntry {
  /** Null if the file was removed. */
  readonly bytes: Uint8Array | null;
  /** {@link markOf} the bytes. */
  readonly mark: string;
  /** The marks of older contents of the file, which VS Code's storage may still have. */
  readonly replaced: readonly string[];
}

export type JournalContent = Pick<JournalEntry, 'bytes' | 'mark'>;

/** Files by their paths. Once a change resolves it is stored, even if the tab is closed immediately. */
export interface Journal {
  /** Undefined if there is no entry for the path. */
  get(path: string): Promise<JournalEntry | undefined>;
  /** Stores {@link nextEntry} in one transaction. `stored` is the mark of what VS Code's storage has, if it has the file. */
  put(path: string, content: JournalContent, stored: string | undefined): Promise<void>;
  /** Removes the entry of a path if it still is the given one. */
  forget(path: string, entry: JournalEntry): Promise<void>;
  /** The paths of all entries: true for a file, false for one that was removed. Reads no content. */
  entries(): Promise<ReadonlyMap<string, boolean>>;
}

/** Identifies the content of a file; null if the file was removed. */
export async function markOf(bytes: Uint8Array | null): Promise<string> {
  return bytes ? (await sha256Of(bytes)).slice(0, 16) : 'removed';
}

/** The maximum number of older contents that an entry names. VS Code's storage is one behind, unless it rejects writes. */
const mostMarks = 30;

/** The entry that replaces `last`. */
export function nextEntry(
  last: JournalEntry | undefined,
  { bytes, mark }: JournalContent,
  stored: string | undefined,
): JournalEntry {
  const older = [...(stored === undefined ? [] : [stored]), ...(last ? [...last.replaced, last.mark] : [])];
  const marks = [...new Set(older)].filter((each) => each !== mark);
  // What VS Code's storage has is the first of them.
  return { bytes, mark, replaced: [...marks.slice(0, 1), ...marks.slice(1).slice(1 - mostMarks)] };
}

export function isSameEntry(one: JournalEntry | undefined, other: JournalEntry): boolean {
  return one?.mark === other.mark && one.replaced.join(' ') === other.replaced.join(' ');
}

/**
 * How an entry compares with what VS Code's storage has. The entry is the older one if something else has changed the file
 * since: an editor, or a tab whose extensions have an origin of their own and thereby another journal.
 */
export async function compareEntry(
  { bytes, replaced }: JournalEntry,
  stored: Uint8Array | undefined,
): Promise<'same' | 'newer' | 'older'> {
  if (!stored) return bytes ? 'newer' : 'same';
  if (bytes && equalBytes(bytes, stored)) return 'same';
  return replaced.includes(await markOf(stored)) ? 'newer' : 'older';
}

const store = 'files';

/** Begins the keys of removed files, so that keys alone list the files. No path has it. */
const removedMark = '\0';

/** A journal in a database of the browser. */
export class DatabaseJournal implements Journal {
  #opened: Promise<IDBDatabase> | undefined;

  constructor(private readonly name: string) {}

  async get(path: string): Promise<JournalEntry | undefined> {
    const { objects } = await this.#store('readonly');
    return entryIn(objects, path);
  }

  put(path: string, content: JournalContent, stored: string | undefined): Promise<void> {
    return this.#change(path, (last) => nextEntry(last, content, stored));
  }

  forget(path: string, entry: JournalEntry): Promise<void> {
    return this.#change(path, (last) => (isSameEntry(last, entry) ? undefined : last));
  }

  async entries(): Promise<ReadonlyMap<string, boolean>> {
    const keys = await resultOf((await this.#store('readonly')).objects.getAllKeys());
    return new Map(
      keys
        .map(String)
        .map((key) => (key.startsWith(removedMark) ? [key.slice(removedMark.length), false] : [key, true])),
    );
  }

  /** Replaces the entry of a path, in one transaction. */
  async #change(
    path: string,
    next: (last: JournalEntry | undefined) => JournalEntry | undefined,
  ): Promise<void> {
    const { transaction, objects } = await this.#store('readwrite');
    const ended = endOf(transaction);
    const last = await entryIn(objects, path);
    const entry = next(last);
    if (entry !== last) {
      for (const key of [path, removedMark + path]) objects.delete(key);
      if (entry) objects.put(entry, entry.bytes ? path : removedMark + path);
    }
    // Committed at once: a tab that is being closed ends before its requests are answered.
    transaction.commit();
    await ended;
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

async function entryIn(objects: IDBObjectStore, path: string): Promise<JournalEntry | undefined> {
  const found = await Promise.all([path, removedMark + path].map((key) => resultOf(objects.get(key))));
  return found.find(isEntry);
}

function isEntry(value: unknown): value is JournalEntry {
  return typeof value === 'object' && value !== null && 'mark' in value && 'replaced' in value;
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
