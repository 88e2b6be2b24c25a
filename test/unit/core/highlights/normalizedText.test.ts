import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizeText } from '../../../../src/core/highlights/normalizedText';
import { Vocabulary } from '../../../../src/core/highlights/vocabulary';

function same(a: string, b: string): boolean {
  const vocabulary = new Vocabulary();
  return (
    JSON.stringify(vocabulary.encode(normalizeText(a)).ids) ===
    JSON.stringify(vocabulary.encode(normalizeText(b)).ids)
  );
}

suite('comparable text', () => {
  const alike: readonly (readonly [what: string, ...texts: string[]])[] = [
    ['letter case', 'State of the Art', 'state of the art', 'STATE OF THE ART'],
    ['normal forms and accents', 'naïve café', 'naïve café', 'naive cafe', 'na\\"ive caf\\\'{e}'],
    ['TeX accents', 'Poincaré, Gödel, façade', 'Poincar\\\'e, G\\"{o}del, fa\\c{c}ade'],
    ['ligatures', 'efficient flow', 'eﬃcient ﬂow'],
    ['quotes', '"lazy" models\'', '“lazy” models’', "``lazy'' models`"],
    ['dashes', 'attacks--small', 'attacks — small', 'attacks – small', 'attacks - small'],
    ['ellipses', 'and so on ...', 'and so on …', 'and so on \\ldots', 'and so on \\dots'],
    ['white space', 'one two', 'one\n  two', 'one\u00a0two', 'one~two', ' one two '],
    ['invisible characters', 'hyphenation', 'hy\u00adphen\u200bation'],
    ['a missing space', 'platforms. Code', 'platforms.Code'],
    ['lost dollars and backslashes', '$1.72\\times$', '1.72times', '1.72×'],
    ['lost outer commands', '$\\tilde{\\mathcal{O}}(\\sqrt{n})$', 'mathcal{O}(n)'],
    [
      'signs by name',
      '$\\alpha \\leq \\infty$',
      'alpha leq infty',
      'alpha le infty',
      'α ≤ ∞',
      'alpha <= infty',
    ],
    ['mathematical letters', '$\\mathbb{R}^d$', 'ℝ^d', 'R_d'],
    ['scripts', 'z_{i-1}', '$z_{i-1}$', 'z_{i−1}'],
    ['emphasis', '{\\it misaligned}', '{it misaligned}', '\\emph{misaligned}', 'misaligned'],
    ['escapes', '16\\%', '16%', '$16\\%$'],
  ];
  for (const [what, first = '', ...others] of alike) {
    test(`makes nothing of ${what}`, () => {
      for (const other of others) assert.ok(same(first, other), `${first} | ${other}`);
    });
  }

  const different: readonly (readonly [string, string])[] = [
    ['95 %', '96 %'],
    ['alpha', 'beta'],
    ['model', 'models'],
    ['x > 1', 'x < 1'],
    ['漢字', '漢語'],
  ];
  for (const [a, b] of different) test(`tells ${a} from ${b}`, () => assert.ok(!same(a, b)));

  test('gives mark-up to the token it belongs to', () => {
    const text = 'cost $\\mathcal{O}(n)$.';
    const parts = normalizeText(text).tokens.map(({ lead, trail }) => text.slice(lead, trail));
    assert.deepEqual(parts, ['cost', '$\\mathcal{O}', '(', 'n', ')$', '.']);
  });

  test('currency is not mathematics', () => {
    const text = 'from $5 to $10 each';
    const parts = normalizeText(text).tokens.map(({ lead, trail }) => text.slice(lead, trail));
    assert.deepEqual(parts, ['from', '$5', 'to', '$10', 'each']);
  });

  test('tokens lie in order in the raw text, whatever the text', () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        'a',
        'Bc',
        ' ',
        '\\',
        '{',
        '}',
        '$',
        '\\mathcal{',
        '^',
        '_',
        '1',
        'é',
        'ﬃ',
        '😀',
        '"',
        '.',
        '字',
        '\u0301',
        '\ud800',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(soup, (raw) => {
        const { tokens, folded, rawOf } = normalizeText(raw);
        let [unit, end] = [0, 0];
        for (const token of tokens) {
          assert.ok(token.lead <= token.start && token.start < token.end && token.end <= token.trail);
          assert.ok(token.start >= end && token.trail <= raw.length);
          assert.equal(token.at, unit);
          assert.equal(folded.slice(token.at, token.at + token.text.length), token.text);
          unit += token.text.length;
          end = token.end;
        }
        assert.equal(unit, folded.length);
        assert.equal(rawOf.length, folded.length);
        assert.ok(rawOf.every((offset, at) => at === 0 || offset >= (rawOf[at - 1] ?? 0)));
      }),
    );
  });
});
