import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hashId32 } from '../../../../src/core/text/hash';
import { compareEntries, StringTable } from '../../../../src/core/search/stringTable';

const texts = fc
  .uniqueArray(
    fc
      .tuple(
        // More units than those of which a hash is made.
        fc.constantFrom('', 'a-beginning-of-twenty-units'),
        fc.string({ unit: fc.constantFrom('a', 'b', '-', 'é', '\ud83d', '\ude00', '\uffff'), maxLength: 4 }),
      )
      .map((parts) => parts.join('')),
    {
      minLength: 1,
    },
  )
  .map((all) => all.toSorted((a, b) => (a < b ? -1 : 1)));

suite('StringTable', () => {
  test('takes one byte a unit if all are below 256, and gives the same strings and hashes', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const table = StringTable.of(all);
        const areNarrow = all.every((text) => /^[\0-\xff]*$/u.test(text));
        assert.equal(table.units.BYTES_PER_ELEMENT, areNarrow ? 1 : 2);
        for (const [at, text] of all.entries()) {
          assert.equal(table.at(at), text);
          assert.equal(table.hashAt(at), hashId32(text));
          assert.equal(table.find(text), at);
        }
      }),
    );
  });

  test('of some of the strings, as if made of them', () => {
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.boolean()), (all, choices) => {
        const chosen = all.map((_, at) => at).filter(() => choices.next().value === true);
        const table = StringTable.of(all).pick(Uint32Array.from(chosen));
        assert.deepEqual(
          Array.from({ length: table.size }, (_, at) => table.at(at)),
          chosen.map((at) => all[at]),
        );
      }),
    );
  });

  test('compares strings of two tables as “<” does', () => {
    fc.assert(
      fc.property(texts, texts, (ours, theirs) => {
        const [table, other] = [StringTable.of(ours), StringTable.of(theirs)];
        for (const [at, text] of ours.entries())
          for (const [otherAt, otherText] of theirs.entries())
            assert.equal(
              Math.sign(compareEntries(table, at, other, otherAt)),
              text < otherText ? -1 : text === otherText ? 0 : 1,
              `${text} and ${otherText}`,
            );
      }),
    );
  });
});
