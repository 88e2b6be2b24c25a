/** A process of its own that fills one of the stores without end, and tells of each thing that is stored. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { runInTimeSlices } from '../../src/platform/common/runInTimeSlices';
import { DigestStore } from '../../src/services/library/digestStore';
import { ResponseFolder } from '../../src/services/sources/responseFolder';
import { DetailsResponses } from '../../src/services/sources/detailsResponses';
import { DetailsLog } from '../../src/services/sources/detailsLog';
import { SubscriptionFile } from '../../src/services/sources/subscriptionFile';
import { ParseCache } from '../../src/services/library/parseCache';
import { ConfinedFolder } from '../../src/platform/node/files/confinedFolder';
import { LocalWholeFiles } from '../../src/platform/node/files/wholeFiles';
import { SeenVersionsLog } from '../../src/services/versions/seenVersionsLog';
import { StoreBackups } from '../../src/services/backup/storeBackups';
import { overwriteFile } from '../../src/platform/node/files/atomicFile';
import { IdentityLog } from '../../src/services/identity/identityLog';
import type { LibraryFolder } from '../../src/services/replication/libraryFolder';
import { libraryDevice } from '../support/libraryDevice';
import { encodeDocument } from '../../src/services/fullTexts/documentFile';
import { FullTextStore } from '../../src/services/fullTexts/fullTextStore';
import { payload } from './payload';
import { AppendLog } from '../../src/platform/node/files/appendLog';
import { LocalStoreFolder } from '../../src/platform/node/files/localStoreFolder';
import { dayOf, digestFacts } from './storeNames';

const [mode, base = '', writer = '', from = '0'] = process.argv.slice(2);

type Fill = (count: number) => Promise<void>;

const fills: Readonly<Record<string, () => Fill>> = {
  imports: () => {
    const store = new DigestStore(new LocalWholeFiles(new ConfinedFolder(base, [])));
    return async (count) => void (await store.add(payload(count), digestFacts(writer, count)));
  },
  wholePapers: () => {
    const store = new FullTextStore(new LocalStoreFolder(base));
    return async (count) => {
      const name = { paper: writer, version: 1 };
      const document = [...encodeDocument({ blocks: [], problems: [`${count}`] })].join('');
      await store.write(name, payload(count), Buffer.from(document), `"${count}"`);
      await store.writeFigure(name, 'x1.png', 'png', payload(count));
    };
  },
  days: () => {
    const store = new ResponseFolder(new LocalStoreFolder(base));
    return async (count) => {
      const part = `part-${writer}-${count}`;
      await store.keep(part, payload(count));
      await store.commit({
        service: 'huggingface',
        query: writer,
        day: dayOf(count),
        parts: [part],
        fetched: count,
        whole: true,
      });
    };
  },
  details: () => {
    const log = new DetailsLog(new AppendLog(join(base, 'details.jsonl')));
    const answers = new DetailsResponses(new LocalStoreFolder(join(base, 'details')));
    return async (count) => {
      const from = { service: 'arxiv', answer: await answers.keep(payload(count)), parser: 1 } as const;
      await log.append([{ paperId: `${writer}-${count}`, record: { title: 'A Title', abstract: '' }, from }]);
      if (count % 10 === 9) await log.compact();
    };
  },
  subscription: () => {
    const file = new SubscriptionFile(new LocalStoreFolder(join(base, writer)));
    return async (count) =>
      void (await file.change(() => ({
        sources: [{ service: 'huggingface', since: dayOf(count) }],
        paused: false,
        jitter: count / 1e6,
      })));
  },
  seen: () => {
    const log = new SeenVersionsLog(new AppendLog(join(base, 'seenVersions.jsonl')));
    return (count) => log.add([{ arxivKey: `${writer}-${count}`, version: 2 }]);
  },
  identity: () => {
    const log = new IdentityLog(new AppendLog(join(base, 'decisions.jsonl')));
    return (count) => {
      const part = { key: `title:${writer}-${count}`, id: writer };
      return log.append([{ kind: 'merge', id: `${writer}-${count}`, parts: [part, part] }]);
    };
  },
  library: () => libraryWriter(join(base, 'shared')),
  // Eight days pass with each mark, so that files are compacted and folded all the while.
  carriedLibrary: () => libraryWriter(join(base, `${writer}-shared`), 8),
  backups: () => {
    const storage = join(base, writer);
    let now = 0;
    const backups = new StoreBackups(new LocalStoreFolder(storage), () => now);
    return async (count) => {
      now = count;
      for (const name of ['a', 'b']) await overwriteFile(join(storage, 'digests', name), payload(count));
      const backup = await backups.create('kills');
      if (count % 3 === 2) await backups.restore(backup);
    };
  },
  parsed: () => {
    const texts = new ParseCache({
      folder: new LocalStoreFolder(base),
      name: `${writer}.parsed`,
      reader: () => Promise.resolve('kills'),
      run: runInTimeSlices,
      delay: 0,
      report: (cause) => {
        throw cause;
      },
    });
    return async (count) => {
      await texts.put(`${count}`, { id: 'a', days: [], details: [] });
      // It is saved in the background.
      await new Promise((resolve) => setTimeout(resolve, 3));
    };
  },
};

/** A device whose folder is carried to others, and a mark that all of them change. */
function libraryWriter(folder: string, days = 0): Fill {
  const day = 24 * 60 * 60 * 1000;
  let passed = writer === 'server' ? -3 * day : 0;
  const opening = libraryDevice(join(base, writer), () => Date.now() + passed);
  let shared: LibraryFolder | undefined;
  return async (count) => {
    const { triage, replica } = await opening;
    shared ??= replica.folder(folder);
    if (days > 0) passed = count * days * day;
    await triage.set([`${writer}-${count}`, 'of-both'], count % 2 === 0 ? 'read' : 'later');
    await replica.syncWith(shared);
  };
}

const fill = fills[mode ?? '']?.();
if (!fill) throw new Error(`There is no store ${mode}`);
for (let count = Number(from); ; count += 1) {
  await fill(count);
  writeSync(1, `${count}\n`);
}
