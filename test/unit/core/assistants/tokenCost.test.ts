import assert from 'node:assert/strict';
import fc from 'fast-check';
import { costOf, divideByCost, truncateToCost } from '../../../../src/core/assistants/tokenCost';

/** Whether a text has no half of a surrogate pair. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

suite('The cost of texts for models', () => {
  const rows: readonly (readonly [text: string, cost: number])[] = [
    ['', 0],
    ['word 1\n', 7],
    ['é', 2],
    ['слово', 10],
    ['论文', 8],
    ['𝐱', 8],
  ];
  for (const [text, cost] of rows) test(JSON.stringify(text), () => assert.equal(costOf(text), cost));

  test('parts are all of the text, each within its cost and well-formed', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '论', '𝐱'), maxLength: 2000 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 8, max: 700 }), (text, most) => {
        const parts = divideByCost(text, most);
        assert.equal(parts.join(''), text);
        for (const part of parts) assert.ok(costOf(part) <= most && isWellFormed(part), part);
        assert.ok(costOf(truncateToCost(text, most + 8)) <= most + 8);
      }),
    );
  });

  test('a part ends after a word', () => {
    assert.deepEqual(divideByCost('some words follow', 8), ['some ', 'words ', 'follow']);
  });
});
