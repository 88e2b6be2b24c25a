import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/base/event';
import type { PaperFacts } from '../../../src/core/search/query/paperFacts';
import type { SearchDocument } from '../../../src/core/search/searchDocument';
import { PaperSearch } from '../../../src/host/search/paperSearch';
import { builtModule } from './builtModule';
import { seedDocuments } from './seedDocuments';

suite('Search over the library', () => {
  const changed = new Emitter<readonly string[]>();
  const reports: unknown[] = [];
  let documents: Map<string, SearchDocument>;
  let search: PaperSearch;
  let worker = '';

  suiteSetup(async () => {
    worker = await builtModule('test/unit/search/dyingWorker.ts');
  });

  setup(() => {
    documents = new Map(seedDocuments().map((document) => [document.id, document]));
    reports.length = 0;
    search = new PaperSearch(
      {
        ready: () => Promise.resolve(),
        ids: () => documents.keys(),
        document: (id) => documents.get(id),
        facts: (id) => factsOf(documents.get(id)),
        title: (id) => documents.get(id)?.title,
        onDidChange: changed.event,
      },
      { worker, report: (cause) => reports.push(cause) },
    );
  });
  teardown(() => search.dispose());

  const found = async (query: string): Promise<readonly string[]> =>
    (await search.search(query, 10)).hits.map(({ id }) => id);

  test('titles answer until the index is complete, which is told once', async () => {
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

  test('what was put, changed and removed is found so by the next search', async () => {
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

  test('the thread may die: the next search starts it anew, with all there is', async () => {
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

function factsOf(document: SearchDocument | undefined): PaperFacts | undefined {
  return (
    document && {
      title: document.title,
      abstract: document.abstract,
      notes: '',
      tags: [],
      authors: [],
      categories: [],
      days: [],
      sources: [],
      state: 'unread',
      has: { note: false, highlight: false, code: false },
    }
  );
}
