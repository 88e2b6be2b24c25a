import assert from 'node:assert/strict';
import { textBoundary } from '../../../../src/core/text/findText';
import {
  extendSelection,
  moveSelection,
  textUnits,
  type TextUnit,
} from '../../../../src/core/text/textUnits';

const text = `A title${textBoundary}We show it. Then, by e.g. words, we stop.${textBoundary}The end.`;
const units = textUnits(text);

suite('Words and sentences to go through', () => {
  const wordsOf = (range: { start: number; end: number } | undefined): string =>
    range === undefined ? '' : text.slice(range.start, range.end);

  test('are those of each block', () => {
    assert.deepEqual(units.sentence.map(wordsOf), [
      'A title',
      'We show it.',
      'Then, by e.g. words, we stop.',
      'The end.',
    ]);
    assert.deepEqual(units.word.slice(0, 6).map(wordsOf), ['A', 'title', 'We', 'show', 'it', 'Then']);
  });

  /** Steps such as `sentence+`, `word-`, and `extend word+`, and what is selected after each. */
  const walks: readonly (readonly (readonly [step: string, selected: string])[])[] = [
    [
      ['sentence+', 'A title'],
      ['sentence+', 'We show it.'],
      ['word+', 'We'],
      ['word+', 'show'],
      ['extend word+', 'show it'],
      ['extend word+', 'show it. Then'],
      ['extend word-', 'show it'],
      ['extend word-', 'show'],
      ['extend word-', 'show'],
      ['extend sentence+', 'show it.'],
      ['extend sentence+', 'show it. Then, by e.g. words, we stop.'],
      ['extend sentence-', 'show it.'],
      ['sentence+', 'Then, by e.g. words, we stop.'],
      ['word-', 'it'],
      ['sentence-', 'We show it.'],
    ],
    [
      ['word+', 'A'],
      ['word-', 'A'],
      ['sentence+', 'We show it.'],
      ['sentence-', 'A title'],
      ['sentence-', 'A title'],
    ],
    [
      ['sentence+', 'A title'],
      ['sentence+', 'We show it.'],
      ['sentence+', 'Then, by e.g. words, we stop.'],
      ['sentence+', 'The end.'],
      ['sentence+', 'The end.'],
    ],
  ];
  for (const walk of walks) {
    test(walk.map(([step]) => step).join(', '), () => {
      let selected: { start: number; end: number } | undefined;
      for (const [step, expected] of walk) {
        const by = step.endsWith('+') ? 1 : -1;
        const unit = /word|sentence/.exec(step)?.[0] as TextUnit;
        selected =
          step.startsWith('extend') && selected
            ? extendSelection(units, selected, unit, by)
            : moveSelection(units, selected, unit, by);
        assert.equal(wordsOf(selected), expected, step);
      }
    });
  }

  test('a text without words has no units', () => {
    const none = textUnits('');
    assert.equal(moveSelection(none, undefined, 'word', 1), undefined);
  });
});
