import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/event';
import type { Day } from '../../../../src/core/library/day';
import type { SearchDocument } from '../../../../src/core/search/searchDocument';
import type { IndexRequest } from '../../../../src/core/search/indexProtocol';
import type { TriageState } from '../../../../src/core/triage/triageState';
import { PaperSearch } from '../../../../src/services/search/paperSearch';
import { builtModule } from '../../../support/builtModule';
import { forkScript } from '../../../../src/platform/node/isolation/forkScript';
import { factsOf } from '../../../unit/core/search/query/factsOf';
import { seedDocuments } from '../../../unit/core/search/seedDocuments';

/** Enough to rank and to find; each test sends them to a process of its own. */
const seeds = seedDocuments().slice(0, 50);

suite('Search over the library', () => {
  const changed = new Emitter<Iterable<string>>();
  const reports: unknown[] = [];
  let documents: Map<string, SearchDocument>;
  let states: Map<string, TriageState>;
  let days: readonly Day[];
  let ready: Promise<void>;
  let search: PaperSearch;
  let script = '';
  /** The messages that the process of the index was sent. */
  const sent: IndexRequest[] = [];
  const report = (cause: unknown): void => {
    const { message } = cause as Error;
    if (message.startsWith('{')) sent.push(JSON.parse(message) as IndexRequest);
    else reports.push(cause);
  };

  suiteSetup(async () => {
    script = await builtModule('test/processes/services/search/dyingIndex.ts');
  });

  setup(() => {
    documents = new Map(seeds.map((document) => [document.id, document]));
    states = new Map();
    days = [];
    ready = Promise.resolve();
    reports.length = 0;
    search = new PaperSearch(
      {
        ready: () => ready,
        ids: () => documents.keys(),
        days: () => days,
        document: (id) => documents.get(id),
        facts: (id) => {
          const { title, abstract } = documents.get(id) ?? {};
          if (title === undefined || abstract === undefined) return undefined;
          return factsOf({ title, abstract, state: states.get(id) ?? 'unread' });
        },
        title: (id) => documents.get(id)?.title,
        onDidChange: changed.event,
      },
      { start: forkScript(script, []), report },
    );
  });
  teardown(() => search.dispose());

  const found = async (query: string): Promise<readonly string[]> =>
    (await search.search(query, 10)).hits.map(({ id }) => id);

  test('titles are searched until the index is complete, which is reported once', async () => {
    let told = 0;
    const complete = new Promise<void>((resolve) => {
      search.onDidComplete(() => {
        told += 1;
        resolve();
      });
    });
    const early = await search.searchEarly('diffusion inversion', 10);
    assert.ok(early.early);
    assert.ok(early.hits.length > 0);
    await complete;
    const full = await search.searchEarly('difusion inversoin', 10);
    assert.ok(!full.early);
    assert.equal(full.hits[0]?.id, early.hits[0]?.id);
    assert.equal(told, 1);
  });

  test('a newer early query ends the look for an older one', async () => {
    for (let number = 0; number < 20_000; number += 1)
      documents.set(`made${number}`, { id: `made${number}`, title: `Paper ${number}`, abstract: 'A text.' });
    const ids = [...documents.keys()];
    documents.set('last', { id: 'last', title: 'Quokka', abstract: '' });
    let looked = 0;
    const title = documents.get.bind(documents);
    documents.get = (id) => {
      looked += 1;
      return title(id);
    };
    const older = Array.from({ length: 20 }, () => search.searchEarly('quokka', 10));
    const newest = search.searchEarly('quokka', 10);
    assert.deepEqual(
      (await newest).hits.map(({ id }) => id),
      ['last'],
    );
    await Promise.all(older);
    // Each look at all papers is two: one for a title that is the query, one for its words.
    assert.ok(looked < 5 * ids.length, `${looked} papers were looked at`);
  });

  test('the next search finds papers as they were added, changed and removed', async () => {
    const id = [...documents.keys()][3] ?? '';
    assert.deepEqual(await found('quokka'), []);
    documents.set('new', { id: 'new', title: 'Quokka', abstract: '' });
    documents.set(id, { id, title: 'Numbat', abstract: '' });
    changed.fire(['new', id]);
    assert.deepEqual(await found('quokka'), ['new']);
    assert.deepEqual(await found('numbat'), [id]);
    documents.delete('new');
    changed.fire(['new']);
    assert.deepEqual(await found('quokka'), []);
  });

  /** The requests that are sent to the process while something is done. */
  const requestsOf = async (run: () => Promise<unknown>): Promise<readonly IndexRequest[]> => {
    const before = sent.length;
    await run();
    return sent.slice(before);
  };
  const day = (id: string, paperIds: readonly string[]): Day => ({
    id,
    label: id,
    source: 'digest',
    paperIds,
  });

  test('a query is one request', async () => {
    await found('diffusion');
    for (const query of ['"image model"', '-diffusion is:unread', 'title:diffusion OR (tag:x "a b")']) {
      const requests = await requestsOf(() => found(query));
      assert.deepEqual(
        requests.map(({ call }) => call),
        ['answer'],
      );
    }
  });

  test('a mark sends the marked paper and nothing else', async () => {
    const [first = '', second = ''] = documents.keys();
    assert.deepEqual(await found('is:later'), []);
    states.set(second, 'later');
    changed.fire([second]);
    const requests = await requestsOf(async () => assert.deepEqual(await found('is:later'), [second]));
    const changes = requests.flatMap((request) => (request.call === 'change' ? [request.input] : []));
    assert.deepEqual(
      changes.map(({ records, put, remove, days: sent }) => [
        records?.map(({ id }) => id),
        put?.map(({ id }) => id),
        remove,
        sent,
      ]),
      [[[second], [second], [], undefined]],
    );
    assert.equal(requests.length, 2);
    assert.ok(!(await found('is:unread')).includes(second));
    assert.ok((await found('is:unread')).includes(first));
  });

  test('papers that are read while the first search waits for them are compared once', async () => {
    let looked = 0;
    function* changedIds(): Iterable<string> {
      looked += 1;
      yield 'new';
    }
    let read = (): void => undefined;
    ready = new Promise((resolve) => (read = resolve));
    const requests = await requestsOf(async () => {
      const answer = found('quokka');
      await new Promise((resolve) => setImmediate(resolve));
      documents.set('new', { id: 'new', title: 'Quokka', abstract: '' });
      changed.fire(changedIds());
      read();
      assert.deepEqual(await answer, ['new']);
    });
    const records = requests.flatMap(({ call, input }) => (call === 'change' ? (input.records ?? []) : []));
    assert.deepEqual(records, []);
    assert.equal(looked, 0);
  });

  test('papers are listed in the order of the days; only days that changed are sent', async () => {
    const ids = [...documents.keys()];
    const old = day('old', ids.slice(0, 3));
    days = [old];
    assert.deepEqual(await found('day:old'), ids.slice(0, 3));
    const fresh = day('fresh', [ids[5] ?? '', ids[1] ?? '']);
    days = [fresh, old];
    const requests = await requestsOf(() => found('is:unread'));
    assert.deepEqual(
      requests.flatMap((request) => (request.call === 'change' ? [request.input.days] : [])),
      [{ put: [fresh], order: ['fresh', 'old'] }],
    );
    assert.deepEqual((await found('is:unread')).slice(0, 4), [ids[5], ids[1], ids[0], ids[2]]);
    days = [fresh];
    assert.deepEqual(await found('day:old'), []);
  });

  test('no message to the process has more than some hundred papers', async () => {
    for (let number = 0; number < 1000; number += 1) {
      const id = `made${number}`;
      documents.set(id, { id, title: `Paper ${number}`, abstract: 'A text.' });
    }
    const ids = [...documents.keys()];
    days = ids.map((_, number) => day(`day${number}`, ids.slice(number, number + 10)));
    const requests = await requestsOf(() => found('diffusion'));
    const sizes = requests.map((request) => {
      if (request.call === 'compare') return request.input.papers.length;
      if (request.call !== 'change') return 0;
      const { put = [], records = [], days: sent } = request.input;
      const listed = (sent?.put ?? []).reduce((sum, { paperIds }) => sum + paperIds.length, 0);
      return put.length + records.length + listed / 10;
    });
    assert.ok(requests.length > 20, `${requests.length}`);
    assert.ok(Math.max(...sizes) <= 210, `${Math.max(...sizes)}`);
  });

  test('the process may end: the next search starts it again, with all there is', async () => {
    const before = await found('diffusion');
    documents.set('new', { id: 'new', title: 'Quokka', abstract: '' });
    changed.fire(['new']);
    assert.deepEqual(await found('quokka'), ['new']);
    await assert.rejects(found('die'));
    assert.ok(reports.length > 0);
    assert.deepEqual(await found('diffusion'), before);
    assert.deepEqual(await found('quokka'), ['new']);
    assert.ok((await search.related('new', 3)).every(({ id }) => id !== 'new'));
  });
});
