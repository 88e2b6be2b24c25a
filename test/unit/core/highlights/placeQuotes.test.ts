import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placeQuotes } from '../../../../src/core/highlights/placeQuotes';
import { matchingLines } from '../../../../src/core/highlights/matchingLines';
import { createSelector } from '../../../../src/core/highlights/selector';

const words = [
  'we',
  'bound',
  'the',
  'loss',
  'of',
  'each',
  'layer',
  'by',
  'its',
  '$x_{i}$',
  'depth',
  'and',
  'width',
];
const line = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 })
  .map((list) => list.join(' '));
const text = fc.array(line, { minLength: 1, maxLength: 25 }).map((lines) => lines.join('\n'));
const range = fc.record({ at: fc.nat(), length: fc.integer({ min: 1, max: 120 }) });

function selectorIn(source: string, { at, length }: { readonly at: number; readonly length: number }) {
  const start = at % source.length;
  return createSelector(source, start, Math.min(source.length, start + length));
}

suite('Placing quotes of one version of a text in another', () => {
  test('finds every quote at its offsets in the same text', () => {
    fc.assert(
      fc.property(text, fc.array(range, { maxLength: 5 }), (source, ranges) => {
        const selectors = ranges.map((one) => selectorIn(source, one));
        assert.deepEqual(
          placeQuotes(selectors, source, source),
          selectors.map(({ start, end }) => ({ kind: 'found', start, end })),
        );
      }),
    );
  });

  test('never finds a quote on other words, and never throws', () => {
    const known = fc.option(fc.constant(true));
    fc.assert(
      fc.property(text, text, range, known, (old, current, at, isKnown) => {
        const selector = selectorIn(old, at);
        const [placed] = placeQuotes([selector], isKnown === null ? undefined : old, current);
        if (placed?.kind !== 'found') return;
        const bare = (part: string): string => part.toLowerCase().replace(/[^a-z0-9]/gu, '');
        assert.equal(bare(current.slice(placed.start, placed.end)), bare(selector.quote));
      }),
    );
  });

  test('tells repetitions apart by the lines around them', () => {
    const row = (number: number): string =>
      `Here begins experiment number ${number} of ours.\nOurs\n${number}\nIt was good.`;
    const old = [row(1), row(2), row(3)].join('\n');
    const current = ['A new experiment comes first.\nOurs\n0\nIt was good.', old].join('\n');
    const second = old.indexOf('It was good.', old.indexOf('number 2'));
    const [placed] = placeQuotes([createSelector(old, second, second + 12)], old, current);
    assert.deepEqual(placed, {
      kind: 'found',
      start: second + current.length - old.length,
      end: second + 12 + current.length - old.length,
    });
  });

  test('lines in common follow one another in both texts', () => {
    fc.assert(
      fc.property(text, text, (old, current) => {
        let [oldEnd, newEnd] = [0, 0];
        for (const { oldStart, newStart, length } of matchingLines(old, current)) {
          assert.equal(old.slice(oldStart, oldStart + length), current.slice(newStart, newStart + length));
          assert.ok(oldStart >= oldEnd && newStart >= newEnd);
          [oldEnd, newEnd] = [oldStart + length, newStart + length];
        }
      }),
    );
  });
});
