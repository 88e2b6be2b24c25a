import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { normaliseTitle, paperId } from '../../../../src/core/library/paperId';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { seeds } from './seeds';
import { runs } from '../../../support/testLength';
import { anyCodePoint } from '../../../support/codePoints';

const anyTitle = fc.oneof(fc.string(), fc.string({ unit: anyCodePoint }), fc.string({ unit: 'grapheme' }));

suite('normaliseTitle', () => {
  const cases: readonly (readonly [title: string, normalised: string])[] = [
    ['Attention Is All You Need', 'attention is all you need'],
    ['  How Powerful?  ', 'how powerful'],
    ["SeaBird: Segmentation in Bird's View", 'seabird segmentation in bird s view'],
    ['BT^2: Backward-compatible', 'bt 2 backward compatible'],
    ['ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
    ['ﬁne-tuning x²', 'fine tuning x2'],
    ['e\u0301tude', 'étude'],
    ['GÖDEL\tSTRASSE', 'gödel strasse'],
    ['注意力 就是一切', '注意力 就是一切'],
    ['???', ''],
    ['\ud800 lone', 'lone'],
  ];
  for (const [title, normalised] of cases) {
    test(`${JSON.stringify(title)} reads ${JSON.stringify(normalised)}`, () =>
      assert.equal(normaliseTitle(title), normalised));
  }
});

suite('paperId', () => {
  const cases: readonly (readonly [title: string, slug: string])[] = [
    ['Attention Is All You Need', 'attention-is-all-you-need'],
    ['Über Gödel: naïve façade', 'uber-godel-naive-facade'],
    ['注意力就是一切', 'paper'],
    ['∞ ??? —', 'paper'],
    ['', 'paper'],
    ['CON', 'con'],
    ['../../etc/passwd', 'etc-passwd'],
    [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
    ['a'.repeat(500), 'a'.repeat(60)],
  ];
  for (const [title, slug] of cases) {
    test(`${JSON.stringify(title.slice(0, 40))} begins ${slug}`, () =>
      assert.equal(paperId(title).slice(0, -9), slug));
  }

  test('ends in the first 8 hex digits of SHA-256 over the normalised title', () => {
    fc.assert(
      fc.property(anyTitle, (title) => {
        const hash = createHash('sha256').update(normaliseTitle(title), 'utf8').digest('hex');
        assert.equal(paperId(title).slice(-8), hash.slice(0, 8));
      }),
      { numRuns: runs(1000) },
    );
  });

  test('is a safe file name for any title', () => {
    fc.assert(
      fc.property(anyTitle, (title) =>
        assert.match(paperId(title), /^(?=.{10,69}$)[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}$/),
      ),
      { numRuns: runs(1000) },
    );
  });

  test('is equal for titles that differ only in case, space and punctuation', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1 }), (words) => {
        assert.equal(paperId(` ${words.join(' – ').toUpperCase()}! `), paperId(words.join(' ')));
      }),
    );
    assert.equal(paperId('a x\u0302b'), paperId('a x b'));
  });

  test('is unique for the titles of the packaged digests', () => {
    const titles = seeds.flatMap(({ text }) => parseTextDigest(text).days.flatMap(({ papers }) => papers));
    assert.equal(new Set(titles.map(({ title }) => title)).size, 159);
    assert.equal(new Set(titles.map(({ title }) => paperId(title))).size, 159);
  });
});
