import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rawOffset, shownOffset, type Side } from '../../../src/webview/offsets';
import { runs } from '../../support/testLength';

suite('Offsets of raw and shown text', () => {
  const table: readonly [string, string, string, number, Side, number][] = [
    ['same text', 'abc', 'abc', 2, 'start', 2],
    ['before what differs', 'na\\"ive', 'naïve', 2, 'end', 2],
    ['behind what differs', 'na\\"ive', 'naïve', 3, 'start', 5],
    ['inside, to its start', 'a\\%%b', 'a[]b', 2, 'start', 1],
    ['inside, to its end', 'a\\%%b', 'a[]b', 2, 'end', 4],
    ['the whole is different', 'mathcal{O}', '𝒪', 1, 'end', 10],
    ['more shown than raw', '--', '–––', 1, 'start', 0],
    ['more raw than shown', '``lazy', '`lazy', 1, 'start', 1],
    ['nothing shown', '{\\em ', '', 0, 'start', 0],
  ];
  for (const [name, raw, shown, offset, side, expected] of table) {
    test(`${name}: ${String(offset)} of "${shown}" is ${String(expected)} of "${raw}"`, () => {
      assert.equal(rawOffset({ raw, shown }, offset, side), expected);
    });
  }

  test('stay in range and in order, map the whole text to the whole, and are unchanged in equal texts', () => {
    const run = fc.record({ raw: fc.string({ maxLength: 12 }), shown: fc.string({ maxLength: 12 }) });
    fc.assert(
      fc.property(run, fc.nat(12), fc.nat(12), (both, a, b) => {
        const { raw, shown } = both;
        const [from, to] = [Math.min(a, b, shown.length), Math.min(Math.max(a, b), shown.length)];
        const start = rawOffset(both, from, 'start');
        const end = rawOffset(both, to, 'end');
        assert.ok(0 <= start && start <= end && end <= raw.length);
        assert.equal(rawOffset(both, 0, 'start'), 0);
        assert.equal(rawOffset(both, shown.length, 'end'), raw.length);
        assert.equal(shownOffset(both, raw.length, 'end'), shown.length);
        assert.equal(rawOffset({ raw: shown, shown }, from, 'start'), from);
        assert.equal(rawOffset({ raw: shown, shown }, from, 'end'), from);
      }),
      { numRuns: runs(2000) },
    );
  });
});
