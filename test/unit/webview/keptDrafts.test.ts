import assert from 'node:assert/strict';
import { type DraftStorage, KeptDrafts, mergeDrafts } from '../../../src/webview/keptDrafts';
import type { Draft } from '../../../src/webview/pageState';

/** Storage in memory, with an entry of another program. */
function memoryStorage(): DraftStorage & { readonly entries: Map<string, string> } {
  const entries = new Map([['theirs', 'x']]);
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    key: (at) => [...entries.keys()][at] ?? null,
    get length() {
      return entries.size;
    },
  };
}

const comment: Draft = { id: 'h1', field: 'comment', text: 'begun' };
const tags: Draft = { id: 'h1', field: 'tags', text: 'a b' };

suite('Drafts in the storage of the page', () => {
  test('Another page reads what one has kept, of each paper and field', () => {
    const storage = memoryStorage();
    const one = new KeptDrafts(storage);
    one.keepNote('a', 'first');
    one.keepNote('b', 'second');
    one.keepCards([comment, tags]);
    const other = new KeptDrafts(storage);
    assert.deepEqual([other.note('a'), other.note('b'), other.note('c')], ['first', 'second', undefined]);
    assert.deepEqual(other.cards(), [comment, tags]);
  });

  test('A draft that has ended is not kept, and nothing of others is removed', () => {
    const storage = memoryStorage();
    const drafts = new KeptDrafts(storage);
    drafts.keepNote('a', 'first');
    drafts.keepNote('a', '');
    drafts.keepCards([comment, tags]);
    drafts.keepCards([tags]);
    assert.deepEqual(drafts.cards(), [tags]);
    drafts.keepCards([]);
    assert.deepEqual([...storage.entries.keys()], ['theirs']);
  });

  test('Drafts that the page has kept replace older ones that VS Code has stored', () => {
    const old = { ...comment, text: 'beg' };
    assert.deepEqual(mergeDrafts([old, tags], [comment]), [tags, comment]);
  });

  test('Entries that are not drafts are left out', () => {
    const storage = memoryStorage();
    new KeptDrafts(storage).keepCards([comment]);
    for (const key of [...storage.entries.keys()])
      for (const text of ['{', 'null', '{"id":1}']) storage.entries.set(`${key}-`, text);
    assert.deepEqual(new KeptDrafts(storage).cards(), [comment]);
  });

  test('A page without storage, or with one that is full, keeps nothing and goes on', () => {
    const full = new KeptDrafts({
      ...memoryStorage(),
      setItem: () => {
        throw new Error('full');
      },
    });
    for (const drafts of [full, new KeptDrafts(undefined)]) {
      drafts.keepNote('a', 'first');
      drafts.keepCards([comment]);
      assert.deepEqual([drafts.note('a'), drafts.cards()], [undefined, []]);
    }
  });
});
