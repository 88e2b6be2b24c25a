import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextLength, createSelector, matchesAtOffsets } from '../../../../src/core/highlights/selector';

const loneSurrogate = /\p{Cs}/u;

suite('selector', () => {
  test('describes a range by its words, its offsets and 32 units on each side', () => {
    const text = `${'a'.repeat(40)} QUOTE ${'b'.repeat(40)}`;
    assert.deepEqual(createSelector(text, 41, 46), {
      quote: 'QUOTE',
      prefix: `${'a'.repeat(31)} `,
      suffix: ` ${'b'.repeat(31)}`,
      start: 41,
      end: 46,
    });
  });

  test('takes less context where the text begins and ends', () => {
    const { prefix, suffix } = createSelector('one two three', 4, 7);
    assert.deepEqual([prefix, suffix], ['one ', ' three']);
  });

  test('never cuts a surrogate pair, in the quote or in the context', () => {
    const text = `${'😀'.repeat(20)}x${'😀'.repeat(20)}`;
    const whole = createSelector(text, 39, 42);
    assert.deepEqual([whole.quote, whole.start, whole.end], ['😀x😀', 38, 43]);
    const odd = createSelector(text, 40, 41);
    assert.equal(odd.prefix, '😀'.repeat(16));
    const shifted = createSelector(`y${text}`, 41, 42);
    assert.doesNotMatch(shifted.prefix + '|' + shifted.suffix, loneSurrogate);
  });

  test('refuses a range that holds no text', () => {
    for (const [start, end] of [
      [2, 2],
      [3, 2],
      [-1, 2],
      [0, 6],
      [0.5, 2],
      [NaN, 2],
    ] as const) {
      assert.throws(() => createSelector('hello', start, end), RangeError, `${start} to ${end}`);
    }
  });

  test('every selector holds on the text it was made on, and is well formed where the text is', () => {
    const range = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }).chain((text) =>
      fc.record({
        text: fc.constant(text),
        start: fc.nat(text.length - 1),
        length: fc.integer({ min: 1, max: 40 }),
      }),
    );
    fc.assert(
      fc.property(range, ({ text, start, length }) => {
        const selector = createSelector(text, start, Math.min(text.length, start + length));
        assert.ok(matchesAtOffsets(selector, text));
        assert.ok(selector.prefix.length <= contextLength && selector.suffix.length <= contextLength);
        for (const part of [selector.quote, selector.prefix, selector.suffix])
          assert.doesNotMatch(part, loneSurrogate);
      }),
    );
  });

  test('offsets that lie do not hold', () => {
    const selector = createSelector('the cat sat on the mat', 4, 7);
    const lies = [
      { start: 5 },
      { end: 8 },
      { start: -1 },
      { start: NaN },
      { start: 1e9, end: 1e9 + 3 },
      { quote: '' },
    ];
    for (const lie of lies)
      assert.ok(!matchesAtOffsets({ ...selector, ...lie }, 'the cat sat on the mat'), JSON.stringify(lie));
  });
});
