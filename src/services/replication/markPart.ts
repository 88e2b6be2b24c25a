import type { LibraryEntry } from '../../core/replication/libraryEntry';
import type { LocalItem } from '../../core/replication/reconcile';
import { type TriageRecord, triageRecord } from '../../core/triage/triageRecord';
import type { TriageStore } from '../../core/triage/triageStore';
import type { IncomingEntries, LibraryPart, PartSnapshot } from './libraryPart';

/** The marks of papers. A mark that was taken back is a record too. */
export class MarkPart implements LibraryPart {
  readonly kind = 'mark';
  readonly isNeverDeleted = true;
  readonly keepsStamps = true;

  readonly #items = new WeakMap<TriageRecord, LocalItem>();

  constructor(private readonly triage: Pick<TriageStore, 'records' | 'merge'>) {}

  /** The same object for each record that has not changed, so that it need not be compared again. */
  async snapshot(): Promise<PartSnapshot> {
    const items = new Map<string, LocalItem>();
    for (const [key, record] of await this.triage.records()) {
      let item = this.#items.get(record);
      if (!item) {
        const { stamp, ...value } = record;
        this.#items.set(record, (item = { value, stamp }));
      }
      items.set(key, item);
    }
    return { items };
  }

  async apply({ entries }: IncomingEntries): Promise<ReadonlySet<string>> {
    const records = entries.flatMap((entry) => recordOf(entry) ?? []);
    await this.triage.merge(records);
    return new Set(entries.map(({ key }) => key));
  }
}

function recordOf({ value, stamp }: LibraryEntry): TriageRecord | undefined {
  const record = triageRecord(value);
  return record && { ...record, stamp };
}
