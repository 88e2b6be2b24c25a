import assert from 'node:assert/strict';
import { readable } from './wordFrames';

/** Damaged formulas by kind, and the expected result. */
const kinds: Readonly<Record<string, readonly (readonly [damaged: string, rendered: string])[]>> = {
  'lost fractions': [
    ['a rate of O(1{T}) is had', 'a rate of ⟦O(1/T)⟧ is had'],
    ['a rate of N^{-frac1d} is had', 'a rate of ⟦N^{−1/d}⟧ is had'],
    ['a factor of 3{4} is had', 'a factor of ⟦3/4⟧ is had'],
    ['a factor of 1-1{e}-epsilon is had', 'a factor of ⟦1−1/e−ε⟧ is had'],
    ['a factor of (1-1{e}) is had', 'a factor of ⟦(1−1/e)⟧ is had'],
    ['an error of O(frac{d{n}}) is had', 'an error of ⟦O(d/n)⟧ is had'],
    ['a choice of n{2} pairs', 'a choice of ⟦n{2}⟧ pairs'],
    ['GPT-4{o} and Llama-2{7B}', 'GPT-4{o} and Llama-2{7B}'],
  ],
  'sized brackets': [
    ['left|Vright| nodes', '⟦|V|⟧ nodes'],
    ['left|x-yright|_2 apart', '⟦|x−y|₂⟧ apart'],
    ['leftlceil log n rightrceil bits', '⟦⌈log n⌉⟧ bits'],
    ['leftlangle x,yrightrangle is', '⟦⟨x, y⟩⟧ is'],
    ['(too bright) and (left)', '(too bright) and (left)'],
  ],
  relations: [
    ['for dge 2 and Kge2', 'for ⟦d ≥ 2⟧ and ⟦K ≥ 2⟧'],
    ['for Hin(0,1) and zin{0,1}^{n}', 'for ⟦H ∈ (0, 1)⟧ and ⟦z ∈ {0, 1}^n⟧'],
    ['for xin P and xsim p', 'for ⟦x ∈ P⟧ and ⟦x ∼ p⟧'],
    ['a correlation (r in [.78,.82])', 'a correlation ⟦(r ∈ [.78, .82])⟧'],
    ['for aneq b', 'for ⟦a ≠ b⟧'],
    ['as epsilonto0', 'as ⟦ε → 0⟧'],
    ['of 0.71 pm 0.24 and 82.4% pm 0.8', 'of ⟦0.71 ± 0.24⟧ and ⟦82.4% ± 0.8⟧'],
    ['for t!in!{7,14} and 2!times!3', 'for ⟦t ∈ {7, 14}⟧ and ⟦2 × 3⟧'],
    ['open until 5 pm 2 days', 'open until 5 pm 2 days'],
    ['age 5, all n, the egg 3, kin(s), a pin(3)', 'age 5, all n, the egg 3, kin(s), a pin(3)'],
    ['Yes!in fact, no!', 'Yes!in fact, no!'],
  ],
  'scripts on names': [
    ['V^2R-Bench and P^3A', '⟦V²⟧R-Bench and ⟦P³⟧A'],
    ['H_{2}OT and LTL_f', '⟦H₂⟧OT and ⟦LTL_f⟧'],
    ['RLS{}_{opt} is', '⟦RLS_opt⟧ is'],
    ['SAM^{++} is', '⟦SAM⁺⁺⟧ is'],
    ['the AUC_ROC of model_zoo', 'the AUC_ROC of model_zoo'],
  ],
  'Greek letters in the company of formulas': [
    ['at level alpha for x_i', 'at level ⟦α⟧ for ⟦x_i⟧'],
    ['a sigma-algebra of x_i', 'a ⟦σ⟧-algebra of ⟦x_i⟧'],
    ['PixArt-alpha with x_i', 'PixArt-⟦α⟧ with ⟦x_i⟧'],
    ['(1+lambda) and 3sigma', '⟦(1+λ)⟧ and ⟦3σ⟧'],
    ['the pre-alpha of x_i', 'the pre-alpha of ⟦x_i⟧'],
  ],
  'scripts set off by spaces': [
    ['x _ i and y _ j are pairs', '⟦x_i⟧ and ⟦y_j⟧ are pairs'],
    ['the state s _t with an L _{ 2 } loss', 'the state ⟦s_t⟧ with an ⟦L₂⟧ loss'],
    ['W_ {ij} in R ^ d', '⟦W_ij ∈ R^d⟧'],
    ['O(n ^ 2) for 10 ^{-3} of it', '⟦O(n²)⟧ for ⟦10⁻³⟧ of it'],
    ['A _ B, I _ a, x_i s _test, 5 _ 6', 'A _ B, I _ a, ⟦x_i⟧ s _test, 5 _ 6'],
  ],
  'signed exponents': [['10^-4 and x^-1, from 10^3', '⟦10⁻⁴⟧ and ⟦x⁻¹⟧, from ⟦10³⟧']],
  'operands of mathematics': [
    ['for all xin mathcal{X} and xsim mathcal{N}', 'for all ⟦x ∈ 𝒳⟧ and ⟦x ∼ 𝒩⟧'],
    ['with probability 1-delta for x_i', 'with probability ⟦1−δ⟧ for ⟦x_i⟧'],
    ['of IL-1-beta, for x_i', 'of IL-1-beta, for ⟦x_i⟧'],
  ],
  'braces that are lost too': [
    ['with |A-hatA_F| and hattau_n, barX_i', 'with ⟦|A−Â_F|⟧ and ⟦τ̂_n, X̄_i⟧'],
    ['hate, bark, tilde, hats, bars, vector, barrel', 'hate, bark, tilde, hats, bars, vector, barrel'],
    ['A = mathrmsoftmax(QK^top) it is', '⟦A = softmax(QK^⊤)⟧ it is'],
    ['at fracn2log 2 of x_i', 'at ⟦n/2 log 2⟧ of ⟦x_i⟧'],
    ['for A in mathbbR^m times n and R^d times S^2', 'for ⟦A ∈ ℝ^{m×n}⟧ and ⟦R^d × S²⟧'],
    ['gamma = 1.2_-0.3^+0.2 of x_i', '⟦γ = 1.2_{−0.3}^{+0.2}⟧ of ⟦x_i⟧'],
    ['of 2^kln 2 and n^klog n', 'of ⟦2^k ln 2⟧ and ⟦n^k log n⟧'],
  ],
  'backslashes that are left': [
    ['k\\in\\{1,5\\} and \\{x_t\\}_{t=0}^{T}', '⟦k ∈ {1, 5}⟧ and ⟦{x_t}_{t=0}^T⟧'],
    ['D(p\\,\\|\\,q) of \\|A-B\\|_F and \\lambda\\|x\\|_1', '⟦D(p‖q)⟧ of ⟦‖A−B‖_F⟧ and ⟦λ‖x‖₁⟧'],
    ['10\\,000 of them, 50\\% of \\{a\\}', '10 000 of them, 50% of ⟦{a}⟧'],
  ],
  'maps, bounds and signs': [
    ['let phi: mathcal{X} to mathcal{Z} be', 'let ⟦φ: 𝒳 → 𝒵⟧ be'],
    ['we learn f: R^3 times S^2 to R^4 of it', 'we learn ⟦f: R³ × S² → R⁴⟧ of it'],
    ['it is: from O(n^2) to O(n), for x: a to d', 'it is: from ⟦O(n²)⟧ to ⟦O(n)⟧, for ⟦x⟧: a to ⟦d⟧'],
    ['for 256 le d le 8192 and d^{-1}', 'for ⟦256 ≤ d ≤ 8192⟧ and ⟦d⁻¹⟧'],
    ['L(N) = E + A N^{-alpha} it is', '⟦L(N) = E + A N^{−α}⟧ it is'],
    ['E_pm = pmsqrt{g^2} and kin{1,5,10}', '⟦E_± = ±√g²⟧ and ⟦k ∈ {1, 5, 10}⟧'],
    ['An alpha-approximation of x_i at 7 T and 3 K', 'An ⟦α⟧-approximation of ⟦x_i⟧ at 7 T and 3 K'],
    ['a rate of Theta(sqrt{KT}) is had', 'a rate of ⟦Θ(√(KT))⟧ is had'],
  ],
  'accents beside their letters': [
    ['Poincar´e, R´enyi and na¨ıve M¨obius', 'Poincaré, Rényi and naïve Möbius'],
    ['na\u0131\u0308ve and \u0131\u011fd\u0131r', 'naïve and ığdır'],
    ['it´s the l´or and qu´il', 'it´s the l´or and qu´il'],
  ],
  'commands of text': [
    ['at url{https://a.org/x}, \\url{https://a.org/y}', 'at https://a.org/x, https://a.org/y'],
    ['10\\textsuperscript{4} of CO\\textsubscript{2}', '10^4 of CO_2'],
    ['of $ n $ and $ m = 5 $', 'of ⟦n⟧ and ⟦m = 5⟧'],
    ['between $ 5 or $ 6', 'between $ 5 or $ 6'],
    ['the loss \\mathcal{D}_{\\text{test}} of it', 'the loss ⟦𝒟_test⟧ of it'],
  ],
  'names of fonts that lost their backslash': [
    ['textbfBackground: We ask. textbf Results: It is.', 'Background: We ask. Results: It is.'],
    ['textbfOur way is emphnew, textitin fact', 'Our way is new, in fact'],
    ['the tool texttt{name}, an emph{odd} case', 'the tool name, an odd case'],
    ['the textscLlama family, textbf{x}_i in R^d', 'the Llama family, ⟦x_i ∈ R^d⟧'],
    ['emphasis, emphysema, textscan, textsfoo', 'emphasis, emphysema, textscan, textsfoo'],
    ['the textbf command and the emph command', 'the textbf command and the emph command'],
  ],
  abbreviations: [['i.e., x_i in R^d for an i, i.e. one', 'i.e., ⟦x_i ∈ R^d⟧ for an ⟦i⟧, i.e. one']],
};

suite('Repair of damaged formulas', () => {
  for (const [kind, rows] of Object.entries(kinds))
    for (const [damaged, rendered] of rows)
      test(`${kind}: “${damaged}” reads “${rendered}”`, () => {
        assert.equal(readable(damaged), rendered);
      });
});
