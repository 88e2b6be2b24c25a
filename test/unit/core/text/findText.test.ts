import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findText, textBoundary } from '../../../../src/core/text/findText';

const anyCase = { matchCase: false, wholeWords: false };

suite('Find in a text', () => {
  const cases: readonly [
    text: string,
    query: string,
    options: Partial<typeof anyCase>,
    found: readonly string[],
  ][] = [
    ['A loss is a loss.', 'loss', {}, ['loss', 'loss']],
    ['A Loss is a loss.', 'loss', { matchCase: true }, ['loss']],
    ['Loss, losses, floss, loss_1', 'loss', { wholeWords: true }, ['Loss']],
    ['état and 𝒪', 'état', { wholeWords: true }, ['état']],
    ['We bound the ℓ₁ loss by 𝒪(n) steps.', 'l1 loss by O(n)', {}, ['ℓ₁ loss by 𝒪(n)']],
    ['two  words\nhere', 'two words here', {}, ['two  words\nhere']],
    [`one${textBoundary}two`, 'one two', {}, []],
    ['aaaa', 'aa', {}, ['aa', 'aa']],
    ['abaXaba', 'aba', { wholeWords: true }, []],
    ['xab ab', 'ab', { wholeWords: true }, ['ab']],
    ['ﬁne lines', 'fine', {}, ['ﬁne']],
    ['e\u0301tat', 'état', {}, ['e\u0301tat']],
    ['İstanbul', 'istanbul', {}, []],
    ['anything', '', {}, []],
    ['a b', ' ', {}, [' ']],
    ['a.b (c) [d]', '(c) [', {}, ['(c) [']],
    ['', 'x', {}, []],
  ];
  for (const [text, query, options, found] of cases) {
    test(`“${query}” in “${text}”${JSON.stringify(options)}: ${found.length}`, () => {
      const ranges = findText(text, query, { ...anyCase, ...options });
      assert.deepEqual(
        ranges.map(({ start, end }) => text.slice(start, end)),
        found,
      );
    });
  }

  test('every range is in the text, in order, and a text is found in itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        (query, rest) => {
          const text = `${rest}${query}${rest}`;
          const ranges = findText(text, query, { matchCase: true, wholeWords: false });
          let before = 0;
          for (const { start, end } of ranges) {
            assert.ok(start >= before && end >= start && end <= text.length);
            before = end;
          }
        },
      ),
    );
    assert.deepEqual(findText('The text', 'The text', anyCase), [{ start: 0, end: 8 }]);
  });
});
