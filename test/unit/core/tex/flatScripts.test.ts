import assert from 'node:assert/strict';
import { readable } from './wordFrames';

/** Scripts that came down to the line, and how they read. */
const kinds: Readonly<Record<string, readonly (readonly [flat: string, rendered: string])[]>> = {
  'powers of ten': [
    ['a learning rate of 10 −4 for ten epochs', 'a learning rate of ⟦10⁻⁴⟧ for ten epochs'],
    ['rates from 10−5 to 10−3 were tried', 'rates from ⟦10⁻⁵⟧ to ⟦10⁻³⟧ were tried'],
    ['with 1×10−4, 5 × 10 −15 and 2.5x10-4', 'with ⟦1 × 10⁻⁴⟧, ⟦5 × 10⁻¹⁵⟧ and ⟦2.5 × 10⁻⁴⟧'],
    ['a learning rate of 10-4 and decay of 10-5.', 'a learning rate of ⟦10⁻⁴⟧ and decay of ⟦10⁻⁵⟧.'],
    ['a learning rate of 10 -4 and 1e-4', 'a learning rate of ⟦10⁻⁴⟧ and 1e-4'],
    ['a tolerance of 10−12, p < 10−20', 'a tolerance of ⟦10⁻¹²⟧, p < ⟦10⁻²⁰⟧'],
    ['10-20 layers, 10−15 layers, 10-4 of them', '10-20 layers, 10−15 layers, 10-4 of them'],
    ['a gain of 10−15%, 10−5% and 10 −5.5 points', 'a gain of 10−15%, 10−5% and 10 −5.5 points'],
    ['Hit@10 −5, CIFAR-10 −3, top 10 −2', 'Hit@10 −5, CIFAR-10 −3, top 10 −2'],
    ['10−6=4, 100−10−5 and (10−5)²', '10−6=4, 100−10−5 and (10−5)²'],
    ['axes of −10 −5 0 5 10 −5 0', 'axes of −10 −5 0 5 10 −5 0'],
    ['a learning rate warmup of 10-20 epochs', 'a learning rate warmup of 10-20 epochs'],
  ],
  'orders of growth': [
    ['in O ( n 2 ) or ˜ O ( n 2 ) time', 'in ⟦O(n²)⟧ or ⟦Õ(n²)⟧ time'],
    ['in O ( n log n ), O ( log 2 n ) or O ( N 2 d )', 'in ⟦O(n log n)⟧, ⟦O(log² n)⟧ or ⟦O(N² d)⟧'],
    ['O ( 1 / ϵ 2 ), O ( n 3 / 2 ), O ( √ T )', '⟦O(1 / ϵ²)⟧, ⟦O(n^{3/2})⟧, ⟦O(√T)⟧'],
    ['in O(n2) or O(n2 log n) rather than Ω(d3)', 'in ⟦O(n²)⟧ or ⟦O(n² log n)⟧ rather than ⟦Ω(d³)⟧'],
    ['group O ( B ), an O ( the mark ), O ( 2 n )', 'group O ( B ), an O ( the mark ), O ( 2 n )'],
    ['O(k1 x k2), CO(H2), F(n2), O(H2)', 'O(k1 x k2), CO(H2), F(n2), O(H2)'],
  ],
  'members and spaces': [
    ['points x i ∈ R d are given', 'points ⟦x_i ∈ R^d⟧ are given'],
    ['for x ∈ Rn and W∈Rm×n it is', 'for ⟦x ∈ R^n⟧ and ⟦W ∈ R^{m×n}⟧ it is'],
    ['matrices in R d × k and ℝ3 × 3', 'matrices in ⟦R^{d×k}⟧ and ⟦ℝ^{3×3}⟧'],
    ['let a x ∈ ℝd be', 'let a ⟦x ∈ ℝ^d⟧ be'],
    ['for x ∈ R a bound, x ∈ Real, x ∈ R', 'for x ∈ R a bound, x ∈ Real, x ∈ R'],
    ['R x C tables, R 4 × 100 m, R2 × 3 of it', 'R x C tables, R 4 × 100 m, R2 × 3 of it'],
  ],
  units: [
    ['10 km s−1 Mpc−1 and 3 cm−2', '10 km ⟦s⁻¹⟧ ⟦Mpc⁻¹⟧ and 3 ⟦cm⁻²⟧'],
    ['for s−1 steps, m−2 terms, 5 cm−20 cm', 'for s−1 steps, m−2 terms, 5 cm−20 cm'],
  ],
};

suite('Scripts that came down to the line', () => {
  for (const [kind, rows] of Object.entries(kinds))
    for (const [flat, rendered] of rows)
      test(`${kind}: “${flat}” reads “${rendered}”`, () => {
        assert.equal(readable(flat), rendered);
      });
});
