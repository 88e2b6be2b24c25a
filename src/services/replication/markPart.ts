import type { LibraryEntry } from '../../core/replication/libraryEntry';
import { type TriageRecord, triageRecord } from '../../core/triage/triageRecord';
import type { TriageStore } from '../../core/triage/triageStore';
import type { IncomingEntries, LibraryPart, PartSnapshot } from './libraryPart';

/** The marks of papers. A mark that was taken back is a record too. */
export class MarkPart implements LibraryPart {
  readonly kind = 'mark';
  readonly isNeverDeleted = true;
  readonly keepsStamps = true;

  constructor(private readonly triage: Pick<TriageStore, 'records' | 'merge'>) {}

  async snapshot(): Promise<PartSnapshot> {
    const records = await this.triage.records();
    return {
      items: new Map(Array.from(records, ([key, { stamp, ...value }]) => [key, { value, stamp }] as const)),
    };
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
