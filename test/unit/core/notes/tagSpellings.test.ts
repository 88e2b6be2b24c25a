import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import fc from 'fast-check';
import { TagSpellings } from '../../../../src/core/notes/tagSpellings';
import { findBranch, type TagBranch, tagTree } from '../../../../src/core/notes/tagTree';

function shownIn(notes: readonly (readonly string[])[], tag: string): string {
  const spellings = new TagSpellings();
  for (const [index, tags] of notes.entries()) spellings.set(String(index), tags);
  return spellings.shown(tag);
}

suite('Spellings of tags', () => {
  const shown: readonly (readonly [readonly (readonly string[])[], string, string])[] = [
    [[['method'], ['Method'], ['method']], 'METHOD', 'method'],
    [[['method'], ['Method'], ['Method']], 'method', 'Method'],
    // Equally often: alphabetical.
    [[['method'], ['Method']], 'method', 'Method'],
    [[['b/x'], ['B/x'], ['B/y']], 'b', 'B'],
    // One note counts once for each spelling.
    [[['B/x', 'B/y', 'B/z'], ['b'], ['b/c']], 'B', 'b'],
    [[['é'], ['É'], ['é']], 'e\u0301', 'é'],
    [[['a']], 'unused', 'unused'],
  ];
  for (const [notes, tag, expected] of shown) {
    test(`“${tag}” is shown as “${expected}” in ${JSON.stringify(notes)}`, () =>
      assert.equal(shownIn(notes, tag), expected));
  }

  test('notes that change or go no longer count', () => {
    const spellings = new TagSpellings();
    spellings.set('1', ['Method']);
    spellings.set('2', ['Method']);
    spellings.set('3', ['method']);
    assert.equal(spellings.shown('method'), 'Method');
    spellings.set('1', ['method']);
    assert.equal(spellings.shown('method'), 'method');
    spellings.set('1', []);
    spellings.set('3', []);
    assert.equal(spellings.shown('method'), 'Method');
    spellings.set('2', []);
    assert.equal(spellings.shown('method'), 'method');
  });

  test('any order of the same changes shows the same', () => {
    const tag = fc.constantFrom('a', 'A', 'a/b', 'A/b', 'a/B', 'c');
    const change = fc.tuple(fc.constantFrom('1', '2', '3'), fc.uniqueArray(tag, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const spellings = new TagSpellings();
        for (const [id, tags] of changes) spellings.set(id, tags);
        const last = [...new Map(changes).values()];
        for (const one of ['a', 'a/b', 'c']) assert.equal(spellings.shown(one), shownIn(last, one));
      }),
    );
  });
});

suite('The tree of tags', () => {
  const outline = (branches: readonly TagBranch<string>[]): unknown =>
    branches.map(({ tag, name, own, count, children }) => [tag, name, own, count, outline(children)]);

  const treeOf = (notes: readonly (readonly [string, readonly string[]])[]) => {
    const spellings = new TagSpellings();
    for (const [id, tags] of notes) spellings.set(id, tags);
    return finish(tagTree(notes, (tag) => spellings.shown(tag)));
  };

  test('spellings that differ only in case are one branch, at every level', () => {
    const tree = treeOf([
      ['1', ['Method', 'method/loss']],
      ['2', ['method/Loss', 'other']],
      ['3', ['method/loss']],
    ]);
    assert.deepEqual(outline(tree), [
      ['method', 'method', ['1'], 3, [['method/loss', 'loss', ['1', '2', '3'], 3, []]]],
      ['other', 'other', ['2'], 1, []],
    ]);
  });

  test('a branch is found in any spelling', () => {
    const tree = treeOf([['1', ['Method/Loss', 'methods']]]);
    assert.equal(findBranch(tree, 'method/LOSS')?.tag, 'Method/Loss');
    assert.equal(findBranch(tree, 'METHODS')?.tag, 'methods');
    assert.equal(findBranch(tree, 'method/lo'), undefined);
    assert.equal(findBranch(tree, 'method/loss/x'), undefined);
  });
});
