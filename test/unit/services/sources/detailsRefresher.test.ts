import assert from 'node:assert/strict';
import { join } from 'node:path';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { Library } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import {
  ARXIV_RATE_LIMIT,
  HUGGING_FACE_RATE_LIMIT,
  type RateLimit,
} from '../../../../src/core/remote/rateLimit';
import { RateLimitedClient } from '../../../../src/platform/common/http/rateLimitedClient';
import { DetailsLog } from '../../../../src/services/sources/detailsLog';
import { DetailsRefresher, RefreshResult } from '../../../../src/services/sources/detailsRefresher';
import { DetailsResponses } from '../../../../src/services/sources/detailsResponses';
import { DetailsStore } from '../../../../src/services/sources/detailsStore';
import { PaperDetails } from '../../../../src/services/sources/paperDetails';
import { reply } from '../../../support/stubBehaviour';
import { StubServer } from '../../../support/stubServer';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { ScaledClock } from './scaledClock';
import { directResponses } from '../../../support/directResponses';
import { localized } from '../../../../src/core/base/localization';

const today = '2024-03-14';

suite('DetailsRefresher', () => {
  const folder = temporaryFolder();
  let stub: StubServer;
  suiteSetup(async () => {
    stub = await StubServer.start({ today });
  });
  suiteTeardown(() => stub.stop());

  /** A library of these papers, and a refresher of their details. */
  function start(...papers: readonly PaperRecord[]) {
    const library = new Library();
    library.add(toPaperBatch('seeds', [{ label: 'Mar 14', source: 'digest', papers }]));
    const clock = new ScaledClock(Date.parse(`${today}T12:00:00Z`));
    const client = (rateLimit: RateLimit): RateLimitedClient =>
      new RateLimitedClient({ hosts: [stub.host], rateLimit, clock, random: () => 0, userAgent: 'test' });
    const details = new PaperDetails({
      huggingFace: client(HUGGING_FACE_RATE_LIMIT),
      huggingFaceBase: stub.base,
      arxiv: client(ARXIV_RATE_LIMIT),
      arxivBase: stub.base,
      reader: directResponses,
    });
    const store = new DetailsStore({
      library,
      log: new DetailsLog(new AppendLog(join(folder(), 'details.jsonl'))),
      parser: 1,
      responses: new DetailsResponses(new LocalStoreFolder(join(folder(), 'details'))),
      run: (steps) => Promise.resolve(finish(steps)),
      reader: directResponses,
      report: (cause) => assert.fail(String(cause)),
    });
    const refresher = new DetailsRefresher({ details: () => details }, store);
    const result = new RefreshResult();
    const reports: string[] = [];
    const refresh = (signal = new AbortController().signal): Promise<void> =>
      refresher.refresh([...library.papers()], result, (message) => reports.push(localized(message)), signal);
    return { library, refresher, result, reports, refresh };
  }

  const listed = (index: number) => {
    const paper = stub.papersOf(today)[index];
    assert.ok(paper);
    return paper;
  };
  const withId = (index: number): PaperRecord => {
    const { title, id } = listed(index);
    return { title, abstract: '', arxivId: id };
  };

  test('a paper with an identifier gets what both services have of it', async () => {
    const { library, result, reports, refresh } = start(withId(0));
    await refresh();
    const [paper] = library.papers();
    assert.deepEqual([paper?.authors, paper?.upvotes], [['First Author'], 42]);
    assert.deepEqual([...result.updated], [paper?.id]);
    assert.deepEqual(reports, ['arXiv', 'Hugging Face (1 of 1)']);
    assert.deepEqual([result.failures.length, result.candidates.length], [0, 0]);
  });

  test('a service that fails is recorded, and the next one is tried', async () => {
    const { library, result, refresh } = start(withId(0));
    stub.fault('/api/query', reply(404, 'no'));
    await refresh();
    const [paper] = library.papers();
    assert.deepEqual([...result.failures].length, 1);
    assert.match(result.failures.map((failure) => localized(failure)).join(), /no such page \(404\)/);
    assert.deepEqual([paper?.authors, paper?.upvotes], [['First Author'], 42]);
  });

  test('a paper without an identifier is found by its very title', async () => {
    const { library, result, reports, refresh } = start({ title: listed(1).title, abstract: '' });
    await refresh();
    const [paper] = library.papers();
    assert.equal(paper?.arxivId, listed(1).id);
    assert.deepEqual([...result.updated], [paper.id]);
    assert.deepEqual(reports, ['looking for titles (1 of 1)']);
  });

  test('a title that is only alike is a candidate, and keeps its title once it is accepted', async () => {
    // The longest title: without the number at its end it is still alike.
    const listed = stub.papersOf(today).reduce((a, b) => (a.title.length > b.title.length ? a : b));
    const title = listed.title.replace(/ \([^)]*\)$/u, '');
    const { library, refresher, result, refresh } = start({ title, abstract: '' });
    await refresh();
    const [candidate] = result.candidates;
    assert.deepEqual(
      [result.updated.size, candidate?.paper.title, candidate?.found.title],
      [0, title, listed.title],
    );
    assert.ok(candidate);
    await refresher.accept(candidate, result);
    const [paper] = library.papers();
    assert.deepEqual([paper?.title, paper?.arxivId, [...result.updated]], [title, listed.id, [paper?.id]]);
  });

  test('a paper that no service has is left as it is', async () => {
    const { result, refresh } = start({ title: 'Quokkas of Rottnest', abstract: '' });
    await refresh();
    assert.deepEqual([result.updated.size, result.candidates.length, result.failures.length], [0, 0, 0]);
  });

  test('a cancellation is passed on', async () => {
    const { refresh } = start(withId(0));
    const reason = new Error('cancelled by the person');
    await assert.rejects(refresh(AbortSignal.abort(reason)), reason);
  });
});
