import type { Memory } from '../../core/base/memory';
import type { EntryTable, LibraryEntry } from '../../core/replication/libraryEntry';
import type { LocalItem } from '../../core/replication/reconcile';
import { sha256Of } from '../../platform/common/hash';

/** A text that belongs to an item. */
export interface LocalBlob {
  read(): Promise<Uint8Array | undefined>;
}

/** The present items of a store. */
export interface PartSnapshot {
  /** By key; undefined for an item that exists but cannot be read: it is neither sent nor treated as deleted. */
  readonly items: ReadonlyMap<string, LocalItem | undefined>;
  /** Texts by their SHA-256 in hexadecimal. */
  readonly blobs?: ReadonlyMap<string, LocalBlob>;
}

/** Collects the items of a store with their texts. */
export class SnapshotBuilder implements PartSnapshot {
  readonly items = new Map<string, LocalItem | undefined>();
  readonly blobs = new Map<string, LocalBlob>();

  /** @param read reads the text of one of the item's `blobs`, by its index */
  add(key: string, item: LocalItem | undefined, read: (at: number) => ReturnType<LocalBlob['read']>): void {
    this.items.set(key, item);
    for (const [at, hash] of (item?.blobs ?? []).entries()) this.blobs.set(hash, { read: () => read(at) });
  }
}

/** Reads a text of an entry by its SHA-256 in hexadecimal; resolves to undefined if it is missing or incomplete. */
export type ReadBlob = (sha256: string) => Promise<Uint8Array | undefined>;

/** The SHA-256 of texts that do not change under their names. Each text is read once. */
export class TextHashes {
  readonly #hashes = new Map<string, string>();

  /** Resolves to the hash in hexadecimal; undefined if the text cannot be read. */
  async of(name: string, read: () => Promise<Uint8Array | undefined>): Promise<string | undefined> {
    const known = this.#hashes.get(name);
    if (known !== undefined) return known;
    const bytes = await read();
    const hash = bytes && (await sha256Of(bytes));
    if (hash !== undefined) this.#hashes.set(name, hash);
    return hash;
  }
}

/** Entries to be applied to a store. */
export interface IncomingEntries {
  /** In the order of their stamps. */
  readonly entries: readonly LibraryEntry[];
  /** The entries of this device at the last comparison. */
  readonly base: EntryTable;
  readonly read: ReadBlob;
}

/** The items of one kind in a person's library, as this device stores them. */
export interface LibraryPart {
  readonly kind: string;
  /** Whether the store keeps stamps, or items are never deleted from it: a missing item was not deleted on this device. */
  readonly isNeverDeleted: boolean;
  /** Whether the items of a snapshot have stamps. */
  readonly keepsStamps?: true;
  /** Where the store keeps its items, if not in files. */
  readonly memory?: Memory;
  snapshot(): Promise<PartSnapshot>;
  /** Stores entries. Resolves to the keys of those that are stored; the others are tried again. */
  apply(incoming: IncomingEntries): Promise<ReadonlySet<string>>;
}

/** The entries of other devices, and where to write those that they lack. */
export interface OtherDevices {
  readonly table: EntryTable;
  readonly read: ReadBlob;
  /** Whether a text is stored completely; undefined if texts are not stored. */
  hasText?(sha256: string): boolean;
  /** Resolves to the entries that were written: all except those with a text that cannot be read. */
  publish(entries: readonly LibraryEntry[], blobs: PartSnapshot['blobs']): Promise<readonly LibraryEntry[]>;
}
