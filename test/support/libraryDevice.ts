import { finish } from '../../src/core/base/cooperativeTask';
import { Library } from '../../src/core/library/library';
import { TriageStore } from '../../src/core/triage/triageStore';
import { ConfinedFolder } from '../../src/platform/node/files/confinedFolder';
import { LocalLineFiles } from '../../src/platform/node/files/localLineFiles';
import { LocalStoreFolder } from '../../src/platform/node/files/localStoreFolder';
import { LocalWholeFiles } from '../../src/platform/node/files/wholeFiles';
import { RemovedPackagedDigests } from '../../src/services/library/packagedDigests';
import { createReplica } from '../../src/services/replication/createReplica';
import { DeviceId } from '../../src/services/replication/deviceId';
import type { LibraryReplica } from '../../src/services/replication/libraryReplica';
import { SavedSearches } from '../../src/services/searches/savedSearches';
import { DetailsLog } from '../../src/services/sources/detailsLog';
import { DetailsResponses } from '../../src/services/sources/detailsResponses';
import { DetailsStore } from '../../src/services/sources/detailsStore';
import { SharedTriageLog } from '../../src/services/triage/sharedTriageLog';
import { SeenVersionsLog } from '../../src/services/versions/seenVersionsLog';
import { MemoryMemento } from './memoryMemento';
import { directResponses } from './directResponses';

/** The stores of one device in a folder, as the extension creates them, without a user interface. */
export interface LibraryDevice {
  readonly replica: LibraryReplica;
  readonly triage: TriageStore;
  readonly searches: SavedSearches;
  readonly id: string;
  dispose(): void;
}

/**
 * @param now the clock of this device, in milliseconds since 1970
 * @param machine tells the machine of the device from others
 */
export async function libraryDevice(
  storage: string,
  now: () => number = Date.now,
  memento = new MemoryMemento(),
  machine = storage,
): Promise<LibraryDevice> {
  const fail = (error: unknown): never => {
    throw error;
  };
  const files = new LocalStoreFolder(storage);
  const device = new DeviceId(files.folder('replication'), machine);
  await device.load();
  const library = new Library();
  const log = new SharedTriageLog(files.log('triage.jsonl'), fail);
  const triage = new TriageStore(log, now, undefined, fail, undefined, () => device.id);
  const details = new DetailsStore({
    library,
    log: new DetailsLog(files.log('details.jsonl')),
    responses: new DetailsResponses(files.folder('details')),
    run: (steps) => Promise.resolve(finish(steps)),
    reader: directResponses,
    report: fail,
  });
  const searches = new SavedSearches(memento);
  const seen = new SeenVersionsLog(files.log('seenVersions.jsonl'));
  const removedPackaged = new RemovedPackagedDigests(memento);
  const libraryService = {
    removePackaged: () => Promise.resolve(false),
    restorePackaged: () => Promise.resolve(false),
    refreshDecisions: () => Promise.resolve(),
  };
  const fetched = { sync: () => Promise.resolve() };
  const stores = {
    triage,
    details,
    seen,
    searches,
    removedPackaged,
    libraryService,
    fetched,
    memory: memento,
  };
  const digests = new LocalWholeFiles(new ConfinedFolder(storage, ['digests']));
  const places = { storage: files, digests, files: new LocalLineFiles() };
  return {
    replica: createReplica(places, stores, device, now),
    triage,
    searches,
    id: device.id,
    dispose: () => {
      triage.dispose();
      log.dispose();
      seen.dispose();
      searches.dispose();
      library.dispose();
    },
  };
}
