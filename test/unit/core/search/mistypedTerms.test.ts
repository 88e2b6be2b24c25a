import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mistypedTerms } from '../../../../src/core/search/mistypedTerms';
import { sharedPrefixes, StringTable } from '../../../../src/core/search/stringTable';
import { editDistance } from './referenceRanking';
import { runs } from '../../../support/testLength';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '深'), minLength: 1, maxLength: 8 });

suite('mistypedTerms', () => {
  const found = (
    words: string[],
    wanted: { word: string; edits: number; open: boolean },
  ): Map<string, number> => {
    const terms = StringTable.of([...new Set(words)].sort());
    const hits = new Map<string, number>();
    mistypedTerms({ terms, shared: sharedPrefixes(terms) }, wanted, (term, distance) =>
      hits.set(terms.at(term), distance),
    );
    return hits;
  };

  test('finds the words within the distance, and no other', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), word, fc.nat(2), (words, wanted, edits) => {
        const expected = new Map(
          [...new Set(words)]
            .map((other) => [other, editDistance(wanted, other)] as const)
            .filter(([, d]) => d <= edits),
        );
        assert.deepEqual(
          new Map([...found(words, { word: wanted, edits, open: false })].sort()),
          new Map([...expected].sort()),
        );
      }),
      { numRuns: runs(500) },
    );
  });

  test('of an unfinished word, those that begin within the distance', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), word, fc.nat(2), (words, wanted, edits) => {
        const nearest = (other: string): number =>
          Math.min(
            ...Array.from({ length: other.length + 1 }, (_, end) =>
              editDistance(wanted, other.slice(0, end)),
            ),
          );
        const expected = [...new Set(words)].filter((other) => nearest(other) <= edits).sort();
        assert.deepEqual([...found(words, { word: wanted, edits, open: true }).keys()].sort(), expected);
      }),
      { numRuns: runs(500) },
    );
  });
});
