import assert from 'node:assert/strict';
import fc from 'fast-check';
import { render } from '../../../../src/core/tex/render';
import type { AbstractToken } from '../../../../src/core/tex/token';
import { damage } from './damage';
import { heldOutAbstracts } from './heldOutAbstracts';
import { intactAbstracts } from './intactAbstracts';
import { runs } from '../../../support/testLength';
import { anyCodePoint } from '../../../support/codePoints';

/** Parts of TeX, damage and digests, so that random texts reach the rules and not only the letters. */
const pieces = [
  ...[
    '\\',
    '{',
    '}',
    '$',
    '$$',
    '_',
    '^',
    '(',
    ')',
    '[',
    ']',
    '|',
    '||',
    '<',
    '=',
    '+',
    '-',
    '--',
    '~',
    '%',
    '&',
    '#',
  ],
  ...[
    'mathcal',
    'mathbb',
    'frac',
    'sqrt',
    'Phi',
    'epsilon',
    'leq',
    'times',
    'infty',
    'log',
    'textbf',
    'it',
    'em',
  ],
  ...[
    '\\mathcal{O}',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '\\begin{align}',
    '\\end{align}',
    '{\\em ',
    '{it ',
    '``',
    "''",
    '\\"i',
  ],
  ...[
    'x',
    'O',
    'n',
    '1',
    '10',
    '0.5',
    '5%',
    '$5',
    ' ',
    '  ',
    '\n',
    '.',
    ',',
    'the',
    'model',
    'https://a.b/c',
    '😀',
    '\uD800',
  ],
];
const texish = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join(''));
const anyText = fc.oneof(
  texish,
  fc.string({ unit: anyCodePoint, maxLength: 200 }),
  texish.map((text) => damage(text).text),
);

/** Throws unless the tokens cover the text in order, and say nothing but text where they say nothing of a repair. */
function checkCover(text: string, tokens: readonly AbstractToken[]): void {
  let end = 0;
  for (const token of tokens) {
    assert.equal(token.start, end);
    assert.ok(token.end > token.start);
    const raw = text.slice(token.start, token.end);
    if (token.kind === 'text' && !token.reconstructed) assert.equal(token.plain, raw);
    if (token.kind === 'link') assert.match(token.href, /^https?:\/\//);
    end = token.end;
  }
  assert.equal(end, text.length);
}

suite('render', () => {
  test('braces around a formula and \\unicode are markup', () => {
    const plainOf = (text: string): string =>
      render(text)
        .map((token) => token.plain)
        .join('');
    assert.equal(plainOf('{$\\pi_{0.5}$}: a model'), 'π_{0.5}: a model');
    assert.equal(plainOf('a \\unicode{x2014} b$\\unicode{x2014}$c'), 'a — b—c');
    assert.equal(
      plainOf('\\unicode{x202e} \\unicode{x1f} \\unicode{ffffff}'),
      '\\unicode{x202e} \\unicode{x1f} \\unicode{ffffff}',
    );
  });

  const ties: readonly (readonly [text: string, plain: string])[] = [
    ['$n$~samples', 'n samples'],
    ['T$^\\star$~transitions', 'T^⋆ transitions'],
    ['$a$~$b$ and $\\approx$~5', 'a b and ≈ 5'],
    ['with 10~GB, 3.5~dB and 1~ms', 'with 10 GB, 3.5 dB and 1 ms'],
    ['a $3$~GB model, 5~$\\mu$m, 10~\\%', 'a 3 GB model, 5 μm, 10 %'],
    ['Section 3~and Fig.~2, in 2024~we', 'Section 3 and Fig. 2, in 2024 we'],
    ['“quoted”~word, x²~b, 30°~C', '“quoted” word, x² b, 30° C'],
    ['Dr.~Smith, see~(1), ends)~word', 'Dr. Smith, see (1), ends) word'],
    ['~5x, is ~5x faster, 1.3x ~ 1.7x', '~5x, is ~5x faster, 1.3x ~ 1.7x'],
    ['1.3x~1.7x, 10~20, 5%~10%, 1~N, 0~n of', '1.3x~1.7x, 10~20, 5%~10%, 1~N, 0~n of'],
    ['$x$ ~ $y$ and 3~个月', 'x ~ y and 3~个月'],
    ['costs US$~5B', 'costs US$~5B'],
  ];
  for (const [text, plain] of ties)
    test(`ties are spaces, and other tildes stay: ${text}`, () => {
      const shown = render(text).map((token) => token.plain);
      assert.equal(shown.join(''), plain);
    });

  test('a font whose name lost its backslash holds to the colon of a heading, or to the end of the word', () => {
    const kindsOf = (text: string): string[] =>
      render(text).map(({ kind, plain }) => (kind === 'text' ? plain : `${kind}:${plain}`));
    assert.deepEqual(kindsOf('textbfMain results: so emphnew it is'), [
      'bold:Main results',
      ': so ',
      'italic:new',
      ' it is',
    ]);
    assert.deepEqual(kindsOf('textscLlama, textbf{so}'), ['Llama', ', ', 'bold:so']);
  });

  test('tokens cover the text in order, and intact mathematics is found', () => {
    for (const text of [...intactAbstracts, ...heldOutAbstracts]) {
      const tokens = render(text);
      checkCover(text, tokens);
      assert.ok(tokens.some(({ kind }) => kind === 'math'));
    }
  });

  test('tokens cover any text, and it never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => checkCover(text, render(text))),
      { numRuns: runs(3000) },
    );
  });

  const rows: readonly (readonly [text: string, formulas: readonly string[]])[] = [
    ['It costs $5 and not $7.', []],
    ['It costs $5, or $5-$10 a month.', []],
    ['We pay $5 for $x$ of them.', ['x']],
    ['A rate of $O(\\sqrt{n})$ is had.', ['O(\\sqrt{n})']],
    ['A rate of \\(n^2\\) is had.', ['n^2']],
    ['\\[ a = b \\]', ['a = b']],
    ['$$a = b$$', ['a = b']],
    ['We get a $\\sim$3$\\times$ speedup.', ['\\sim', '\\times']],
    ['Images of 224$\\times$224 pixels.', ['\\times']],
    ['It gains $\\pm$0.5 points and H$_2$0.', ['\\pm', '_2']],
    ['Only $>$90\\% of $x_1$2 are kept.', ['>', 'x_1']],
    ['It costs $5 per hour and $10 per day.', []],
    ['from $23 billion to $14 billion', []],
    ['Revenue rose from $271,677.37 to $272,748.58.', []],
    ['from $5_000 to $7, or $5 = $6, or US$5 and US$10', []],
    ['{$\\pi_{0.5}$}: a model', ['\\pi_{0.5}']],
    ['In {{\\(\\mathcal{O}\\)}} time', ['\\mathcal{O}']],
    ['a $x \\unicode{x2264} y$ b', ['x ≤ y']],
    ['An open $ is nothing', []],
    ['An open \\( is nothing', []],
  ];
  for (const [text, formulas] of rows) {
    test(`intact mathematics in “${text}”: ${formulas.join(', ') || 'none'}`, () => {
      const found = render(text).flatMap((token) => (token.kind === 'math' ? [token.tex.trim()] : []));
      assert.deepEqual(found, formulas);
    });
  }
});
