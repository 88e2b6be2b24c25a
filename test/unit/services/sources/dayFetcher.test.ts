import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, daysBetween, type IsoDay } from '../../../../src/core/remote/isoDay';
import { ARXIV_RATE_LIMIT, HUGGING_FACE_RATE_LIMIT } from '../../../../src/core/remote/rateLimit';
import { ResponseFolder } from '../../../../src/services/sources/responseFolder';
import { ArxivDays } from '../../../../src/services/sources/arxivDays';
import type { DayListClient } from '../../../../src/services/sources/dayListClient';
import {
  type FetchedDay,
  fetchDays,
  type FetchDaysOptions,
} from '../../../../src/services/sources/dayFetcher';
import { LIMITS } from '../../../../src/platform/common/http/httpGet';
import { HuggingFaceDays } from '../../../../src/services/sources/huggingFaceDays';
import { RateLimitedClient } from '../../../../src/platform/common/http/rateLimitedClient';
import { CrossWindowLease } from '../../../../src/platform/node/files/crossWindowLease';
import {
  type Behaviour,
  closesEarly,
  cutsChunks,
  floods,
  gzipBomb,
  hangsUp,
  isCut,
  redirects,
  reply,
  tooMany,
} from '../../../support/stubBehaviour';
import { StubServer } from '../../../support/stubServer';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { ScaledClock, SPEED } from './scaledClock';
import { directResponses } from '../../../support/directResponses';
import { localized } from '../../../../src/core/base/localization';

const today = '2024-03-14';
const day = '2024-03-12';
/** The clocks of tests are two weeks after the requested lists. */
const later = Date.parse('2024-03-28T12:00:00Z');

