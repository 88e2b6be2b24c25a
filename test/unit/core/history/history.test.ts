import assert from 'node:assert/strict';
import fc from 'fast-check';
import { History } from '../../../../src/core/history/history';
import { changeOf, type Direction, type RecordChange } from '../../../../src/core/history/historyStep';

/** Cells with a text each, of which steps set one or more; others may set them too. */
class Cells {
  readonly texts = new Map<string, string>();
  /** Cells that cannot be written. */
  readonly broken = new Set<string>();
  /** Cells that something else changes just before a step is applied. */
  readonly contested = new Set<string>();

  set(cell: string, text: string, record: RecordChange): void {
    const before = this.texts.get(cell) ?? '';
    this.texts.set(cell, text);
    const [from, to] = [
      { undo: text, redo: before },
      { undo: before, redo: text },
    ];
    const isAsExpected = (direction: Direction): boolean => (this.texts.get(cell) ?? '') === from[direction];
    const change = changeOf(
      { key: cell, paperId: cell },
      {
        isAsExpected: (direction) => Promise.resolve(isAsExpected(direction)),
        apply: async (direction) => {
          await Promise.resolve();
          if (this.broken.has(cell)) throw new Error(`${cell} is broken`);
          if (this.contested.delete(cell)) this.texts.set(cell, 'other');
          if (!isAsExpected(direction)) return false;
          this.texts.set(cell, to[direction]);
          return true;
        },
      },
    );
    record(change);
  }

  get state(): string {
    return [...this.texts]
      .flatMap(([cell, text]) => (text === '' ? [] : `${cell}=${text}`))
      .toSorted()
      .join(' ');
  }
}

function start() {
  const history = new History();
  const cells = new Cells();
  /** `step('a=1', 'b=1')` sets both as one step. */
  const step = async (...sets: readonly string[]) => {
    const recorded = await history.record(sets.join(' '), async (record) => {
      await Promise.resolve();
      for (const [cell = '', text = ''] of sets.map((one) => one.split('='))) cells.set(cell, text, record);
    });
    assert.ok(recorded.step);
    return recorded.step;
  };
  return { history, cells, step };
}

