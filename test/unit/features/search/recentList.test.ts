import assert from 'node:assert/strict';
import { RecentList } from '../../../../src/features/search/recentList';
import { MemoryMemento } from '../../../support/memoryMemento';

suite('RecentList', () => {
  const key = 'recent';

  test('lists the newest first, each once, and no more than its limit', async () => {
    const recent = new RecentList(new MemoryMemento(), key, 3);
    for (const item of ['a', 'b', 'c', 'b', 'b', 'd']) await recent.add(item);
    assert.deepEqual(recent.list(), ['d', 'b', 'c']);
  });

  test('leaves out stored values that are not texts', async () => {
    const memento = new MemoryMemento();
    const recent = new RecentList(memento, key, 3);
    for (const [stored, expected] of [
      [undefined, []],
      ['a', []],
      [
        ['a', 1, null, 'b'],
        ['a', 'b'],
      ],
    ] as const) {
      await memento.update(key, stored);
      assert.deepEqual(recent.list(), expected);
    }
  });
});
