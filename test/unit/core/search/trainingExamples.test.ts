import assert from 'node:assert/strict';
import { judgement, lessonOf } from '../../../../src/core/search/trainingExamples';
import { triageStates } from '../../../../src/core/triage/triageState';

suite('Lessons from a person’s marks', () => {
  const of = (state: (typeof triageStates)[number], annotated = false) => lessonOf({ state, annotated });

  test('an unread paper gives no lesson', () => assert.equal(of('unread'), undefined));
  test('a tagged paper is wanted, in any state', () => {
    for (const state of triageStates) assert.deepEqual(of(state, true), { wanted: true, weight: 1 });
  });
  test('a skipped paper is not wanted', () => assert.equal(of('skipped')?.wanted, false));
  test('a paper kept for later weighs more than one that was only read', () => {
    assert.ok((of('later')?.weight ?? 0) > (of('read')?.weight ?? 0));
  });
  test('each of a paper’s fates is another', () => {
    const all = triageStates.flatMap((state) =>
      [true, false].map((annotated) => judgement({ state, annotated })),
    );
    assert.equal(new Set(all).size, all.length);
  });
});
