import assert from 'node:assert/strict';
import { CoalescedNames } from '../../../../src/services/notes/coalescedNames';

/** The next time that it fires. */
function next(names: CoalescedNames): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    const listening = names.event((fired) => {
      listening.dispose();
      resolve(fired);
    });
  });
}

suite('Names of changed files', () => {
  const table: readonly [
    name: string,
    added: readonly (string | undefined)[],
    fired: string[] | undefined,
  ][] = [
    ['are reported together, each once', ['a.md', 'b.md', 'a.md'], ['a.md', 'b.md']],
    ['are one', ['a.md'], ['a.md']],
    ['are not named if any file may have changed', ['a.md', undefined, 'b.md'], undefined],
  ];
  for (const [name, added, fired] of table)
    test(name, async () => {
      const names = new CoalescedNames(0);
      for (const each of added) names.add(each);
      assert.deepEqual(await next(names), fired);
      // What was reported is not reported again.
      names.add('c.md');
      assert.deepEqual(await next(names), ['c.md']);
    });

  test('are not reported once nobody waits for them', async () => {
    const [closed, other] = [new CoalescedNames(0), new CoalescedNames(0)];
    let isFired = false;
    closed.event(() => (isFired = true));
    closed.add('a.md');
    closed.dispose();
    other.add('b.md');
    await next(other);
    assert.equal(isFired, false);
  });
});
