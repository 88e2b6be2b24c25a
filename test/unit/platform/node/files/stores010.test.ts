import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finish } from '../../../../../src/core/base/cooperativeTask';
import { Library } from '../../../../../src/core/library/library';
import { parseTextDigest } from '../../../../../src/core/importers/textDigest/textDigest';
import { TriageStore } from '../../../../../src/core/triage/triageStore';
import { runInTimeSlices } from '../../../../../src/platform/common/runInTimeSlices';
import { DigestStore } from '../../../../../src/services/library/digestStore';
import { ResponseFolder } from '../../../../../src/services/sources/responseFolder';
import { DetailsResponses } from '../../../../../src/services/sources/detailsResponses';
import { DetailsLog } from '../../../../../src/services/sources/detailsLog';
import { DetailsStore } from '../../../../../src/services/sources/detailsStore';
import { readStoredDay } from '../../../../../src/services/sources/dayFile';
import { SubscriptionFile } from '../../../../../src/services/sources/subscriptionFile';
import { ParseCache } from '../../../../../src/services/library/parseCache';
import { SharedTriageLog } from '../../../../../src/services/triage/sharedTriageLog';
import { ConfinedFolder } from '../../../../../src/platform/node/files/confinedFolder';
import { LocalWholeFiles } from '../../../../../src/platform/node/files/wholeFiles';
import { SeenVersionsLog } from '../../../../../src/services/versions/seenVersionsLog';
import { temporaryFolder } from './temporaryFolder';
import { AppendLog } from '../../../../../src/platform/node/files/appendLog';
import { LocalStoreFolder } from '../../../../../src/platform/node/files/localStoreFolder';
import { root } from '../../../../support/paths';
import { directResponses } from '../../../../support/directResponses';

const fixtures = join(root, 'test/fixtures/stores-0.1.0');
const unexpected = (error: unknown): void => assert.fail(String(error));

/** The first two papers of the first packaged digest. */
const [first, second] = [
  'a-novel-predictive-coding-inspired-variational-rnn-model-for-b0e19a1e',
  'error-feedback-reloaded-from-quadratic-to-arithmetic-mean-of-457a96a4',
] as const;

suite('What release 0.1.0 has stored', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder(), name);
  setup(() => cp(fixtures, folder(), { recursive: true }));

  test('digests are read, and stay as they are when they are imported again', async () => {
    const store = new DigestStore(new LocalWholeFiles(new ConfinedFolder(folder(), ['digests'])));
    const { digests, damaged } = await store.list();
    assert.deepEqual(damaged, []);
    const [digest, ...more] = digests;
    assert.ok(digest);
    const { name, year, added } = digest;
    assert.deepEqual([name, year, added, more], ['000_a92e390b9f5cc30e.txt', 2025, 1_711_627_200_000, []]);
    const bytes = await store.read(digest.file);
    const [day] = parseTextDigest(Buffer.from(bytes).toString(), { name }).days;
    assert.equal(day?.papers.length, 2);
    assert.deepEqual(await store.add(bytes, { name, year: 2025, added: 7 }), digest);
  });

  test('fetched days are read', async () => {
    const store = new ResponseFolder(new LocalStoreFolder(path('answers')));
    const [record] = await store.records();
    assert.ok(record);
    assert.deepEqual([record.day, record.whole], ['2024-03-12', true]);
    const { days, problems } = await readStoredDay(record, store, directResponses);
    assert.deepEqual([days[0]?.papers.length, problems], [2, []]);
    await store.commit({ ...record, fetched: record.fetched + 1 });
    const again = await store.record(record);
    assert.equal(Object.keys(again?.sums ?? {}).length, 1);
  });

  test('details of papers are read, and their answers', async () => {
    const library = new Library();
    const answers = new DetailsResponses(new LocalStoreFolder(path('details')));
    const log = new DetailsLog(new AppendLog(path('details.jsonl')));
    const [told] = await log.read();
    assert.ok(told?.from);
    assert.ok(await answers.read(told.from.answer));
    const known = new DetailsStore({
      library,
      log,
      responses: answers,
      reader: directResponses,
      run: runInTimeSlices,
      report: unexpected,
    });
    await known.ready();
    assert.deepEqual(told.paperId, first);
  });

  test('marks are read', async () => {
    const log = new SharedTriageLog(new AppendLog(path('triage.jsonl')), unexpected);
    const triage = new TriageStore(log, () => 0);
    await triage.ready();
    assert.deepEqual([triage.ownTriage(first), triage.ownTriage(second)], [undefined, 'later']);
    await triage.set([first], 'read');
    assert.match(await readFile(path('triage.jsonl'), 'utf8'), /^(?:\{[^\n]*\}\n){4}$/u);
    log.dispose();
  });

  test('the subscription is read', async () => {
    assert.deepEqual(await new SubscriptionFile(new LocalStoreFolder(path('.'))).read(), {
      sources: [
        { service: 'huggingface', since: '2024-03-12' },
        { service: 'arxiv', categories: ['cs.LG'], since: '2024-03-12' },
      ],
      paused: false,
      jitter: 0.25,
    });
  });

  test('versions that were seen are read', async () => {
    const seen = new SeenVersionsLog(new AppendLog(path('seenVersions.jsonl')));
    await seen.refresh();
    assert.equal(seen.latest('2403.10000'), 2);
    seen.dispose();
  });

  test('texts that were parsed are parsed again, as papers have more values now', async () => {
    const parsed = new ParseCache({
      folder: new LocalStoreFolder(path('.')),
      name: 'digests.parsed',
      reader: () => Promise.resolve('fixture'),
      run: (steps) => Promise.resolve(finish(steps)),
      delay: 0,
      report: unexpected,
    });
    const entries = await parsed.entries();
    assert.deepEqual([...entries.keys()], []);
    parsed.dispose();
  });
});
