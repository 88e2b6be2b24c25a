import assert from 'node:assert/strict';
import { plainMath } from '../../../../src/core/tex/plainMath';

const rows: readonly (readonly [tex: string, plain: string])[] = [
  // A fraction in a script, under a root, in another fraction.
  ['O(T^{\\frac{2}{3}})', 'O(T^{2/3})'],
  ['x^\\frac12', 'x^{1/2}'],
  ['x_{\\frac{n}{2}}', 'x_{n/2}'],
  ['e^{\\frac{x^2}{2}}', 'e^{x²/2}'],
  ['e^{-\\frac{a}{b}c}', 'e^{−(a/b)c}'],
  ['\\sqrt{\\frac{a}{b}}', '√(a/b)'],
  ['\\frac{\\frac{a}{b}}{c}', '(a/b)/c'],
  ['\\frac{a}{\\frac{b}{c}}', 'a/(b/c)'],
  ['\\frac{1}{x^{\\frac{1}{2}}}', '1/x^{1/2}'],
  // The same in braces or in another font.
  ['x^{{\\frac{1}{2}}}', 'x^{1/2}'],
  ['\\sqrt{\\mathrm{\\frac{a}{b}}}', '√(a/b)'],
  ['\\frac{{a+b}}{c}', '(a+b)/c'],
  ['\\frac{\\mathbf{a+b}}{c}', '(a+b)/c'],
  ['\\frac{a}{\\textcolor{red}{bc}}', 'a/(bc)'],
  ['x^{{a+b}}', 'x^{a+b}'],
  ['x^{\\mathrm{a+b}}', 'x^{a+b}'],
  // A fraction beside a factor.
  ['\\frac{a}{b}c', '(a/b)c'],
  ['\\frac{1}{n}\\sum_i x_i', '(1/n)∑_i x_i'],
  ['\\frac{1}{2}(a+b)', '(1/2)(a+b)'],
  ['\\frac{1}{2} x', '1/2 x'],
  ['2\\frac{1}{2}', '2(1/2)'],
  ['x/\\frac{a}{b}', 'x/(a/b)'],
  ['c\\frac{a}{b}', 'ca/b'],
  ['\\left|\\frac{a}{b}\\right|', '|a/b|'],
  ['f(\\frac{a}{b}), \\frac{a}{b}.', 'f(a/b), a/b.'],
  ['1-\\frac{1}{e}', '1−1/e'],
  // A script behind a fraction or a root.
  ['{\\frac{1}{2}}^2', '(1/2)²'],
  ['\\frac{a}{b}_i', '(a/b)_i'],
  ['\\sqrt{x}^2', '(√x)²'],
  ['\\left(\\frac{a}{b}\\right)^2', '(a/b)²'],
  // A script within a script.
  ['2^{n_k}', '2^{n_k}'],
  ['2^{2^n}', '2^{2^n}'],
  ['x^{n^2}', 'x^{n²}'],
  ['x^{y}_{z}', 'x^y_z'],
  // Roots with an index.
  ['2\\sqrt[3]{x}', '2³√x'],
  ['2\\sqrt[n]{x+1}', '2(x+1)^{1/n}'],
  // What needs no brackets.
  ['\\frac{1}{2}', '1/2'],
  ['\\frac{x^2}{10}', 'x²/10'],
  ['\\frac{d}{\\sqrt{n}}', 'd/√n'],
  ['\\frac{-1}{2}', '(−1)/2'],
  ['E_{\\pm} x_{\\mathrm{max}} y_{\\text{min}}', 'E_± x_max y_min'],
  ['10^{-3} A^{-\\beta} x^{ab}', '10⁻³ A^{−β} x^{ab}'],
];

suite('Plain mathematics', () => {
  for (const [tex, plain] of rows) test(`${tex} is ${plain}`, () => assert.equal(plainMath(tex), plain));
});
