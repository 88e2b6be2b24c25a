import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstIndex } from '../../../../src/core/base/firstIndex';

suite('firstIndex', () => {
  test('finds what a search from the beginning finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 })),
        fc.integer({ min: -10, max: 10 }),
        (numbers, least) => {
          const sorted = numbers.toSorted((a, b) => a - b);
          const expected = sorted.findIndex((number) => number >= least);
          assert.equal(
            firstIndex(sorted.length, (at) => (sorted[at] ?? 0) >= least),
            expected < 0 ? sorted.length : expected,
          );
        },
      ),
    );
  });
});
