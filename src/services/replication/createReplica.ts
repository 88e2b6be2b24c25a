import { join } from 'node:path';
import { HybridClock } from '../../core/base/hybridClock';
import type { Memory } from '../../core/base/memory';
import type { TriageStore } from '../../core/triage/triageStore';
import { inShortSlices } from '../../platform/node/files/appendLog';
import { ConfinedFolder } from '../../platform/node/files/confinedFolder';
import { LocalWholeFiles } from '../../platform/node/files/wholeFiles';
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
import type { LibraryPart } from './libraryPart';
import { LibraryReplica } from './libraryReplica';
import {
  CitationKeyPart,
  DecisionPart,
  RemovedDigestPart,
  SearchPart,
  SeenPart,
  SubscriptionPart,
} from './listParts';
import { MarkPart } from './markPart';

/** What holds a person's library in memory. */
export interface ReplicatedStores {
  readonly triage: Pick<TriageStore, 'records' | 'merge'>;
  readonly details: Pick<DetailsStore, 'add'>;
  readonly seen: Pick<SeenVersionsLog, 'refresh' | 'all' | 'add'>;
  readonly searches: Pick<SavedSearches, 'list' | 'replace'>;
  readonly removedPackaged: Pick<RemovedPackagedDigests, 'list' | 'has' | 'add' | 'delete'>;
  readonly service: ConstructorParameters<typeof RemovedDigestPart>[1] & {
    refreshDecisions(): Promise<void>;
  };
  /** That in which the searches and the removed digests are. */
  readonly memory: Memory;
  readonly fetched: { sync(): Promise<void> };
}

/** The stores of a global storage folder as one copy of the library. */
export function createReplica(
  storage: string,
  stores: ReplicatedStores,
  device: DeviceId,
  now: () => number,
): LibraryReplica {
  const at = (...names: readonly string[]): string => join(storage, ...names);
  const digests = new LocalWholeFiles(new ConfinedFolder(storage, ['digests'], () => true));
  const { service, fetched } = stores;
  const parts: readonly LibraryPart[] = [
    new DigestPart(new DigestStore(digests)),
    new DayPart(new ResponseFolder(at('answers')), () => fetched.sync()),
    new DetailsPart(new DetailsLog(at('details.jsonl')), new DetailsResponses(at('details')), stores.details),
    new DecisionPart(new IdentityLog(at('identity', 'decisions.jsonl')), () => service.refreshDecisions()),
    new MarkPart(stores.triage),
    new CitationKeyPart(new PinnedKeys(at('citationKeys.jsonl'))),
    new SeenPart(stores.seen),
    new SearchPart(stores.searches, stores.memory),
    new SubscriptionPart(new SubscriptionFile(at('subscription.json'))),
    new RemovedDigestPart(stores.removedPackaged, service, stores.memory),
  ];
  const clock = new HybridClock(now, () => device.id);
  return new LibraryReplica({
    ...{ folder: at('replication'), parts, clock, run: inShortSlices },
    device: () => device.id,
  });
}
