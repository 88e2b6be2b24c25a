import assert from 'node:assert/strict';
import type { CooperativeTask } from '../../../../src/core/base/cooperativeTask';
import { Emitter } from '../../../../src/core/base/event';
import { PreparedList } from '../../../../src/services/views/preparedList';

/** A list of what is in `source` when it is made, and how often it was made. `step` runs in the midst of that. */
function listOf(source: readonly string[], step: () => void = () => undefined) {
  let made = 0;
  const list = new PreparedList(function* (): CooperativeTask<readonly string[]> {
    made += 1;
    const before = [...source];
    yield;
    step();
    return before;
  });
  return { list, made: () => made };
}

suite('The list of a view', () => {
  test('is computed synchronously, and only once, if it is needed before it was prepared', async () => {
    const { list, made } = listOf(['a']);
    assert.deepEqual([list.known, list.current, list.current, made()], [undefined, ['a'], ['a'], 1]);
    await list.prepare();
    assert.deepEqual([list.known, made()], [['a'], 2]);
    await list.prepare();
    assert.equal(made(), 2);
  });

  test('is computed once for two callers in the same turn, and both wait for it', async () => {
    const source = ['a'];
    const { list, made } = listOf(source);
    await list.prepare();
    source[0] = 'b';
    list.invalidate();
    const read = async (): Promise<readonly string[]> => {
      await list.prepare();
      return list.current;
    };
    assert.deepEqual(await Promise.all([read(), read()]), [['b'], ['b']]);
    assert.equal(made(), 2);
  });

  test('is the previous list until it is prepared again', async () => {
    const source = ['a'];
    const { list } = listOf(source);
    await list.prepare();
    source.push('b');
    list.invalidate();
    assert.deepEqual([list.current, list.known], [['a'], undefined]);
    await list.prepare();
    assert.deepEqual(
      [list.current, list.known],
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    );
  });

  test('is stale again after a change during its computation', async () => {
    const source = ['a'];
    const changed = new Emitter<void>();
    const { list, made } = listOf(source, () => source.length === 1 && changed.fire());
    changed.event(() => {
      source.push('b');
      list.invalidate();
    });
    await list.prepare();
    assert.deepEqual([list.current, list.known, made()], [['a'], undefined, 1]);
    await list.prepare();
    assert.deepEqual([list.known, made()], [['a', 'b'], 2]);
  });

  test('makes callers wait that need it while it is computed', async () => {
    const { list, made } = listOf(['a']);
    let isMade = false;
    const first = list.prepare().then(() => (isMade = true));
    await Promise.resolve();
    assert.deepEqual([list.isPreparing, list.known, isMade], [true, undefined, false]);
    await list.prepare();
    assert.deepEqual([list.isPreparing, list.known, made()], [false, ['a'], 1]);
    await first;
  });

  test('is computed again after a failure, and is the previous list until then', async () => {
    const source = ['a'];
    let isBroken = false;
    const { list } = listOf(source, () => {
      if (isBroken) throw new Error('no list');
    });
    await list.prepare();
    [isBroken, source[0]] = [true, 'b'];
    list.invalidate();
    await assert.rejects(list.prepare(), /no list/);
    assert.deepEqual([list.current, list.known, list.isPreparing], [['a'], undefined, false]);
    isBroken = false;
    await list.prepare();
    assert.deepEqual(list.known, ['b']);
  });

  test('reports each change once, whether it was computed again or changed in place', async () => {
    const { list } = listOf([]);
    assert.equal(list.takeChanged(), false);
    list.invalidate();
    await list.prepare();
    assert.deepEqual([list.takeChanged(), list.takeChanged()], [true, false]);
    list.changed();
    assert.deepEqual([list.known, list.takeChanged(), list.takeChanged()], [[], true, false]);
  });

  test('reports no change that is in what was drawn, unless the list is older than the change', async () => {
    const { list } = listOf([]);
    list.invalidate();
    await list.prepare();
    list.drawn();
    assert.equal(list.takeChanged(), false);
    list.invalidate();
    list.drawn();
    assert.equal(list.takeChanged(), true);
  });
});
