import { HybridClock } from '../../core/base/hybridClock';
import type { Memory } from '../../core/base/memory';
import type { TriageStore } from '../../core/triage/triageStore';
import type { JsonLineFiles } from '../../platform/common/stores/jsonLineFiles';
import { inShortSlices } from '../../platform/common/stores/storedLog';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import type { WholeFiles } from '../../platform/common/stores/wholeFiles';
import { PinnedKeys } from '../citations/pinnedKeys';
import { IdentityLog } from '../identity/identityLog';
import { DigestStore } from '../library/digestStore';
import type { RemovedPackagedDigests } from '../library/packagedDigests';
import type { SavedSearches } from '../searches/savedSearches';
import { DetailsLog } from '../sources/detailsLog';
import { DetailsResponses } from '../sources/detailsResponses';
import type { DetailsStore } from '../sources/detailsStore';
import { ResponseFolder } from '../sources/responseFolder';
import { SubscriptionFile } from '../sources/subscriptionFile';
import type { SeenVersionsLog } from '../versions/seenVersionsLog';
import { DayPart } from './dayPart';
import { DetailsPart } from './detailsPart';
import type { DeviceId } from './deviceId';
import { DigestPart } from './digestPart';
import type { LibraryPart, IncomingEntries, PartSnapshot } from './libraryPart';
import { LibraryReplica } from './libraryReplica';
import {
  CitationKeyPart,
  DecisionPart,
  RemovedDigestPart,
  SearchPart,
  SeenPart,
  SubscriptionPart,
} from './listParts';
import type { LibrarySync } from './librarySync';
import type { SettingsSync } from './settingsSync';
import type { LibraryEntry } from '../../core/replication/libraryEntry';
import type { LocalItem } from '../../core/replication/reconcile';
import { type TriageRecord, triageRecord } from '../../core/triage/triageRecord';

/** The stores of a person's library in memory. */
export interface ReplicatedStores {
  readonly triage: Pick<TriageStore, 'records' | 'merge'>;
  readonly details: Pick<DetailsStore, 'add'>;
  readonly seen: Pick<SeenVersionsLog, 'refresh' | 'all' | 'add'>;
  readonly searches: Pick<SavedSearches, 'list' | 'replace'>;
  readonly removedPackaged: Pick<RemovedPackagedDigests, 'list' | 'has' | 'add' | 'delete'>;
  readonly libraryService: ConstructorParameters<typeof RemovedDigestPart>[1] & {
    refreshDecisions(): Promise<void>;
  };
  /** Stores the searches and the removed digests. */
  readonly memory: Memory;
  readonly fetched: { sync(): Promise<void> };
}

/** Everything that merges the library with those of other devices. */
export interface LibraryDevices {
  readonly replica: LibraryReplica;
  readonly sync: LibrarySync;
  readonly settingsSync: SettingsSync;
  readonly device: DeviceId;
  readonly files: JsonLineFiles;
}

/** Where the stores are. */
export interface ReplicaPlaces {
  readonly storage: StoreFolder;
  /** The folder of imported digests in global storage. */
  readonly digests: WholeFiles;
  readonly files: JsonLineFiles;
}

/** Combines the stores of global storage into one copy of the library. */
export function createReplica(
  { storage, digests, files }: ReplicaPlaces,
  stores: ReplicatedStores,
  device: DeviceId,
  now: () => number,
): LibraryReplica {
  const { libraryService, fetched, memory } = stores;
  const responses = new DetailsResponses(storage.folder('details'));
  const decisions = new IdentityLog(storage.log('identity/decisions.jsonl'));
  const parts: readonly LibraryPart[] = [
    new DigestPart(new DigestStore(digests)),
    new DayPart(new ResponseFolder(storage.folder('answers')), () => fetched.sync()),
    new DetailsPart(new DetailsLog(storage.log('details.jsonl')), responses, stores.details),
    new DecisionPart(decisions, () => libraryService.refreshDecisions()),
    new MarkPart(stores.triage),
    new CitationKeyPart(new PinnedKeys(storage.log('citationKeys.jsonl'))),
    new SeenPart(stores.seen),
    new SearchPart(stores.searches, memory),
    new SubscriptionPart(new SubscriptionFile(storage)),
    new RemovedDigestPart(stores.removedPackaged, libraryService, memory),
  ];
  const clock = new HybridClock(now, () => device.id);
  return new LibraryReplica({
    folder: storage.folder('replication'),
    files,
    parts,
    clock,
    run: inShortSlices,
    device: { id: () => device.id, machine: () => device.machineHash, now },
  });
}

/** The marks of papers. A mark that was taken back is a record too. */
class MarkPart implements LibraryPart {
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
