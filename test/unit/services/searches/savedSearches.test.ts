import assert from 'node:assert/strict';
import { SavedSearches } from '../../../../src/services/searches/savedSearches';
import { MemoryMemento } from '../../../support/memoryMemento';
import { localized } from '../../../../src/core/base/localization';

suite('SavedSearches', () => {
  let memento: MemoryMemento;
  let searches: SavedSearches;
  let changes = 0;
  setup(() => {
    memento = new MemoryMemento();
    searches = new SavedSearches(memento);
    changes = 0;
    searches.onDidChange(() => (changes += 1));
  });
  teardown(() => searches.dispose());

  const listed = (): readonly (readonly [query: string, name: string | undefined])[] =>
    searches.list().map(({ query, name }) => [query, name]);

  test('the list has one search that is not saved, the last that was shown, above the others', async () => {
    await searches.save('tag:x', 'Kept');
    await searches.show('first');
    await searches.show('second');
    assert.deepEqual(listed(), [
      ['second', undefined],
      ['tag:x', 'Kept'],
    ]);
    assert.equal(changes, 3);
  });

  test('a query that is saved is not listed twice', async () => {
    await searches.save('tag:x', 'Kept');
    await searches.show('other');
    await searches.show('tag:x');
    assert.deepEqual(listed(), [['tag:x', 'Kept']]);
  });

  test('saving the query that is shown keeps its id, so that its row stays', async () => {
    await searches.show('diffusion');
    const [shown] = searches.list();
    await searches.save('diffusion', 'Diffusion');
    assert.deepEqual(searches.list(), [{ id: shown?.id, query: 'diffusion', name: 'Diffusion' }]);
  });

  test('ids stay unique after removals', async () => {
    for (const name of ['a', 'b', 'c']) await searches.save(`tag:${name}`, name);
    const [, second] = searches.list();
    await searches.remove([second?.id ?? '']);
    await searches.save('tag:d', 'd');
    const ids = searches.list().map(({ id }) => id);
    assert.equal(new Set(ids).size, 3, ids.join());
  });

  test('a change sets what it names and nothing else', async () => {
    await searches.save('tag:x', 'Kept');
    const [{ id } = { id: '' }] = searches.list();
    await searches.change(id, { query: 'tag:y' });
    await searches.change('unknown', { query: 'tag:z' });
    assert.deepEqual(searches.list(), [{ id, query: 'tag:y', name: 'Kept' }]);
  });

  test('a removal is undone and done again', async () => {
    await searches.save('tag:x', 'Kept');
    const before = searches.list();
    const change = await searches.remove(before.map(({ id }) => id));
    assert.deepEqual(searches.list(), []);
    assert.ok(await change.apply('undo'));
    assert.deepEqual(searches.list(), before);
    assert.ok(await change.apply('redo'));
    assert.deepEqual(searches.list(), []);
    assert.deepEqual(
      change.targets.map(({ name }) => localized(name ?? '')),
      ['the search “Kept”'],
    );
  });

  test('stored values that are not searches are left out', async () => {
    const search = { id: '1', query: 'x', name: 'X' };
    for (const stored of [undefined, 'x', { ...search }]) {
      await memento.update('searches', stored);
      assert.deepEqual(searches.list(), []);
    }
    await memento.update('searches', [
      search,
      null,
      'x',
      { id: 1, query: 'x' },
      { id: '2' },
      { ...search, name: 3 },
    ]);
    assert.deepEqual(searches.list(), [search]);
  });
});
