import assert from 'node:assert/strict';
import { judgement, trainingExampleOf } from '../../../../src/core/search/trainingExamples';
import { triageStates } from '../../../../src/core/triage/triageState';

suite('Training examples from a person’s marks', () => {
  const of = (state: (typeof triageStates)[number], annotated = false) =>
    trainingExampleOf({ state, annotated });

  test('an unread paper is no training example', () => assert.equal(of('unread'), undefined));
  test('a tagged paper is wanted, in any state', () => {
    for (const state of triageStates) assert.deepEqual(of(state, true), { wanted: true, weight: 1 });
  });
  test('a skipped paper is not wanted', () => assert.equal(of('skipped')?.wanted, false));
  test('a paper kept for later weighs more than one that was only read', () => {
    assert.ok((of('later')?.weight ?? 0) > (of('read')?.weight ?? 0));
  });
  test('the judgement differs for each combination of state and annotation', () => {
    const all = triageStates.flatMap((state) =>
      [true, false].map((annotated) => judgement({ state, annotated })),
    );
    assert.equal(new Set(all).size, all.length);
  });
});
