import { isRecord } from '../../core/base/guards';
import { type DigestFacts, isYear } from '../library/digestFacts';
import type { DigestStore } from '../library/digestStore';
import {
  type IncomingEntries,
  type LibraryPart,
  type PartSnapshot,
  SnapshotBuilder,
  TextHashes,
} from './libraryPart';

/** The imported digests in global storage, by their file names. */
export class DigestPart implements LibraryPart {
  readonly kind = 'digest';
  readonly isNeverDeleted = false;
  /** By name and stamp of files. */
  readonly #hashes = new TextHashes();

  constructor(private readonly store: DigestStore) {}

  async snapshot(): Promise<PartSnapshot> {
    const snapshot = new SnapshotBuilder();
    const { digests, damaged } = await this.store.list();
    for (const { file } of damaged) snapshot.items.set(file, undefined);
    for (const { file, stamp, name, year, added } of digests) {
      const hash = await this.#hashes.of(`${file} ${stamp}`, () =>
        this.store.read(file).catch(() => undefined),
      );
      const value = { name, added, ...(year !== undefined && { year }) };
      const item = hash === undefined ? undefined : { value, blobs: [hash], time: added };
      snapshot.add(file, item, () => this.store.read(file));
    }
    return snapshot;
  }

  async apply({ entries, read }: IncomingEntries): Promise<ReadonlySet<string>> {
    const present = new Set((await this.store.list()).digests.map(({ file }) => file));
    const done = new Set<string>();
    for (const { key, value, blobs } of entries) {
      if (value === undefined) {
        if (present.has(key)) await this.store.remove(key);
        done.add(key);
        continue;
      }
      const [hash] = blobs ?? [];
      const facts = parseValue(value);
      const bytes = facts && hash !== undefined ? await read(hash) : undefined;
      if (!facts || !bytes) continue;
      // A file's name follows from its text and its facts.
      const { file } = await this.store.add(bytes, facts);
      if (file === key) done.add(key);
    }
    return done;
  }
}

function parseValue(value: unknown): DigestFacts | undefined {
  if (!isRecord(value)) return undefined;
  const { name, year, added } = value;
  if (typeof name !== 'string' || typeof added !== 'number' || !Number.isFinite(added)) return undefined;
  return { name, added, ...(isYear(year) && { year }) };
}
