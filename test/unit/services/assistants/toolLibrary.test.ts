import assert from 'node:assert/strict';
import type { ToolHits } from '../../../../src/core/assistants/toolLibrary';
import { Library } from '../../../../src/core/library/library';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import type { PaperRecord } from '../../../../src/core/library/paper';
import type { SearchScope } from '../../../../src/core/search/indexProtocol';
import { executeQuery } from '../../../../src/core/search/query/executeQuery';
import { PaperTable } from '../../../../src/core/search/query/paperTable';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { toolLibrary } from '../../../../src/services/assistants/toolLibrary';
import { InMemoryLog } from '../../core/triage/inMemoryLog';

type Parts = Parameters<typeof toolLibrary>;

suite('The search of assistants', () => {
  const engine = { index: new SearchIndex(), papers: new PaperTable() };
  suiteSetup(() => {
    engine.index.put({
      id: 'ssm',
      title: 'State-space models of long sequences',
      abstract: 'They are robust.',
    });
    engine.index.put({ id: 'other', title: 'Images of cats', abstract: 'Cats sleep.' });
    engine.index.put({
      id: 'noted',
      title: 'A quiet paper',
      abstract: 'It says little.',
      notes: 'The xylophonic password is hunter2.',
      tags: ['secret'],
    });
    const has = { note: false, tag: false, highlight: false, code: false };
    for (const id of ['ssm', 'other']) engine.papers.put(id, { tags: [], state: 'unread', has });
    engine.papers.put('noted', { tags: ['secret'], state: 'unread', has: { ...has, note: true, tag: true } });
  });

  const search = (query: string, scope?: SearchScope): Promise<ToolHits> => {
    const services = {
      search: {
        search: (text: string, limit: number, { withoutNotes = false }: SearchScope = {}) =>
          Promise.resolve(
            executeQuery(
              text,
              { ...engine, ...(withoutNotes && { index: engine.index.withoutNotes() }) },
              limit,
            ),
          ),
        searchEarly: () => Promise.reject(new Error('The index is complete.')),
      },
    };
    return toolLibrary({} as Parts[0], services as unknown as Parts[1]).search(query, {
      limit: 10,
      ...scope,
    });
  };
  const found = async (query: string): Promise<readonly string[]> =>
    (await search(query)).hits.map(({ paperId }) => paperId);

  test('answers a query as it is', async () => {
    assert.deepEqual(await found('long sequences'), ['ssm']);
    assert.deepEqual(await found('is:unread cats'), ['other']);
    assert.deepEqual(await search('tag:none'), { hits: [], isPartial: false, isLoosened: false });
  });

  test('finds nothing by a note or a tag if notes may not be read, and says why a filter was ignored', async () => {
    const bare = async (query: string): Promise<readonly string[]> =>
      (await search(query, { withoutNotes: true })).hits.map(({ paperId }) => paperId);
    for (const query of ['xylophonic', '"password is hunter2"', 'tag:secret', 'has:note', '-has:note']) {
      assert.deepEqual(await bare(query), [], query);
    }
    assert.deepEqual(await found('xylophonic'), ['noted']);
    assert.deepEqual(await bare('quiet paper tag:secret'), ['noted']);
    assert.deepEqual(await bare('quiet paper tag:nothing'), ['noted']);
    const { error } = await search('quiet (tag:secret OR has:highlight)', { withoutNotes: true });
    assert.match(error ?? '', /has not allowed notes/u);
  });

  test('takes a filter that does not exist for words, and says so', async () => {
    for (const query of ['topic:sequences', 'method:x sequences', 'sequences kind:y about:z']) {
      assert.deepEqual(await found(query), ['ssm'], query);
      assert.match((await search(query)).error ?? '', /^There is no “\w+:”\./u);
    }
  });

  test('ignores a filter whose value is wrong, and says so', async () => {
    for (const query of ['is:reed sequences', 'sequences\tafter:whenever', 'has:x is:y sequences']) {
      assert.deepEqual(await found(query), ['ssm'], query);
      assert.match((await search(query)).error ?? '', /\.$/u);
    }
    assert.deepEqual(await found('is:reed'), []);
  });

  test('says so if the words of a phrase were searched for', async () => {
    assert.deepEqual(await found('"sequences are robust"'), ['ssm']);
    assert.equal((await search('"sequences are robust"')).isLoosened, true);
  });
});

suite('What was read in the last week', () => {
  const day = 24 * 60 * 60 * 1000;
  let now = 0;
  let library: Library;
  let triage: TriageStore;
  setup(() => {
    now = Date.now();
    library = new Library();
    triage = new TriageStore(new InMemoryLog(), () => now, undefined, undefined, library);
  });
  teardown(() => triage.dispose());

  const add = (name: string, ...papers: readonly PaperRecord[]): void =>
    void library.add(toPaperBatch(name, [{ label: name, source: 'digest', papers }]));
  const read = async (): Promise<readonly string[]> => {
    const services = { triage, state: { paper: (id: string) => library.paper(id) } };
    const { readThisWeek } = toolLibrary({} as Parts[0], services as unknown as Parts[1]);
    return (await readThisWeek()).map(({ paperId }) => library.paper(paperId)?.title ?? paperId);
  };
  const idOf = (title: string): string =>
    [...library.papers()].find((paper) => paper.title === title)?.id ?? assert.fail(title);

  test('is what the marks of seven days say, the latest first, of papers that the library has', async () => {
    add('a', ...['Old', 'Earlier', 'Latest', 'Kept'].map((title) => ({ title, abstract: '' })));
    const start = now;
    for (const [id, state, ago] of [
      [idOf('Old'), 'read', 8],
      [idOf('Earlier'), 'read', 6],
      ['gone', 'read', 5],
      [idOf('Kept'), 'later', 2],
      [idOf('Latest'), 'read', 1],
    ] as const) {
      now = start - ago * day;
      await triage.set([id], state);
    }
    assert.deepEqual(await read(), ['Latest', 'Earlier']);
  });

  test('lists a paper once that has got an identifier since, and not if it is unread again', async () => {
    const title = 'A Paper of Many Things';
    add('a', { title, abstract: '' });
    const before = idOf(title);
    await triage.set([before], 'read');
    add('b', { title, abstract: '', arxivId: '2401.00001' });
    now += 1;
    await triage.set([idOf(title)], 'unread');
    assert.deepEqual(await read(), []);
    now += 1;
    await triage.set([idOf(title)], 'read');
    assert.deepEqual(await read(), [title]);
    now += 1;
    await triage.set([before], 'skipped');
    assert.deepEqual(await read(), []);
  });
});