suite('The history', () => {
  test('undoes and redoes steps, several targets at once as one', async () => {
    const { history, cells, step } = start();
    await step('a=1');
    await step('a=2', 'b=2', 'c=2');
    assert.equal((await history.undo()).kind, 'done');
    assert.equal(cells.state, 'a=1');
    await history.undo();
    assert.equal(cells.state, '');
    assert.deepEqual(await history.undo(), { kind: 'nothing', direction: 'undo' });
    await history.redo();
    await history.redo();
    assert.equal(cells.state, 'a=2 b=2 c=2');
    assert.deepEqual(await history.redo(), { kind: 'nothing', direction: 'redo' });
  });

  test('a target that one step changes twice goes back to what it was before the step', async () => {
    const { history, cells, step } = start();
    await step('a=1', 'b=1', 'a=2');
    await history.undo();
    assert.equal(cells.state, '');
    await history.redo();
    assert.equal(cells.state, 'a=2 b=1');
  });

  test('a new step ends what could be redone; work that changes nothing is no step', async () => {
    const { history, cells, step } = start();
    await step('a=1');
    await history.undo();
    await history.record('nothing', () => Promise.resolve());
    assert.equal(history.undone.length, 1);
    await step('b=1');
    await history.redo();
    assert.equal(cells.state, 'b=1');
  });

  test('a step whose target changed since is refused as a whole; the step before it comes next', async () => {
    const { history, cells, step } = start();
    await step('a=1');
    await step('b=1', 'c=1', 'd=1');
    cells.texts.set('c', 'git');
    const refused = await history.undo();
    assert.ok(refused.kind === 'refused');
    assert.deepEqual(
      refused.changed.map(({ key }) => key),
      ['c'],
    );
    assert.equal(cells.state, 'a=1 b=1 c=git d=1');
    assert.ok(refused.rest);
    assert.equal((await history.applyRest(refused)).kind, 'done');
    assert.equal(cells.state, 'a=1 c=git');
    await history.redo();
    assert.equal(cells.state, 'a=1 b=1 c=git d=1');
    await history.undo();
    await history.undo();
    assert.equal(cells.state, 'c=git');
  });

  test('a redo is refused likewise', async () => {
    const { history, cells, step } = start();
    await step('a=1');
    await history.undo();
    cells.texts.set('a', 'git');
    assert.equal((await history.redo()).kind, 'refused');
    assert.equal(cells.state, 'a=git');
    assert.deepEqual(history.undone, []);
  });

  test('a step in the middle is undone alone, or with the later ones that need it', async () => {
    const { history, cells, step } = start();
    const first = await step('a=1', 'b=1');
    const second = await step('c=1');
    const third = await step('b=2', 'd=2');
    const fourth = await step('d=3');
    await step('e=1');
    assert.deepEqual(history.laterSteps(second), []);
    assert.deepEqual(history.laterSteps(first), [fourth, third]);
    await history.undoSteps([second]);
    assert.equal(history.isUndone(second), true);
    assert.equal(cells.state, 'a=1 b=2 d=3 e=1');
    await history.undoSteps([...history.laterSteps(first), first]);
    assert.equal(cells.state, 'e=1');
    for (let redone = 0; redone < 4; redone += 1) await history.redo();
    assert.equal(cells.state, 'a=1 b=2 c=1 d=3 e=1');
  });

  test('what could not be stored stays in the history, and can be tried again', async () => {
    const { history, cells, step } = start();
    await step('a=1', 'b=1');
    cells.broken.add('b');
    await assert.rejects(history.undo(), /b is broken/);
    assert.match(cells.state, /b=1/);
    cells.broken.clear();
    await history.undo();
    assert.equal(cells.state, '');
    await history.redo();
    assert.equal(cells.state, 'a=1 b=1');
    assert.deepEqual([history.done.length, history.undone.length], [1, 0]);
  });

  test('a target that changes while its step is undone is left alone, and the rest of the step is undone already', async () => {
    for (const direction of ['undo', 'redo'] as const) {
      const { history, cells, step } = start();
      await step('a=1', 'b=1');
      if (direction === 'redo') await history.undo();
      cells.contested.add('b');
      const outcome = await history[direction]();
      assert.ok(outcome.kind === 'refused');
      assert.deepEqual(
        outcome.changed.map(({ key }) => key),
        ['b'],
      );
      assert.equal(outcome.rest, undefined);
      assert.equal(cells.state, direction === 'undo' ? 'b=other' : 'a=1 b=other');
      // What was applied can go back, and nothing else is left.
      assert.deepEqual([history.done.length, history.undone.length], direction === 'undo' ? [0, 1] : [1, 0]);
      assert.equal((await history[direction === 'undo' ? 'redo' : 'undo']()).kind, 'done');
      assert.equal(cells.state, direction === 'undo' ? 'a=1 b=other' : 'b=other');
    }
  });

  test('work that fails is recorded as far as it went', async () => {
    const { history, cells } = start();
    const failed = history.record('half', (record) => {
      cells.set('a', '1', record);
      return Promise.reject(new Error('no more'));
    });
    await assert.rejects(failed, /no more/);
    await history.undo();
    assert.equal(cells.state, '');
  });

  test('an undo waits for work that was started before it, and delays work that is started after it', async () => {
    const { history, cells } = start();
    let finish: (() => void) | undefined;
    const slow = history.record('slow', async (record) => {
      await new Promise<void>((resolve) => (finish = resolve));
      cells.set('a', '1', record);
    });
    const undone = history.undo();
    const next = history.record('next', async (record) => {
      await Promise.resolve();
      cells.set('a', '2', record);
    });
    await Promise.resolve();
    finish?.();
    await Promise.all([slow, undone, next]);
    assert.equal(cells.state, 'a=2');
    await history.undo();
    assert.equal(cells.state, '');
    assert.deepEqual(history.done, []);
  });

  test('any walk of steps, undo and redo keeps to the states that steps have left', async () => {
    const cell = fc.constantFrom('a', 'b', 'c');
    const move = fc.oneof(
      fc.array(fc.tuple(cell, fc.nat(9)), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('undo' as const, 'redo' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 30 }), async (moves) => {
        const { history, cells, step } = start();
        const states = [''];
        let at = 0;
        for (const one of moves) {
          if (one === 'undo') at = (await history.undo()).kind === 'done' ? at - 1 : at;
          else if (one === 'redo') at = (await history.redo()).kind === 'done' ? at + 1 : at;
          else {
            await step(...one.map(([name, text]) => `${name}=${text}`));
            states.splice(at + 1, Infinity, cells.state);
            at += 1;
          }
          assert.equal(cells.state, states[at]);
        }
      }),
    );
  });
});
