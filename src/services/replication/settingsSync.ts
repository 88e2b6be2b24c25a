import type { CooperativeTask, StepRunner } from '../../core/base/cooperativeTask';
import { compareStamps } from '../../core/base/hybridClock';
import type { Memory } from '../../core/base/memory';
import type { Library } from '../../core/library/library';
import {
  EntryTable,
  formatEntry,
  type LibraryEntry,
  parseEntries,
} from '../../core/replication/libraryEntry';
import { type HashedMark, markHash, packMarks, unpackMarks } from '../../core/replication/markSnapshot';
import { type TriageRecord, subjectKey } from '../../core/triage/triageRecord';
import type { TriageStore } from '../../core/triage/triageStore';
import { fromBase64, toBase64 } from '../../platform/common/bytes';
import { sha256Hex } from '../../platform/common/hash';
import { isRecord } from '../../core/base/guards';
import type { LibraryReplica } from './libraryReplica';

export interface SettingsSyncOptions {
  readonly replica: LibraryReplica;
  readonly triage: Pick<TriageStore, 'records' | 'merge'>;
  readonly library: Pick<Library, 'paperIds' | 'identifiersOf'>;
  /** VS Code's Settings Sync carries its {@link snapshotKey} while that key is registered. */
  readonly memory: Memory;
  readonly run: StepRunner;
}

/** The key of the snapshot in the person's memory. */
export const snapshotKey = 'library.snapshot';
/** In bytes: the snapshot as JSON. */
const longestSnapshot = 100_000;
/** The part of it for searches and the subscription. */
const longestEntries = 30_000;
/** Hashes that are computed in one step. */
const hashedAtOnce = 64;
const kinds: ReadonlySet<string> = new Set(['search', 'subscription']);

/**
 * A small copy of the library that VS Code's Settings Sync carries: the latest marks by hash, saved searches and the
 * subscription. The stores of this device are authoritative; the copy is merged with them by time.
 */
export class SettingsSync {
  /** Hashes by keys of marks and papers: computing them takes a while for many. */
  readonly #hashes = new Map<string, string>();

  constructor(private readonly options: SettingsSyncOptions) {}

  /**
   * Applies entries of the snapshot that are later than those of this device, then writes the snapshot. Resolves to whether
   * it has changed.
   */
  async merge(): Promise<boolean> {
    const { memory, replica } = this.options;
    const stored = parse(memory.get(snapshotKey));
    const marks = await this.#mergeMarks(stored.marks);
    const table = new EntryTable(stored.entries);
    await replica.mergeWith(
      () =>
        Promise.resolve({
          table,
          read: () => Promise.resolve(undefined),
          publish: (entries) => {
            for (const entry of entries) table.put(entry);
            return Promise.resolve(entries);
          },
        }),
      { kinds },
    );
    const entries = withinLength([...table.entries()]);
    const left = longestSnapshot - byteLength(entries) - 100;
    const snapshot = { version: 1, marks: toBase64(packMarks(marks, Math.floor(left / 4) * 3)), entries };
    if (JSON.stringify(snapshot) === JSON.stringify(memory.get(snapshotKey))) return false;
    await memory.update(snapshotKey, snapshot);
    return true;
  }

  /** Resolves to the marks of both sides, including those of papers that this device does not have. */
  async #mergeMarks(stored: readonly HashedMark[]): Promise<readonly HashedMark[]> {
    const { triage, run } = this.options;
    const records = await triage.records();
    const byHash = await run(this.#recordsByHash(records));
    const subjects = stored.length > 0 ? await run(this.#papersByHash()) : new Map<string, Subject>();
    const later = stored.flatMap((mark): readonly TriageRecord[] => {
      const own = byHash.get(mark.hash);
      const subject = own ?? subjects.get(mark.hash);
      if (!subject || (own && own.stamp[0] >= mark.time)) return [];
      return [recordOf(subject, mark)];
    });
    if (later.length > 0) await triage.merge(later);
    const own = Array.from(byHash, ([hash, { state, undecided, stamp }]) => ({
      hash,
      time: stamp[0],
      state: undecided === true ? undefined : state,
    }));
    return [...own, ...stored];
  }

  *#recordsByHash<T extends TriageRecord>(
    records: ReadonlyMap<string, T>,
  ): CooperativeTask<ReadonlyMap<string, T>> {
    const byHash = new Map<string, T>();
    for (const [key, record] of records) {
      byHash.set(this.#hashOf(key), record);
      if (byHash.size % hashedAtOnce === 0) yield;
    }
    return byHash;
  }

  *#papersByHash(): CooperativeTask<ReadonlyMap<string, Subject>> {
    const { library } = this.options;
    const byHash = new Map<string, Subject>();
    let count = 0;
    for (const id of library.paperIds()) {
      const first = (kind: string): string | undefined =>
        library
          .identifiersOf(id)
          .find((identifier) => identifier.startsWith(kind))
          ?.slice(kind.length);
      const [arxiv, doi] = [first('arxiv:'), first('doi:')];
      const subject = { id, ...(arxiv !== undefined && { arxiv }), ...(doi !== undefined && { doi }) };
      // A mark may have been made before the paper had an identifier.
      for (const key of [id, subjectKey(subject)])
        byHash.set(this.#hashOf(key), key === id ? { id } : subject);
      if (++count % hashedAtOnce === 0) yield;
    }
    return byHash;
  }

  #hashOf(key: string): string {
    const known = this.#hashes.get(key);
    if (known !== undefined) return known;
    const hash = markHash(sha256Hex(key));
    this.#hashes.set(key, hash);
    return hash;
  }
}

type Subject = Pick<TriageRecord, 'id' | 'arxiv' | 'doi'>;

function recordOf({ id, arxiv, doi }: Subject, { state, time }: HashedMark): TriageRecord {
  return {
    id,
    ...(arxiv !== undefined && { arxiv }),
    ...(doi !== undefined && { doi }),
    state: state ?? 'unread',
    at: time,
    ...(state === undefined && { undecided: true }),
    stamp: [time, 0, ''],
  };
}

/** Of a value as JSON. */
function byteLength(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** The latest entries, as many as there is room for. */
function withinLength(entries: readonly LibraryEntry[]): readonly unknown[] {
  let left = longestEntries;
  return entries
    .toSorted((one, other) => compareStamps(other.stamp, one.stamp))
    .map(formatEntry)
    .filter((entry) => {
      left -= byteLength(entry) + 1;
      return left >= 0;
    });
}

function parse(value: unknown): {
  readonly marks: readonly HashedMark[];
  readonly entries: readonly LibraryEntry[];
} {
  if (!isRecord(value)) return { marks: [], entries: [] };
  const { marks, entries } = value;
  return {
    marks: unpackMarks((typeof marks === 'string' ? fromBase64(marks) : undefined) ?? new Uint8Array()),
    entries: parseEntries(entries).filter(({ kind }) => kinds.has(kind)),
  };
}
