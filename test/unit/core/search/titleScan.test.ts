import assert from 'node:assert/strict';
import { titleScan } from '../../../../src/core/search/titleScan';
import { seedDocuments } from './seedDocuments';

suite('titleScan', () => {
  const documents = seedDocuments();
  const find = async (text: string, options = {}): Promise<readonly string[]> => {
    const hits = await titleScan(documents, text, options, () => undefined);
    return hits.map(({ id }) => documents.find((document) => document.id === id)?.title ?? '');
  };

  test('every word begins a word of the title', async () => {
    const found = await find('diff inver');
    assert.ok(found.includes('Exact Diffusion Inversion via Bi-directional Integration Approximation'));
    for (const title of found) assert.match(title, /\bdiff.*\binver|\binver.*\bdiff/i);
    assert.deepEqual(await find('diffusion xylophone'), []);
  });

  test('words that say nothing of the subject need not be in the title', async () => {
    const title = 'Exact Diffusion Inversion via Bi-directional Integration Approximation';
    for (const question of ['the inversion of diffusion', 'Which papers discuss the inversion of diffusion?'])
      assert.ok((await find(question)).includes(title), question);
    assert.ok((await find('the')).length > 0);
  });

  test('limit and filter are kept, and a title that the query is needs no words', async () => {
    assert.equal((await find('learning', { limit: 3 })).length, 3);
    assert.deepEqual(await find('learning', { filter: () => false }), []);
    const [first] = documents;
    assert.deepEqual(await find('', { title: first?.title }), [first?.title]);
    assert.deepEqual(await find('', { title: '' }), []);
  });
});
