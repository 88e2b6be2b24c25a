import assert from 'node:assert/strict';
import { judgement, lessonOf } from '../../../../src/core/search/trainingExamples';
import { triageStates } from '../../../../src/core/triage/triageState';

suite('What a person’s marks say', () => {
  const of = (state: (typeof triageStates)[number], annotated = false) => lessonOf({ state, annotated });

  test('nothing was said of an unread paper', () => assert.equal(of('unread'), undefined));
  test('what is tagged is wanted, whatever its state', () => {
    for (const state of triageStates) assert.deepEqual(of(state, true), { wanted: true, weight: 1 });
  });
  test('what is skipped is not wanted', () => assert.equal(of('skipped')?.wanted, false));
  test('what is kept for later says more than what was only read', () => {
    assert.ok((of('later')?.weight ?? 0) > (of('read')?.weight ?? 0));
  });
  test('each of a paper’s fates is another', () => {
    const all = triageStates.flatMap((state) =>
      [true, false].map((annotated) => judgement({ state, annotated })),
    );
    assert.equal(new Set(all).size, all.length);
  });
});
