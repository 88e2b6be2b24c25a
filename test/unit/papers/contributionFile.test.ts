import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../src/core/base/steps';
import { type Contribution, toContribution } from '../../../src/core/papers/contribution';
import {
  decodeContributions,
  encodeContributions,
  type StampedContribution,
} from '../../../src/core/papers/contributionFile';
import { parseSource } from '../../../src/core/sources/formats';
import { renderers, samples } from '../../support/renderedDigests';
import { seeds } from './seeds';

const encode = (all: readonly StampedContribution[], reader = 'r'): Buffer =>
  Buffer.concat(finish(encodeContributions(reader, all)));
const decode = (bytes: Uint8Array, reader = 'r'): readonly StampedContribution[] =>
  finish(decodeContributions(reader, bytes));

const texts: readonly { readonly name: string; readonly text: string }[] = [
  ...seeds,
  ...Object.entries(renderers).map(([name, render]) => ({ name, text: render(samples()) })),
];
const all = texts.map(({ name, text }, at) => ({
  stamp: `stamp ${at}`,
  contribution: toContribution(name, parseSource({ name, text }).days),
}));

suite('Contributions in a file', () => {
  test('every kind of digest comes back as it was read', () => {
    assert.deepEqual(decode(encode(all)), all);
  });

  test('whatever a text holds comes back', () => {
    const contribution: fc.Arbitrary<Contribution> = fc
      .record({
        id: fc.string(),
        label: fc.string({ unit: 'binary' }),
        title: fc.string({ unit: 'binary' }),
        abstract: fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
      })
      .map(({ id, label, ...paper }) => toContribution(id, [{ label, source: 'arxiv', papers: [paper] }]));
    fc.assert(
      fc.property(fc.array(contribution), fc.string(), (contributions, stamp) => {
        const given = contributions.map((one) => ({ stamp, contribution: one }));
        assert.deepEqual(decode(encode(given)), given);
      }),
    );
  });

  test('what another program has read is not taken', () => {
    assert.deepEqual(decode(encode(all, 'another')), []);
  });

  test('of a file that was cut off, all that is whole comes back', () => {
    const bytes = encode(all);
    fc.assert(
      fc.property(fc.nat(bytes.length), (length) => {
        const read = decode(bytes.subarray(0, length));
        assert.deepEqual(read, all.slice(0, read.length));
        assert.equal(read.length === all.length, length === bytes.length);
      }),
      { numRuns: 20 },
    );
  });

  test('a damaged file never stops it, and gives nothing that is no contribution', () => {
    const bytes = encode(all.slice(0, 2));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), (changes) => {
        const damaged = Buffer.from(bytes);
        for (const [at, byte] of changes) damaged[at] = byte;
        for (const { contribution } of decode(damaged)) {
          assert.equal(typeof contribution.id, 'string');
          for (const { papers } of contribution.days)
            for (const { record } of papers)
              assert.equal(typeof record.title + typeof record.abstract, 'stringstring');
        }
      }),
      { numRuns: 30 },
    );
  });

  test('nor does what is no such file', () => {
    for (const text of ['', '\n\n', '{}', 'null\nnull\n', '{"format":1,"reader":"r"}\n[]\n'])
      assert.deepEqual(decode(Buffer.from(text)), []);
  });
});
