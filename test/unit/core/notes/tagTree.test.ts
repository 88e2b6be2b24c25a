import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { compareTags, isTagWithin, tagAncestors, tagKey } from '../../../../src/core/notes/tag';
import { findBranch, type TagBranch, tagTree } from '../../../../src/core/notes/tagTree';

const treeOf = (tagged: readonly (readonly [string, readonly string[]])[]) =>
  finish(tagTree(tagged, (tag) => tag));

function flat(branches: readonly TagBranch<string>[]): readonly TagBranch<string>[] {
  return branches.flatMap((branch) => [branch, ...flat(branch.children)]);
}

suite('The tree of tags', () => {
  test('has each level once, in order, with those that have it and those that have something below it', () => {
    const level = fc.constantFrom('a', 'A', 'ab', 'b', 'c-d', '1');
    const tag = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
    const tags = fc.array(fc.array(tag, { maxLength: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(tags, (list) => {
        const tagged = list.map((each, at) => [`p${at}`, each] as const);
        const branches = flat(treeOf(tagged));
        const levels = new Set(list.flat().flatMap((one) => [...tagAncestors(one), one].map(tagKey)));
        assert.deepEqual(
          branches.map(({ key }) => key),
          [...levels].sort(compareTags),
        );
        for (const { key, own, count } of branches) {
          const having = (has: (one: string) => boolean): readonly string[] =>
            tagged.flatMap(([id, each]) => (each.some(has) ? [id] : []));
          assert.deepEqual(
            own,
            having((one) => tagKey(one) === key),
            key,
          );
          assert.equal(count, having((one) => isTagWithin(one, key)).length, key);
        }
      }),
    );
  });

  test('finds every branch by its tag in any spelling, and none by a part of a name', () => {
    const tree = treeOf([
      ['1', ['a/b/c', 'ab']],
      ['2', ['a/bc']],
    ]);
    for (const branch of flat(tree)) assert.equal(findBranch(tree, branch.tag.toUpperCase()), branch);
    for (const missing of ['', 'b', 'a/', 'a/b/', 'a/b/c/d', 'a/b/cd', 'abc', 'a/bcd'])
      assert.equal(findBranch(tree, missing), undefined, missing);
  });
});
