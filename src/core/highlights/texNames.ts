/**
 * Names that TeX and Unicode have for the same thing. A source may deliver `$\leq$`, the damaged `leq`, or `≤`; all
 * three compare as the token `leq`.
 */
const greek =
  'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron ' +
  'π pi ρ rho ς sigma σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega';

const symbols =
  '× times ÷ div ± pm ∓ mp · cdot ∘ circ ≤ leq ≥ geq ≪ ll ≫ gg ≈ approx ≡ equiv ≠ neq ∼ sim ∝ propto ∞ infty ' +
  '→ rightarrow ← leftarrow ↔ leftrightarrow ⇒ rightarrow ⇐ leftarrow ⇔ leftrightarrow ↦ mapsto … ldots ⋯ ldots ' +
  'ℓ ell ∈ in ∉ notin ∑ sum ∏ prod ∫ int √ sqrt ∂ partial ∇ nabla ∀ forall ∃ exists ∪ cup ∩ cap ⊂ subset ⊆ subseteq ' +
  '⊕ oplus ⊗ otimes † dagger ⟨ langle ⟩ rangle ∅ emptyset';

const synonyms =
  'le leq ge geq ne neq dots ldots cdots ldots dotsc ldots varepsilon epsilon varphi phi vartheta theta longrightarrow ' +
  'rightarrow';

function pairs(table: string): [string, string][] {
  const words = table.split(' ');
  return words.flatMap((word, at): [string, string][] =>
    at % 2 === 0 ? [[word, words[at + 1] ?? word]] : [],
  );
}

/** By character, folded to lower case. */
export const nameOfSymbol: ReadonlyMap<string, string> = new Map([...pairs(greek), ...pairs(symbols)]);

const preferred: ReadonlyMap<string, string> = new Map(pairs(synonyms));

/** The canonical name of several names for one thing. Damage leaves `le` where `\le` was. */
export function preferredName(name: string): string {
  return preferred.get(name) ?? name;
}

/** Commands that say how their argument looks and nothing of what it says. Upstream damage leaves `mathcal{O}`. */
export const styleNames =
  'mathcal|mathbb|mathbf|mathrm|mathsf|mathit|mathtt|mathfrak|mathscr|boldsymbol|bm|textbf|textit|textsc|texttt|' +
  'textrm|textsf|text|emph|mbox|operatorname|widehat|widetilde|hat|tilde|bar|vec|overline|underline|sqrt|frac';

/** Switches that hold to the end of their group, `{\it so}`. */
export const switchNames = 'it|bf|em|rm|tt|sf|sl|sc|itshape|bfseries';

/** `\"o`, `\"{o}`, `\c{c}`. The letter is captured where braces hold it. */
export const accentCommand = /\\["'`^~=.](?:\{\\?([A-Za-z])\}|(?=[A-Za-z]))|\\[cvHukrbd]\{([A-Za-z])\}/uy;
