import assert from 'node:assert/strict';
import type { StepRunner } from '../../../../src/core/base/cooperativeTask';
import { foldTriage, triageRecord } from '../../../../src/core/triage/triageRecord';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { InMemoryLog } from './inMemoryLog';

function setup(): { log: InMemoryLog; store: TriageStore; fired: string[][] } {
  const log = new InMemoryLog();
  const store = new TriageStore(log, () => 1000);
  const fired: string[][] = [];
  store.onDidChange((ids) => fired.push([...ids]));
  return { log, store, fired };
}

suite('Triage', () => {
  test('a paper that nothing is known of is unread', () => {
    assert.equal(setup().store.get('a'), 'unread');
  });

  test('sets many at once, says which changed, and logs only those', async () => {
    const { log, store, fired } = setup();
    await store.set(['a'], 'read');
    assert.deepEqual(await store.set(['a', 'b', 'b', 'c'], 'read'), ['b', 'c']);
    assert.deepEqual(fired, [['a'], ['b', 'c']]);
    assert.deepEqual(log.records.at(-1), { id: 'c', state: 'read', at: 1000 });
    assert.equal(log.records.length, 3);
  });

  test('decisions are exchanged only if all papers are as expected', async () => {
    const { store, fired } = setup();
    await store.set(['a'], 'later');
    const { before, after } = await store.change(
      new Map([
        ['a', 'read'],
        ['b', 'read'],
        ['c', undefined],
      ]),
    );
    assert.deepEqual(
      [...before],
      [
        ['a', 'later'],
        ['b', undefined],
      ],
    );
    assert.deepEqual(
      [...after],
      [
        ['a', 'read'],
        ['b', 'read'],
      ],
    );
    await store.set(['b'], 'skipped');
    assert.deepEqual(await store.differing(after), ['b']);
    fired.length = 0;
    assert.equal(await store.exchange(after, before), false);
    assert.deepEqual([store.get('a'), store.get('b'), fired], ['read', 'skipped', []]);
    await store.set(['b'], 'read');
    assert.equal(await store.exchange(after, before), true);
    assert.deepEqual([store.get('a'), store.ownTriage('b')], ['later', undefined]);
  });

  test('“unread” is a decision like any other, and can be taken back', async () => {
    const { log, store } = setup();
    assert.deepEqual(await store.set(['a'], 'unread'), ['a']);
    assert.deepEqual(await store.set(['a'], 'unread'), []);
    assert.equal(store.ownTriage('a'), 'unread');
    await store.change(new Map([['a', undefined]]));
    assert.equal(store.ownTriage('a'), undefined);
    assert.equal(store.get('a'), 'unread');
    assert.deepEqual(log.records.at(-1), { id: 'a', state: 'unread', at: 1000, undecided: true });
  });

  test('decisions, and those taken back, are known after a restart', async () => {
    const { log, store } = setup();
    const { before, after } = await store.change(
      new Map([
        ['a', 'read'],
        ['b', 'read'],
      ]),
    );
    await store.exchange(after, before);
    await store.set(['b'], 'unread');
    const again = new TriageStore(log, () => 2000);
    await again.ready();
    assert.deepEqual(
      ['a', 'b'].map((id) => again.ownTriage(id)),
      [undefined, 'unread'],
    );
  });

  test('papers that were decided on differently go back to what each was, in one step', async () => {
    const { store } = setup();
    await store.set(['a'], 'unread');
    const before = new Map(['a', 'b'].map((id) => [id, store.ownTriage(id)]));
    await store.set(['a', 'b'], 'read');
    assert.deepEqual([...(await store.change(before)).after.keys()], ['a', 'b']);
    assert.deepEqual(
      ['a', 'b'].map((id) => store.ownTriage(id)),
      ['unread', undefined],
    );
  });

  test('an exchange looks at what another window has decided until now', async () => {
    const { log, store } = setup();
    const { before, after } = await store.change(
      new Map([
        ['a', 'read'],
        ['b', 'read'],
      ]),
    );
    log.beforePoll = () => log.appendElsewhere({ id: 'a', state: 'later', at: 0 });
    assert.equal(await store.exchange(after, before), false);
    assert.deepEqual([store.get('a'), store.get('b')], ['later', 'read']);
  });

  test('decisions from another window are shown, even if its clock is wrong', async () => {
    const { log, store, fired } = setup();
    await store.set(['a'], 'read');
    log.appendElsewhere({ id: 'a', state: 'unread', at: 0 });
    assert.equal(store.get('a'), 'unread');
    assert.deepEqual(fired, [['a'], ['a']]);
  });

  test('a log that another window has replaced counts as a whole', async () => {
    const { log, store, fired } = setup();
    await store.set(['a', 'b'], 'read');
    log.replaceElsewhere([{ id: 'b', state: 'later', at: 0 }]);
    await Promise.resolve(store.set(['c'], 'read'));
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => store.ownTriage(id)),
      [undefined, 'later', 'read'],
    );
    assert.deepEqual(new Set(fired.flat()), new Set(['a', 'b', 'c']));
  });

  test('many records are read in small steps, and decisions made meanwhile stay', async () => {
    const log = new InMemoryLog();
    let steps = 0;
    let between = (): Promise<unknown> => Promise.resolve();
    const run: StepRunner = async (work) => {
      for (;;) {
        const step = work.next();
        steps += 1;
        if (step.done === true) return step.value;
        if (steps % 10 === 0) await between();
      }
    };
    const store = new TriageStore(log, () => 1000, run);
    await store.ready();
    between = () => store.set(['p5', 'mine'], 'skipped');
    const many = Array.from({ length: 10_000 }, (_, at) => ({ id: `p${at}`, state: 'read', at }) as const);
    const isReplaced = new Promise<void>((resolve) => {
      store.onDidChange((ids) => {
        if (ids.length > 100) resolve();
      });
    });
    log.replaceElsewhere(many);
    await isReplaced;
    assert.ok(steps >= 10_000 / 256, `${steps} steps`);
    assert.deepEqual(
      ['p4', 'p5', 'mine'].map((id) => store.get(id)),
      ['read', 'skipped', 'skipped'],
    );
  });

  test('a decision that cannot be saved changes nothing', async () => {
    const { log, store, fired } = setup();
    log.failure = new Error('disk full');
    await assert.rejects(store.set(['a'], 'read'), /disk full/);
    assert.equal(store.get('a'), 'unread');
    assert.deepEqual(fired, []);
    log.failure = undefined;
    await store.set(['a'], 'read');
    assert.equal(store.get('a'), 'read');
  });

  test('the last record of a paper counts', () => {
    const records = [
      { id: 'a', state: 'read', at: 3 },
      { id: 'b', state: 'read', at: 2 },
      { id: 'a', state: 'skipped', at: 1 },
      { id: 'b', state: 'unread', at: 4, undecided: true },
      { id: 'c', state: 'unread', at: 5 },
    ] as const;
    assert.deepEqual(
      [...foldTriage(records).values()],
      [
        { id: 'a', state: 'skipped', at: 1 },
        { id: 'c', state: 'unread', at: 5 },
      ],
    );
  });

  for (const value of [
    null,
    1,
    'x',
    [],
    {},
    { id: 'a', state: 'gone', at: 1 },
    { id: 1, state: 'read', at: 1 },
  ]) {
    test(`${JSON.stringify(value)} is no record`, () => assert.equal(triageRecord(value), undefined));
  }
});
