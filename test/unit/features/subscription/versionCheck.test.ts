import assert from 'node:assert/strict';
import { join } from 'node:path';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import type { Paper } from '../../../../src/core/library/paper';
import { DetailsResponses } from '../../../../src/services/sources/detailsResponses';
import { DetailsLog } from '../../../../src/services/sources/detailsLog';
import { DetailsStore } from '../../../../src/services/sources/detailsStore';
import { PaperDetails } from '../../../../src/services/sources/paperDetails';
import type { Runner } from '../../../../src/services/sources/dayFile';
import { VersionCheck } from '../../../../src/features/subscription/versionCheck';
import { reply } from '../../../support/stubBehaviour';
import { StubServer } from '../../../support/stubServer';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { ARXIV_RATE_LIMIT } from '../../../../src/core/remote/rateLimit';
import { arxivClient } from '../../services/sources/arxivClient';
import { SPEED } from '../../services/sources/scaledClock';
import { directResponses } from '../../../support/directResponses';

const today = '2024-03-14';
const run: Runner = (steps) => Promise.resolve(finish(steps));
const noon = Date.parse(`${today}T12:00:00Z`);

suite('Looking for newer versions', () => {
  const folder = temporaryFolder();
  let stub: StubServer;
  let library: Library;
  let now: number;

  setup(async () => {
    stub = await StubServer.start({ today, papersOn: () => 450 });
    library = new Library();
    const papers = stub
      .papersOf(today)
      .map(({ title, abstract, id }) => ({ title, abstract, arxivId: id, arxivVersion: 1 }));
    library.add(toPaperBatch('day', [{ label: today, source: 'arxiv', papers }]));
    now = noon;
  });
  teardown(() => stub.stop());

  function checkOf(annotated: Iterable<Paper>): VersionCheck {
    const client = arxivClient(stub.base, noon);
    const details = new PaperDetails({
      huggingFace: client,
      huggingFaceBase: stub.base,
      arxiv: client,
      arxivBase: stub.base,
      reader: directResponses,
    });
    return new VersionCheck({
      sources: { details: () => details },
      store: new DetailsStore({
        library,
        log: log(),
        responses: new DetailsResponses(new LocalStoreFolder(join(folder(), 'details'))),
        run,
        reader: directResponses,
        report: (cause) => assert.fail(String(cause)),
      }),
      annotated: () => annotated,
      folder: new LocalStoreFolder(folder()),
      clock: { now: () => now },
    });
  }
  const log = (): DetailsLog => new DetailsLog(new AppendLog(join(folder(), 'details.jsonl')));

  test('hundreds are requested at once, at arXiv’s pace, and new versions are stored', async () => {
    const all = [...library.papers()];
    const revised = all[300];
    assert.ok(revised?.arxivId);
    stub.revise(revised.arxivId, { version: 2, abstract: 'Another abstract.' });
    await checkOf(all).run();
    assert.equal(stub.requests.length, 3);
    assert.ok(stub.leastGap() >= ARXIV_RATE_LIMIT.apart / SPEED - 5, String(stub.leastGap()));
    assert.deepEqual(
      [library.paper(revised.id)?.abstract, library.paper(revised.id)?.arxivVersion],
      ['Another abstract.', 2],
    );
    assert.deepEqual(
      (await log().read()).map(({ paperId }) => paperId),
      [revised.id],
    );
  });

  test('once in a day, in all windows together', async () => {
    const [first] = library.papers();
    assert.ok(first);
    assert.equal(await checkOf([first]).isDue(), true);
    await checkOf([first]).run();
    now += 23 * 60 * 60 * 1000;
    assert.equal(await checkOf([first]).isDue(), false);
    await checkOf([first]).run();
    assert.equal(stub.requests.length, 1);
    now += 2 * 60 * 60 * 1000;
    assert.equal(await checkOf([first]).isDue(), true);
  });

  test('not of papers without notes or without a number', async () => {
    assert.equal(await checkOf([]).isDue(), false);
    const unnumbered = { id: 'a-paper-0123abcd', title: 'A paper', abstract: '', links: [] };
    assert.equal(await checkOf([unnumbered]).isDue(), false);
    assert.equal(stub.requests.length, 0);
  });

  test('a check without papers does not put off that of the first paper', async () => {
    await checkOf([]).run();
    const [first] = library.papers();
    assert.ok(first);
    assert.equal(await checkOf([first]).isDue(), true);
    await checkOf([first]).run();
    assert.equal(stub.requests.length, 1);
  });

  test('again where arXiv did not answer', async () => {
    const [first] = library.papers();
    assert.ok(first);
    stub.fault('id_list', reply(403));
    await assert.rejects(checkOf([first]).run(), { name: 'HttpError' });
    assert.equal(await checkOf([first]).isDue(), true);
  });
});
