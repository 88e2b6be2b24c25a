import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StringTable } from '../../../../src/core/search/stringTable';

const texts = fc
  .uniqueArray(
    fc.string({ unit: fc.constantFrom('a', 'b', '-', 'é', '\ud83d', '\ude00', '\uffff'), maxLength: 4 }),
    {
      minLength: 1,
    },
  )
  .map((all) => all.toSorted((a, b) => (a < b ? -1 : 1)));

suite('StringTable', () => {
  test('compares strings of two tables as “<” does', () => {
    fc.assert(
      fc.property(texts, texts, (ours, theirs) => {
        const [table, other] = [StringTable.of(ours), StringTable.of(theirs)];
        for (const [at, text] of ours.entries())
          for (const [otherAt, otherText] of theirs.entries())
            assert.equal(table.isBefore(at, other, otherAt), text < otherText, `${text} < ${otherText}`);
      }),
    );
  });
});
