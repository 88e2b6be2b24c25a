import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
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
import { IdentityLog } from '../../src/services/identity/identityLog';
import { FullTextStore } from '../../src/services/fullTexts/fullTextStore';
import { inLanes, killOnce } from './kill';
import { payload } from './payload';
import { type Scenario, random } from './scenario';
import { AppendLog } from '../../src/platform/node/files/appendLog';
import { LocalStoreFolder } from '../../src/platform/node/files/localStoreFolder';
import { dayOf, digestFacts } from './storeNames';
import { localized } from '../../src/core/base/localization';

/** The values that each writer reports as stored, in order. */
type Stored = ReadonlyMap<string, readonly number[]>;

interface KilledStore {
  readonly mode: string;
  readonly kills: number;
  /** @throws if something that was stored is lost, or anything is half */
  readonly check: (folder: string, stored: Stored) => Promise<void>;
}

const isPayload = (bytes: Uint8Array | undefined, count: number): boolean =>
  bytes !== undefined && Buffer.compare(bytes, payload(count)) === 0;

/** The last that a writer has stored; the one after it may be stored too. */
const isLatest = (found: number, counts: readonly number[]): boolean => {
  const last = counts.at(-1) ?? -1;
  return found === last || found === last + 1;
};

const stores: readonly KilledStore[] = [
  {
    mode: 'imports',
    kills: 350,
    check: async (folder, stored) => {
      const store = new DigestStore(new LocalWholeFiles(new ConfinedFolder(folder, [])));
      const { digests, damaged } = await store.list();
      assert.deepEqual(damaged, [], 'half an import');
      const names = new Set(digests.map(({ name }) => name));
      for (const [writer, counts] of stored)
        for (const count of counts)
          assert.ok(names.has(digestFacts(writer, count).name), `lost ${writer} ${count}`);
      for (const { file, name, added } of digests) {
        assert.ok(isPayload(await store.read(file), added), `${name} is torn`);
        assert.match(name, /^w\d+ \d+$/u);
      }
    },
  },
  {
    mode: 'days',
    kills: 200,
    check: async (folder, stored) => {
      const store = new ResponseFolder(new LocalStoreFolder(folder));
      const records = await store.records();
      for (const { parts, fetched, whole } of records) {
        assert.ok(whole, 'a record without its answer');
        assert.ok(isPayload(await store.read(parts[0] ?? ''), fetched), 'an answer is torn');
      }
      for (const [writer, counts] of stored) {
        for (const day of new Set(counts.map(dayOf))) {
          const last = counts.findLast((count) => dayOf(count) === day) ?? 0;
          const found = records.find((record) => record.query === writer && record.day === day);
          assert.ok(found && found.fetched >= last, `lost ${day} of ${writer}`);
        }
      }
    },
  },
  {
    mode: 'wholePapers',
    kills: 150,
    check: async (folder, stored) => {
      const store = new FullTextStore(new LocalStoreFolder(folder));
      for (const [writer, counts] of stored) {
        const name = { paper: writer, version: 1 };
        const page = await store.page(name);
        const next = (counts.at(-1) ?? -1) + 1;
        const found = [next - 1, next].find((count) => isPayload(page, count));
        assert.ok(found !== undefined || (next === 0 && !page), `half a page of ${writer}`);
        const document = await store.document(name);
        if (document)
          assert.ok(isLatest(Number(document.problems[0]), counts), `lost a document of ${writer}`);
        assert.ok(document !== undefined || next === 0, `half a document of ${writer}`);
        const tag = await store.etag(name);
        // A tag of another page would keep the page from being fetched again.
        if (tag !== undefined)
          assert.ok(isPayload(page, Number(tag.slice(1, -1))), `a wrong tag of ${writer}`);
        for (const { path } of (await store.figures(name)).values()) {
          const bytes = await readFile(join(folder, path));
          assert.ok(
            [next - 1, next].some((count) => isPayload(bytes, count)),
            `half a figure of ${writer}`,
          );
        }
      }
    },
  },
  {
    mode: 'details',
    kills: 150,
    check: async (folder, stored) => {
      const told = await new DetailsLog(new AppendLog(join(folder, 'details.jsonl'))).read();
      const answers = new DetailsResponses(new LocalStoreFolder(join(folder, 'details')));
      const found = new Map(told.map(({ paperId, from }) => [paperId, from?.answer ?? '']));
      for (const [writer, counts] of stored)
        for (const count of counts) {
          const answer = found.get(`${writer}-${count}`);
          assert.ok(answer, `lost ${writer}-${count}`);
          assert.ok(isPayload(await answers.read(answer), count), 'an answer is torn');
        }
    },
  },
  {
    mode: 'subscription',
    kills: 100,
    check: async (folder, stored) => {
      for (const [writer, counts] of stored) {
        const state = await new SubscriptionFile(new LocalStoreFolder(join(folder, writer))).read();
        assert.ok(
          state && isLatest(Math.round(state.jitter * 1e6), counts),
          `half a subscription of ${writer}`,
        );
      }
    },
  },
  {
    mode: 'seen',
    kills: 100,
    check: async (folder, stored) => {
      const log = new SeenVersionsLog(new AppendLog(join(folder, 'seenVersions.jsonl')));
      await log.refresh();
      for (const [writer, counts] of stored)
        for (const count of counts)
          assert.equal(log.latest(`${writer}-${count}`), 2, `lost ${writer}-${count}`);
      log.dispose();
    },
  },
  {
    mode: 'identity',
    kills: 100,
    check: async (folder, stored) => {
      const log = new IdentityLog(new AppendLog(join(folder, 'decisions.jsonl')));
      await log.refresh();
      const found = new Set(log.standing.map(({ id }) => id));
      for (const [writer, counts] of stored)
        for (const count of counts) assert.ok(found.has(`${writer}-${count}`), `lost ${writer}-${count}`);
    },
  },
  {
    mode: 'backups',
    kills: 60,
    check: async (folder, stored) => {
      for (const [writer, counts] of stored) {
        const storage = join(folder, writer);
        const backups = new StoreBackups(new LocalStoreFolder(storage), () => 0);
        const files = ['a', 'b'].map((name) => join('digests', name));
        const all = await backups.list();
        for (const { name, created, reason } of all.filter((one) => one.reason === 'kills'))
          for (const file of files)
            assert.ok(
              isPayload(await readFile(join(storage, 'backups', name, 'files', file)), created),
              `half a backup ${localized(reason)}`,
            );
        const made = new Set(all.map(({ created }) => created));
        for (const count of counts) assert.ok(made.has(count), `lost ${writer} ${count}`);
        await backups.finishRestore();
        const [a, b] = await Promise.all(
          files.map((file) => readFile(join(storage, file)).catch(() => undefined)),
        );
        const last = counts.at(-1) ?? 0;
        const isOneOf = (bytes: Uint8Array | undefined): boolean =>
          bytes === undefined || [last, last + 1].some((count) => isPayload(bytes, count));
        assert.ok(isOneOf(a) && isOneOf(b), `half a restore of ${writer}`);
      }
    },
  },
  {
    mode: 'parsed',
    kills: 100,
    check: async (folder, stored) => {
      for (const writer of stored.keys()) {
        const texts = new ParseCache({
          folder: new LocalStoreFolder(folder),
          name: `${writer}.parsed`,
          reader: () => Promise.resolve('kills'),
          run: runInTimeSlices,
          delay: 0,
          report: (cause) => assert.fail(String(cause)),
        });
        // It is saved in the background, so the first save may not have been done.
        const isSaved = existsSync(join(folder, `${writer}.parsed`));
        assert.ok(!isSaved || (await texts.entries()).size === 1, `half a cache of ${writer}`);
        texts.dispose();
      }
    },
  },
];

export const killedStores: Scenario = {
  name: 'processes are killed while they fill the stores',
  waits: true,
  async run(bench) {
    const draw = random(11);
    let total = 0;
    for (const { mode, kills: all, check } of stores) {
      const kills = bench.short ? 2 : all;
      const folder = join(bench.folder, mode);
      await mkdir(folder);
      const stored = new Map<string, readonly number[]>();
      await inLanes(kills, async (index) => {
        const writer = `w${index}`;
        const told = await killOnce(bench.storeWorker, [mode, folder, writer], draw() * 30);
        stored.set(writer, told.map(Number));
      });
      await check(folder, stored);
      const count = [...stored.values()].reduce((sum, counts) => sum + counts.length, 0);
      bench.say(`${mode}: ${kills} SIGKILLs, ${count} acknowledged: 0 half, 0 lost`);
      total += kills;
    }
    bench.say(`${total} SIGKILLs over ${stores.length} stores`);
  },
};