suite('Fetching days', () => {
  let stub: StubServer;
  let folder: string;
  let clock: ScaledClock;

  setup(async () => {
    stub = await StubServer.start({ today, papersOn: (date) => (date === '2024-03-11' ? 230 : 4) });
    folder = await mkdtemp(join(tmpdir(), 'answers-'));
    clock = new ScaledClock(later);
  });
  teardown(async () => {
    await stub.stop();
    await rm(folder, { recursive: true });
  });

  const client = (rateLimit = HUGGING_FACE_RATE_LIMIT): RateLimitedClient =>
    new RateLimitedClient({
      hosts: [stub.host],
      rateLimit,
      clock,
      random: () => 0.5,
      userAgent: 'daily-papers/0.1.0',
      limits: { ...LIMITS, bytes: 1024 * 1024, silence: 2000 },
      ...(rateLimit === ARXIV_RATE_LIMIT && {
        lease: new CrossWindowLease(join(folder, 'turn'), rateLimit.apart, clock),
      }),
    });
  const huggingFace = (): DayListClient => new HuggingFaceDays(client(), stub.base);
  const arxiv = (): DayListClient => new ArxivDays(client(ARXIV_RATE_LIMIT), ['cs.LG', 'cs.CL'], stub.base);

  const options = (more: Partial<FetchDaysOptions> = {}): FetchDaysOptions => ({
    store: new ResponseFolder(new LocalStoreFolder(folder)),
    clock,
    reader: directResponses,
    ...more,
  });
  async function all(
    source: DayListClient,
    days: readonly IsoDay[],
    more?: Partial<FetchDaysOptions>,
  ): Promise<readonly FetchedDay[]> {
    const fetched: FetchedDay[] = [];
    for await (const one of fetchDays(source, days, options(more))) fetched.push(one);
    return fetched;
  }
  async function one(
    source: DayListClient,
    date: IsoDay,
    more?: Partial<FetchDaysOptions>,
  ): Promise<FetchedDay> {
    const [fetched] = await all(source, [date], more);
    assert.ok(fetched);
    return fetched;
  }
  const titles = ({ days }: FetchedDay): readonly string[] =>
    days.flatMap(({ papers }) => papers.map(({ title }) => title));
  const listed = (date: IsoDay): readonly string[] => stub.papersOf(date).map(({ title }) => title);

  suite('from Hugging Face', () => {
    test('brings every paper of a day, over as many pages as it has', async () => {
      const fetched = await one(huggingFace(), '2024-03-11');
      assert.deepEqual([fetched.outcome, fetched.problems], ['whole', []]);
      assert.deepEqual(titles(fetched), listed('2024-03-11'));
      assert.deepEqual(
        fetched.days.map(({ label, source }) => [label, source]),
        [['2024-03-11', 'huggingface']],
      );
      assert.equal(stub.requests.length, 3);
    });

    test('finds nothing on a weekend, and no list of a future day', async () => {
      assert.equal((await one(huggingFace(), '2024-03-09')).outcome, 'none');
      const tomorrow = await one(huggingFace(), '2024-03-15');
      assert.deepEqual(
        [tomorrow.outcome, localized(tomorrow.message ?? '')],
        ['none', 'Hugging Face has no list for 2024-03-15 yet.'],
      );
    });

    test('requests a settled day again only with `refetch`', async () => {
      await one(huggingFace(), day);
      const again = await one(huggingFace(), day);
      assert.deepEqual([again.outcome, titles(again), stub.requests.length], ['stored', listed(day), 1]);
      await one(huggingFace(), day, { refetch: true });
      assert.equal(stub.requests.length, 2);
    });

    test('asks again for a day that was not over yet', async () => {
      clock = new ScaledClock(Date.parse(`${day}T20:00:00Z`));
      await one(huggingFace(), day);
      await one(huggingFace(), day);
      assert.equal(stub.requests.length, 2);
    });

    const headers: readonly Record<string, string>[] = [
      { 'retry-after': '7' },
      { 'retry-after': new Date(later + 30_000).toUTCString() },
      { ratelimit: '"api";r=0;t=7' },
      { 'ratelimit-remaining': '0', 'ratelimit-reset': '7' },
    ];
    for (const header of headers) {
      test(`waits as requested by ${Object.keys(header).join(' and ')}`, async () => {
        const start = clock.now();
        stub.fault('/api/daily_papers', tooMany(header));
        assert.equal((await one(huggingFace(), day)).outcome, 'whole');
        const [first, second] = stub.requests;
        assert.ok((second?.arrived ?? 0) - (first?.arrived ?? 0) >= 6900 / SPEED, 'came early');
        assert.ok(clock.now() - start >= 7000);
      });
    }

    test('retries after temporary failures, a few times at most', async () => {
      stub.fault('/api/daily_papers', reply(500, 'oops'), hangsUp, isCut('[{}'));
      assert.equal((await one(huggingFace(), day)).outcome, 'whole');
      stub.fault('/api/daily_papers', ...Array<Behaviour>(4).fill(reply(503)));
      const failed = await one(huggingFace(), '2024-03-13');
      assert.deepEqual([failed.outcome, failed.papers], ['failed', 0]);
      assert.match(
        localized(failed.message ?? ''),
        /reports an error on its side \(503\); try again (later|in \d+ \w+)\.$/u,
      );
    });

    test('does not keep an answer that was cut, however it was sent', async () => {
      const address = `${stub.base}/api/daily_papers?date=${day}&limit=100`;
      const list = await (await fetch(address)).text();
      for (const cut of [closesEarly(list, 'gzip'), closesEarly(list), cutsChunks(list, 'br')]) {
        stub.fault('/api/daily_papers', ...Array<Behaviour>(4).fill(cut));
        const failed = await one(huggingFace(), day);
        assert.deepEqual([failed.outcome, failed.papers], ['failed', 0]);
        assert.match(localized(failed.message ?? ''), /ended before it was whole\.$/u);
        assert.deepEqual(await new ResponseFolder(new LocalStoreFolder(folder)).records(), []);
      }
      stub.fault('/api/daily_papers', closesEarly(list, 'gzip'));
      const fetched = await one(huggingFace(), day);
      assert.deepEqual([fetched.outcome, titles(fetched)], ['whole', listed(day)]);
    });

    const bad: readonly (readonly [what: string, behaviour: Behaviour])[] = [
      [
        'a page of another kind',
        reply(200, '<!doctype html><p>Please sign in.</p>', { 'content-type': 'text/html' }),
      ],
      ['something that is no list', reply(200, '{"error": "no"}', { 'content-type': 'application/json' })],
      ['nothing at all', reply(200, '')],
      ['a redirect away', redirects('https://example.com/')],
      ['a hundred megabytes', floods(100)],
      ['a bomb', gzipBomb(100)],
      ['a refusal', reply(403)],
    ];
    for (const [what, behaviour] of bad) {
      test(`ends with a sentence on ${what}, and keeps the stored days`, async () => {
        await one(huggingFace(), day);
        stub.fault('/api/daily_papers', behaviour);
        const fetched = await one(huggingFace(), day, { refetch: true });
        assert.deepEqual([fetched.outcome, titles(fetched)], ['stored', listed(day)]);
        assert.match(localized(fetched.message ?? ''), /^[^\n]+\.$/u);
      });
    }

    test('reads what there is of a list that is broken, and of one that is not UTF-8', async () => {
      const list = await (await fetch(`${stub.base}/api/daily_papers?date=${day}&limit=100`)).text();
      stub.fault('/api/daily_papers', reply(200, list.slice(0, -300)));
      const broken = await one(huggingFace(), day);
      assert.deepEqual([broken.outcome, titles(broken).slice(0, 3)], ['partial', listed(day).slice(0, 3)]);
      stub.fault(
        '/api/daily_papers',
        reply(
          200,
          Buffer.concat([Buffer.from(list.slice(0, 300)), Buffer.from([0xe9]), Buffer.from(list.slice(300))]),
        ),
      );
      const foreign = await one(huggingFace(), '2024-03-13');
      assert.equal(foreign.papers, 4);
      assert.ok(foreign.problems.length > 0);
    });

    test('never replaces a fuller day by a smaller answer', async () => {
      await one(huggingFace(), day);
      const list = JSON.parse(
        await (await fetch(`${stub.base}/api/daily_papers?date=${day}&limit=100`)).text(),
      ) as unknown[];
      stub.fault('/api/daily_papers', reply(200, JSON.stringify(list.slice(2, 3))));
      const smaller = await one(huggingFace(), day, { refetch: true });
      assert.deepEqual(titles(smaller).toSorted(), listed(day).toSorted());
      assert.deepEqual(titles(await one(huggingFace(), day)).toSorted(), listed(day).toSorted());
    });

    test('says that a day is partial when a later page fails, and completes it the next time', async () => {
      stub.fault('p=2', ...Array<Behaviour>(4).fill(reply(500)));
      const partial = await one(huggingFace(), '2024-03-11');
      assert.deepEqual([partial.outcome, partial.papers], ['partial', 200]);
      assert.match(localized(partial.message ?? ''), /error on its side/u);
      const whole = await one(huggingFace(), '2024-03-11');
      assert.deepEqual([whole.outcome, whole.papers], ['whole', 230]);
      assert.deepEqual(titles(whole), listed('2024-03-11'));
    });
  });

  suite('from arXiv', () => {
    test('keeps the pace over all requests, in this window and in others', async () => {
      const days = daysBetween('2024-03-11', '2024-03-13');
      await Promise.all([
        all(arxiv(), days),
        all(new ArxivDays(client(ARXIV_RATE_LIMIT), ['stat.ML'], stub.base), days),
      ]);
      assert.equal(stub.requests.length, 6);
      assert.ok(stub.leastGap() >= 3000 / SPEED, `${stub.leastGap()} ms`);
      assert.equal(stub.mostAtOnce(), 1);
    });

    test('lists papers under the day of their submission', async () => {
      const fetched = await one(arxiv(), day);
      assert.deepEqual([fetched.outcome, titles(fetched)], ['whole', listed(day)]);
      assert.deepEqual(
        fetched.days.map(({ label, source }) => [label, source]),
        [[day, 'arxiv']],
      );
    });

    test('asks once more, and later, when the answer is empty', async () => {
      const empty =
        '<feed xmlns="http://www.w3.org/2005/Atom"><updated>2024-03-14T00:00:00Z</updated></feed>';
      stub.fault('/api/query', reply(200, empty));
      assert.deepEqual(titles(await one(arxiv(), day)), listed(day));
      const [first, second] = stub.requests;
      assert.ok((second?.arrived ?? 0) - (first?.arrived ?? 0) >= 19_000 / SPEED);
      stub.fault('/api/query', reply(200, empty), reply(200, empty));
      assert.equal((await one(arxiv(), '2024-03-13')).outcome, 'none');
      assert.equal(stub.requests.length, 4);
    });

    test('does not keep an answer that was cut, and says of one that breaks off that it is not all', async () => {
      const address = `${stub.base}/api/query?search_query=submittedDate:[202403120000&max_results=10`;
      const feed = await (await fetch(address)).text();
      stub.fault('/api/query', ...Array<Behaviour>(4).fill(closesEarly(feed, 'gzip')));
      const failed = await one(arxiv(), day);
      assert.deepEqual([failed.outcome, failed.papers], ['failed', 0]);
      assert.deepEqual(await new ResponseFolder(new LocalStoreFolder(folder)).records(), []);
      stub.fault('/api/query', reply(200, feed.slice(0, -300)));
      const broken = await one(arxiv(), day);
      assert.equal(broken.outcome, 'partial');
      assert.match(localized(broken.message ?? ''), /left out part of the list/u);
      assert.deepEqual(titles(await one(arxiv(), day)), listed(day));
    });

    test('says what arXiv says', async () => {
      const error =
        '<feed><updated>2024-03-14T00:00:00Z</updated><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>max_results must be smaller</summary></entry></feed>';
      stub.fault('/api/query', reply(200, error));
      const failed = await one(arxiv(), day);
      assert.deepEqual(
        [failed.outcome, localized(failed.message ?? '')],
        ['failed', 'arXiv answers with an error: max_results must be smaller.'],
      );
    });
  });

  suite('of a month', () => {
    const month = daysBetween('2024-02-01', '2024-03-01');

    test('can be cancelled, and what came before stays', async () => {
      const stop = new AbortController();
      const fetched: FetchedDay[] = [];
      await assert.rejects(async () => {
        for await (const each of fetchDays(huggingFace(), month, options({ signal: stop.signal }))) {
          fetched.push(each);
          if (fetched.length === 5) stop.abort(new Error('cancelled'));
        }
      }, /cancelled/u);
      assert.equal(fetched.length, 5);
      assert.equal((await new ResponseFolder(new LocalStoreFolder(folder)).records()).length, 5);
    });

    test('goes on where it was killed, without a repeated or a lost day', async () => {
      // As after a kill: the next day is not requested, and the current one has responses but no record.
      const until = fetchDays(huggingFace(), month, options());
      for (let count = 0; count < 12; count++) await until.next();
      await new ResponseFolder(new LocalStoreFolder(folder)).keep(
        'huggingface.2024-02-13.-p0-1',
        new TextEncoder().encode('[{"paper":{"title":"of a fetch that was killed"}}]'),
      );
      const before = stub.requests.map(({ url }) => url);
      const resumed = await all(huggingFace(), month);
      assert.deepEqual(
        resumed.map((each) => each.day),
        month,
      );
      const asked = stub.requests.map(({ url }) => url);
      assert.equal(new Set(asked).size, asked.length);
      assert.equal(before.length, 12);
      for (const each of resumed)
        assert.deepEqual(
          titles(each),
          [6, 0].includes(new Date(each.day).getUTCDay()) ? [] : listed(each.day),
        );
    });

    test('leaves nothing behind that no record names, in the end', async () => {
      const store = new ResponseFolder(new LocalStoreFolder(folder));
      await store.keep('huggingface.2024-02-13.-p0-1', new Uint8Array([1]));
      await all(huggingFace(), [day]);
      await store.sweep(Date.now() + 2 * 24 * 60 * 60 * 1000);
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.includes('2024-02-13')),
        [],
      );
      assert.equal((await one(huggingFace(), day)).papers, 4);
    });
  });

  test('is read again from what is kept, and survives a record that is damaged', async () => {
    await one(huggingFace(), day);
    const store = new ResponseFolder(new LocalStoreFolder(folder));
    const name = (await readdir(folder)).find((each) => each.endsWith('.record.json'));
    await store.keep(name ?? '', new TextEncoder().encode('{"version":1,'));
    assert.deepEqual(await store.records(), []);
    assert.equal((await one(huggingFace(), day)).outcome, 'whole');
    assert.equal(await store.read('../../../etc/passwd'), undefined);
    assert.equal(addDays(day, 1), '2024-03-13');
  });
});
