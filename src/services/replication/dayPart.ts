import { formatRecord, parseRecord } from '../sources/dayRecord';
import { isDamaged, isResponseName } from '../sources/responseFolder';
import type { DayRecord, ResponseStore } from '../sources/responseStore';
import {
  type IncomingEntries,
  type LibraryPart,
  type PartSnapshot,
  SnapshotBuilder,
  type ReadBlob,
  TextHashes,
} from './libraryPart';

/** The fetched days with their responses. A day that was removed is a record too. */
export class DayPart implements LibraryPart {
  readonly kind = 'day';
  readonly isNeverDeleted = true;
  /** Sums of days that are stored without them, by time of fetching and name of the response. */
  readonly #hashes = new TextHashes();

  /** `changed` loads stored days into the library. */
  constructor(
    private readonly store: ResponseStore,
    private readonly changed: () => Promise<void>,
  ) {}

  async snapshot(): Promise<PartSnapshot> {
    const snapshot = new SnapshotBuilder();
    for (const record of await this.store.records()) {
      const hashes = isDamaged(record) ? undefined : await this.#hashesOf(record);
      const item = hashes && { value: valueOf(record), blobs: hashes, time: record.fetched };
      snapshot.add(keyOf(record), item, (at) => this.store.read(record.parts[at] ?? ''));
    }
    return snapshot;
  }

  async apply({ entries, read }: IncomingEntries): Promise<ReadonlySet<string>> {
    const done = new Set<string>();
    for (const { key, value, blobs } of entries) {
      const record = parseRecord(JSON.stringify(value ?? ''));
      if (!record || keyOf(record) !== key || !record.parts.every(isResponseName)) continue;
      if (await this.#store(record, blobs ?? [], read)) done.add(key);
    }
    if (done.size > 0) await this.changed();
    return done;
  }

  async #store(record: DayRecord, hashes: readonly string[], read: ReadBlob): Promise<boolean> {
    if (hashes.length !== record.parts.length) return false;
    const responses: Uint8Array[] = [];
    for (const hash of hashes) {
      const bytes = await read(hash);
      if (!bytes) return false;
      responses.push(bytes);
    }
    for (const [at, bytes] of responses.entries()) await this.store.keep(record.parts[at] ?? '', bytes);
    await this.store.commit(record);
    return true;
  }

  /** Undefined if a response cannot be read. */
  async #hashesOf({ parts, sums, fetched }: DayRecord): Promise<readonly string[] | undefined> {
    const hashes: string[] = [];
    for (const part of parts) {
      const hash =
        sums?.[part]?.sha256 ??
        (await this.#hashes.of(`${String(fetched)} ${part}`, () => this.store.read(part)));
      if (hash === undefined) return undefined;
      hashes.push(hash);
    }
    return hashes;
  }
}

function keyOf({ service, query, day }: DayRecord): string {
  return `${service}/${query}/${day}`;
}

/** As it is stored, so that it is the same for days of release 0.1.0, which have no sums until they are stored again. */
function valueOf(record: DayRecord): unknown {
  const value = JSON.parse(formatRecord(record)) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(value).filter(([field]) => field !== 'sums'));
}
