import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import type * as vscode from 'vscode';
import { Emitter } from '../../../../../src/core/base/event';
import { listAsTyped } from '../../../../../src/platform/vscode/ui/listAsTyped';

type Row = vscode.QuickPickItem;

/** The box and the rows of a quick pick, with the hands of a person. */
class PickInMemory {
  readonly #typed = new Emitter<string>();
  readonly #hidden = new Emitter<void>();
  readonly onDidChangeValue = this.#typed.event;
  readonly onDidHide = this.#hidden.event;
  value = '';
  busy = false;
  items: readonly Row[] = [];

  type(value: string): void {
    this.value = value;
    this.#typed.fire(value);
  }

  hide(): void {
    this.#hidden.fire();
  }

  get labels(): readonly string[] {
    return this.items.map(({ label }) => label);
  }
}

/** A pick whose finds end when the test says so, by what was looked for. */
function setup(value = '', show?: (rows: readonly Row[]) => void) {
  const pick = new PickInMemory();
  pick.value = value;
  const finds = new Map<string, { readonly end: () => void; readonly fail: (error: Error) => void }>();
  const failures: unknown[] = [];
  listAsTyped(pick as unknown as vscode.QuickPick<Row>, {
    find: (text) =>
      new Promise((resolve, reject) => {
        finds.set(text, { end: () => resolve([{ label: `${text}!` }, { label: 'a' }]), fail: reject });
      }),
    ...(show && { show }),
    report: (error) => void failures.push(error),
  });
  const end = async (text: string): Promise<void> => {
    finds.get(text)?.end();
    await nextTurn();
  };
  return { pick, finds, failures, end };
}

suite('A list that follows what is typed', () => {
  test('has what is found for the text of the box at once, and for each text that follows, in the order found', async () => {
    const { pick, end } = setup('b');
    assert.deepEqual([pick.busy, pick.labels], [true, []]);
    await end('b');
    assert.deepEqual([pick.busy, pick.labels], [false, ['b!', 'a']]);
    pick.type('bc');
    assert.deepEqual([pick.busy, pick.labels], [true, ['b!', 'a']]);
    await end('bc');
    assert.deepEqual([pick.busy, pick.labels], [false, ['bc!', 'a']]);
    assert.equal(Reflect.get(pick, 'sortByLabel'), false);
  });

  test('never has what was found for a text of before, in whatever order the finds end', async () => {
    const texts = ['', 'n', 'no', 'noi', 'nois'];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(texts, { minLength: texts.length }),
        fc.nat(texts.length),
        async (order, hiddenAfter) => {
          const { pick, end } = setup();
          for (const text of texts.slice(1)) pick.type(text);
          const last = order.indexOf('nois');
          for (const [at, text] of order.entries()) {
            if (at === hiddenAfter) pick.hide();
            await end(text);
            const isListed = at >= last && last < hiddenAfter;
            assert.deepEqual(pick.labels, isListed ? ['nois!', 'a'] : []);
            if (at < hiddenAfter) assert.equal(pick.busy, !isListed);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('gives its rows to who shows them otherwise', async () => {
    const shown: (readonly Row[])[] = [];
    const { pick, end } = setup('b', (rows) => void shown.push(rows));
    await end('b');
    assert.deepEqual([pick.items, shown.length, shown[0]?.[0]?.label], [[], 1, 'b!']);
  });

  test('reports what could not be found, and lists what is found next', async () => {
    const { pick, finds, failures, end } = setup('b');
    const failure = new Error('no index');
    finds.get('b')?.fail(failure);
    await nextTurn();
    assert.deepEqual([failures, pick.labels, pick.busy], [[failure], [], false]);
    pick.type('bc');
    await end('bc');
    assert.deepEqual([failures.length, pick.labels], [1, ['bc!', 'a']]);
  });
});
