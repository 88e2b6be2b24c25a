import assert from 'node:assert/strict';
import { localizable, localized } from '../../../../src/core/base/localization';
import { History } from '../../../../src/core/history/history';
import { papersOf } from '../../../../src/core/history/historyStep';
import { triageStates } from '../../../../src/core/triage/triageState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { TriageMarks } from '../../../../src/services/triage/triageMarks';
import { InMemoryLog } from '../../core/triage/inMemoryLog';

const papers = ['on-noise-0123abcd', 'on-signals-0123abcd', 'on-samples-0123abcd'] as const;
const [noise, signals] = papers;

async function setup() {
  const log = new InMemoryLog();
  const triage = new TriageStore(log, () => 0);
  await triage.ready();
  const history = new History();
  let marked = 0;
  const marks = new TriageMarks(triage, history, () => (marked += 1));
  const states = () => papers.map((id) => triage.get(id));
  return { log, history, marks, states, marked: () => marked };
}

suite('Marks of papers', () => {
  test('of several papers are one step, which is undone and redone as a whole', async () => {
    const { history, marks, states } = await setup();
    await marks.mark([signals], 'later');
    const step = await marks.mark(papers, 'read');
    assert.ok(step);
    assert.deepEqual([papersOf(step).toSorted(), states()], [papers.toSorted(), ['read', 'read', 'read']]);
    assert.equal((await history.undo()).kind, 'done');
    assert.deepEqual(states(), ['unread', 'later', 'unread']);
    assert.equal((await history.redo()).kind, 'done');
    assert.deepEqual(states(), ['read', 'read', 'read']);
  });

  test('are a step of those papers that were not in the state already, and none if all were', async () => {
    const { history, marks, marked } = await setup();
    await marks.mark([noise], 'read');
    const step = await marks.mark([noise, signals], 'read');
    assert.deepEqual(step && papersOf(step), [signals]);
    assert.equal(await marks.mark([noise, signals], 'read'), undefined);
    assert.equal(await marks.mark([], 'read'), undefined);
    assert.deepEqual([history.done.length, marked()], [2, 2]);
  });

  test('are called in the history as their commands are, unless another name is given', async () => {
    const { marks } = await setup();
    const labels: (string | undefined)[] = [];
    for (const state of [...triageStates.filter((each) => each !== 'unread'), 'unread'] as const)
      labels.push(localized((await marks.mark([noise], state))?.label ?? localizable('nothing')));
    labels.push(localized((await marks.mark([noise], 'read', localizable('Mark Day as Read')))?.label ?? ''));
    assert.deepEqual(labels.toSorted(), [
      'Mark Day as Read',
      'Mark as Read',
      'Mark as Unread',
      'Read Later',
      'Skip',
    ]);
  });

  test('that cannot be stored are no step', async () => {
    const { log, history, marks, states, marked } = await setup();
    log.failure = new Error('disk full');
    await assert.rejects(marks.mark([noise], 'read'), /disk full/u);
    assert.deepEqual([states()[0], history.done, marked()], ['unread', [], 0]);
  });
});
