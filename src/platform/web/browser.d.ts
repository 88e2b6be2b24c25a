// The parts of a browser's worker that are used and that Node's declarations lack.

interface LockOptions {
  readonly mode?: 'exclusive' | 'shared';
  readonly ifAvailable?: boolean;
  readonly signal?: AbortSignal;
}

declare const navigator: {
  readonly userAgent: string;
  readonly locks: {
    /** Runs `task` under a lock of all tabs of this origin; with `ifAvailable`, with null if another tab has it. */
    request<T>(name: string, options: LockOptions, task: (lock: object | null) => Promise<T>): Promise<T>;
  };
};

declare class Worker extends EventTarget {
  constructor(url: string);
  postMessage(message: unknown): void;
  terminate(): void;
}

interface IDBRequest<T> extends EventTarget {
  readonly result: T;
  readonly error: Error | null;
}

interface IDBObjectStore {
  get(key: string): IDBRequest<unknown>;
  put(value: unknown, key: string): IDBRequest<unknown>;
  delete(key: string): IDBRequest<unknown>;
  getAllKeys(): IDBRequest<readonly unknown[]>;
}

interface IDBTransaction extends EventTarget {
  readonly error: Error | null;
  objectStore(name: string): IDBObjectStore;
  commit(): void;
}

interface IDBDatabase {
  createObjectStore(name: string): IDBObjectStore;
  transaction(
    name: string,
    mode: 'readonly' | 'readwrite',
    options?: { readonly durability: 'strict' },
  ): IDBTransaction;
}

declare const indexedDB: {
  open(name: string, version: number): IDBRequest<IDBDatabase>;
};

declare const self: {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
};
