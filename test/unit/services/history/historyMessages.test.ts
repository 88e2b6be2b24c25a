import assert from 'node:assert/strict';
import { type ChangeTarget, changeOf, type HistoryStep } from '../../../../src/core/history/historyStep';
import { describeStep, doneMessage, refusedMessage } from '../../../../src/services/history/historyMessages';

const titles: Readonly<Record<string, string>> = { noise: 'On Noise', long: 'On Samples and '.repeat(10) };
const titleOf = (id: string): string | undefined => titles[id];
const mark = (paperId: string): ChangeTarget => ({ key: `mark:${paperId}`, paperId });

const stepOn = (...targets: readonly ChangeTarget[]): HistoryStep => ({
  id: 1,
  label: 'Skip',
  changes: targets.map((target) =>
    changeOf(target, { isAsExpected: () => Promise.resolve(true), apply: () => Promise.resolve(true) }),
  ),
});

const refused = (...changed: readonly ChangeTarget[]): string => {
  const step = stepOn(...changed);
  return refusedMessage({ kind: 'refused', direction: 'undo', step, changed, rest: undefined }, titleOf);
};

suite('Messages of the history', () => {
  test('name the step and the paper, or how many papers', () => {
    for (const [step, text] of [
      [stepOn(mark('noise')), '“Skip” on “On Noise”'],
      [stepOn(mark('noise'), mark('long')), '“Skip” on 2 papers'],
      [
        stepOn(mark('noise'), { ...mark('noise'), key: 'note:noise', name: 'the note' }),
        '“Skip” on “On Noise”',
      ],
      [stepOn(mark('lost')), '“Skip” on 1 paper'],
      [stepOn({ key: 'setting', name: 'the rules' }), '“Skip”'],
    ] as const)
      assert.equal(describeStep(step, titleOf), text);
  });

  test('say whether a step was undone or redone', () => {
    assert.equal(doneMessage('undo', stepOn(mark('noise')), titleOf), 'Undid “Skip” on “On Noise”.');
    assert.equal(doneMessage('redo', stepOn(mark('noise')), titleOf), 'Redid “Skip” on “On Noise”.');
  });

  test('cut a long title', () => {
    const text = describeStep(stepOn(mark('long')), titleOf);
    assert.ok(text.length < 80 && text.includes('…'), text);
  });

  test('name what has changed since a step was refused', () => {
    const note = { ...mark('noise'), key: 'note:noise', name: 'the note' };
    assert.equal(
      refused(mark('noise'), note),
      '“Skip” on “On Noise” was not undone, since this has changed: the mark of “On Noise”, the note of “On Noise”.',
    );
    assert.match(refused(mark('lost')), /: the mark of a paper that is no longer listed\.$/);
    assert.match(refused({ key: 'setting', name: 'the rules' }), /: the rules\.$/);
    assert.match(refused({ key: 'setting' }), /: what it changed\.$/);
  });

  test('name three targets at most, each once', () => {
    const targets = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ key: name, name }));
    assert.match(refused(...targets), /changed: a, b, c, 2 more\.$/);
    assert.match(
      refused(mark('lost'), mark('gone')),
      /changed: the mark of a paper that is no longer listed\.$/,
    );
  });
});
