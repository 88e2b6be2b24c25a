import { sha256Hex } from '../../platform/common/hash';
import type { DetailsLog } from '../sources/detailsLog';
import { foldDetails, parseDetailsRecord, slotOf, type DetailsRecord } from '../sources/detailsRecord';
import type { DetailsResponses } from '../sources/detailsResponses';
import type { DetailsStore } from '../sources/detailsStore';
import {
  type IncomingEntries,
  type LibraryPart,
  type PartSnapshot,
  SnapshotBuilder,
  TextHashes,
} from './libraryPart';

/** The details of single papers from services, with the responses. They are replaced and never deleted. */
export class DetailsPart implements LibraryPart {
  readonly kind = 'details';
  readonly isNeverDeleted = true;
  /** By names of responses. */
  readonly #hashes = new TextHashes();

  constructor(
    private readonly log: Pick<DetailsLog, 'read'>,
    private readonly responses: Pick<DetailsResponses, 'read' | 'keep'>,
    private readonly store: Pick<DetailsStore, 'add'>,
  ) {}

  async snapshot(): Promise<PartSnapshot> {
    const snapshot = new SnapshotBuilder();
    for (const record of foldDetails(await this.log.read())) {
      const name = record.from?.answer;
      const hash = name === undefined ? undefined : await this.#hashOf(name);
      const item = { value: record, ...(hash !== undefined && { blobs: [hash] }) };
      snapshot.add(keyOf(record), item, () => this.responses.read(name ?? ''));
    }
    return snapshot;
  }

  async apply({ entries, read }: IncomingEntries): Promise<ReadonlySet<string>> {
    const [records, done]: [DetailsRecord[], Set<string>] = [[], new Set()];
    for (const { key, value, blobs } of entries) {
      const record = parseDetailsRecord(value);
      if (!record || keyOf(record) !== key) continue;
      const [hash] = blobs ?? [];
      const bytes = hash === undefined ? undefined : await read(hash);
      if (hash !== undefined && !bytes) continue;
      // Without its response it is what earlier releases stored.
      const isKept = bytes !== undefined && (await this.responses.keep(bytes)) === record.from?.answer;
      const { paperId, record: found, keepsTitle } = record;
      records.push(isKept ? record : { paperId, record: found, ...(keepsTitle && { keepsTitle }) });
      done.add(key);
    }
    if (records.length > 0) await this.store.add(records);
    return done;
  }

  #hashOf(name: string): Promise<string | undefined> {
    return this.#hashes.of(name, () => this.responses.read(name).catch(() => undefined));
  }
}

function keyOf(record: DetailsRecord): string {
  const slot = slotOf(record);
  if (slot !== undefined) return slot;
  const hash = sha256Hex(JSON.stringify(record.record)).slice(0, 16);
  return `${record.paperId} ${hash}`;
}
