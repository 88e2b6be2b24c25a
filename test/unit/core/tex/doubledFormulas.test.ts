import assert from 'node:assert/strict';
import { render } from '../../../../src/core/tex/render';
import { readable } from './wordFrames';

/** Texts copied from pages whose formulas contain their TeX, and the expected result. */
const kinds: Readonly<Record<string, readonly (readonly [copied: string, rendered: string])[]>> = {
  'the formula as shown, then its TeX': [
    ['runs in O(n2)O(n^2) time', 'runs in ⟦O(n²)⟧ time'],
    ['inputs xi∈Rdx_i \\in \\mathbb{R}^d are drawn', 'inputs ⟦x_i ∈ ℝ^d⟧ are drawn'],
    ['inputs xi∈ℝdx_{i}\\in\\mathbb{R}^{d}, drawn', 'inputs ⟦x_i ∈ ℝ^d⟧, drawn'],
    ['a rate of 10−410^{-4} or 10−4 10^{-4}.', 'a rate of ⟦10⁻⁴⟧ or ⟦10⁻⁴⟧.'],
    ['a (1+ε)(1+\\varepsilon)-approximation', 'a ⟦(1+ε)⟧-approximation'],
    ['the rate 1n\\frac{1}{\\sqrt{n}} is had', 'the rate ⟦1/√n⟧ is had'],
    ['the loss ℒtotal\\mathcal{L}_{\\text{total}} is', 'the loss ⟦ℒ_total⟧ is'],
    ['the set {1,…,n}\\{1,\\ldots,n\\} of ‖x‖2\\|x\\|_2', 'the set ⟦{1, …, n}⟧ of ⟦‖x‖₂⟧'],
    ['4×4\\times faster, 77%77\\% of it', '⟦4×⟧ faster, ⟦77%⟧ of it'],
    ['the point x^\\hat{x} and O~(T)\\tilde{O}(\\sqrt{T})', 'the point ⟦x̂⟧ and ⟦Õ(√T)⟧'],
    ['the row X1′X^{\\prime}_{1} of it', 'the row ⟦X′₁⟧ of it'],
    ['inputs xi∈Rdx_i in R^d without backslash', 'inputs ⟦x_i ∈ R^d⟧ without backslash'],
  ],
  'the TeX, then the formula as shown': [
    ['rates O(n^2)O(n2) and \\alpha_iαi.', 'rates ⟦O(n²)⟧ and ⟦α_i⟧.'],
    ['KaTeX has O(n2)O(n^2)O(n2) of it', 'KaTeX has ⟦O(n²)⟧ of it'],
  ],
  'with what LaTeXML says of it in words': [
    ['runs in O(n2)𝑂superscript𝑛2O(n^{2}) time', 'runs in ⟦O(n²)⟧ time'],
    ['an ϵitalic-ϵ\\epsilon and ki≤nsubscript𝑘𝑖𝑛k_{i}\\leq n', 'an ⟦ε⟧ and ⟦k_i ≤ n⟧'],
    ['of n𝑛n and x1subscript𝑥1x_{1}', 'of ⟦n⟧ and ⟦x₁⟧'],
  ],
  'formulas without TeX in the company of others': [
    ['for n2n^2, d=128d=128 and p<0.05p<0.05', 'for ⟦n²⟧, ⟦d = 128⟧ and ⟦p < 0.05⟧'],
    ['for n2n^2 of nn λλ in 0.50.5', 'for ⟦n²⟧ of ⟦n⟧ ⟦λ⟧ in ⟦0.5⟧'],
    ['for ℓ∞\\ell_\\infty of 8/2558/255', 'for ⟦ℓ_∞⟧ of ⟦8/255⟧'],
    ['d=128d=128 in NN, 0.50.5 pp', 'd=128d=128 in NN, 0.50.5 pp'],
    ['for n2n^2, the NN of 2020 is a papa', 'for ⟦n²⟧, the NN of 2020 is a papa'],
  ],
  'texts that repeat words': [
    ['the dataset data_set and foo foo_bar', 'the dataset data_set and foo foo_bar'],
    ['solved as Y^Y = X for Y', 'solved as ⟦Y^Y = X⟧ for ⟦Y⟧'],
    ['in O(n^2) steps, in O(n^2) steps, in O(n^2)', 'in ⟦O(n²)⟧ steps, in ⟦O(n²)⟧ steps, in ⟦O(n²)⟧'],
    ['a a^2 and 2 2^k', 'a ⟦a²⟧ and 2 ⟦2^k⟧'],
  ],
};

suite('Formulas that were copied twice', () => {
  for (const [kind, rows] of Object.entries(kinds))
    for (const [copied, rendered] of rows)
      test(`${kind}: “${copied}” reads “${rendered}”`, () => {
        assert.equal(readable(copied), rendered);
      });

  test('the token has the author’s TeX and covers both halves', () => {
    const copied = 'xi∈Rdx_i \\in \\mathbb{R}^d';
    assert.deepEqual(
      render(`for ${copied}.`).filter(({ kind }) => kind === 'math'),
      [
        {
          kind: 'math',
          start: 4,
          end: 4 + copied.length,
          plain: 'x_i ∈ ℝ^d',
          tex: 'x_i \\in \\mathbb{R}^d',
          reconstructed: true,
        },
      ],
    );
  });
});
