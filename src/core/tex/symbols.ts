/**
 * The commands of mathematical TeX that abstracts use: what each prints and how it relates to its neighbours, after
 * the atom types of The TeXbook, chapter 17.
 */
export type SymbolRole =
  | 'ordinary'
  | 'binary'
  | 'relation'
  | 'prefix' // precedes its operand: ∀ x, ∇ f, ∑ x
  | 'function' // an upright name: log, max
  | 'open'
  | 'close'
  | 'dots';

export interface MathSymbol {
  readonly role: SymbolRole;
  readonly plain: string;
}

const ordinary =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ ' +
  'lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ ' +
  'omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ' +
  'ell ℓ infty ∞ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ emptyset ∅ varnothing ∅ prime ′ ' +
  'top ⊤ bot ⊥ angle ∠ triangle △ square □ Box □ diamond ⋄ Diamond ◊ clubsuit ♣ spadesuit ♠ heartsuit ♡ diamondsuit ♢ ' +
  'checkmark ✓ dagger † ddagger ‡ degree ° complement ∁ backslash \\ surd √ bigstar ★ blacksquare ■ lozenge ◊ flat ♭ ' +
  'sharp ♯ natural ♮ S § P ¶ pounds £ yen ¥ copyright © circledR ® eth ð';

const binary =
  'times × cdot · circ ∘ pm ± mp ∓ div ÷ ast ∗ star ⋆ bullet • cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ ' +
  'wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯ amalg ⨿ ' +
  'ltimes ⋉ rtimes ⋊ boxplus ⊞ boxtimes ⊠ boxdot ⊡ centerdot · intercal ⊺ bmod mod triangleleft ◁ triangleright ▷';

const relation =
  'leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ approx ≈ approxeq ≊ sim ∼ simeq ≃ ' +
  'cong ≅ equiv ≡ propto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ in ∈ notin ∉ ni ∋ owns ∋ ' +
  'subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ nsubseteq ⊈ ' +
  'prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲ gtrsim ≳ lessgtr ≶ lt < gt > mid ∣ nmid ∤ parallel ∥ perp ⊥ models ⊨ ' +
  'vdash ⊢ dashv ⊣ vDash ⊨ bowtie ⋈ smile ⌣ frown ⌢ therefore ∴ because ∵ thicksim ∼ ngeq ≱ nleq ≰ less < ' +
  'to → rightarrow → longrightarrow ⟶ leftarrow ← longleftarrow ⟵ gets ← leftrightarrow ↔ longleftrightarrow ⟷ ' +
  'Rightarrow ⇒ Longrightarrow ⟹ Leftarrow ⇐ Longleftarrow ⟸ Leftrightarrow ⇔ Longleftrightarrow ⟺ iff ⟺ implies ⟹ ' +
  'mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ ' +
  'nearrow ↗ searrow ↘ nwarrow ↖ swarrow ↙ rightharpoonup ⇀ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ ' +
  'twoheadrightarrow ↠ upharpoonright ↾ xrightarrow → xleftarrow ← circlearrowleft ↺ circlearrowright ↻';

const prefix =
  'forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ nabla ∇ partial ∂ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ ' +
  'bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ biguplus ⨄';

const functions =
  'log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan max min sup inf lim limsup liminf ' +
  'arg argmax argmin det dim deg gcd hom ker Pr';

const open = 'langle ⟨ lceil ⌈ lfloor ⌊ lbrace { lbrack [ lvert | lVert ‖ llbracket ⟦ ulcorner ⌜ lgroup ⟮';
const close = 'rangle ⟩ rceil ⌉ rfloor ⌋ rbrace } rbrack ] rvert | rVert ‖ rrbracket ⟧ urcorner ⌝ rgroup ⟯';
const dots = 'ldots … cdots ⋯ dots … dotsc … dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ colon :';
const bars = 'vert | Vert ‖';

function entries(table: string, role: SymbolRole): [string, MathSymbol][] {
  const words = table.split(' ');
  return words.flatMap((name, at): [string, MathSymbol][] =>
    at % 2 === 0 ? [[name, { role, plain: words[at + 1] ?? name }]] : [],
  );
}

/** Keyed by the name of the command, without its backslash. */
export const mathSymbols: ReadonlyMap<string, MathSymbol> = new Map([
  ...entries(ordinary, 'ordinary'),
  ...entries(bars, 'ordinary'),
  ...entries(binary, 'binary'),
  ...entries(relation, 'relation'),
  ...entries(prefix, 'prefix'),
  ...functions.split(' ').map((name): [string, MathSymbol] => [name, { role: 'function', plain: name }]),
  ...entries(open, 'open'),
  ...entries(close, 'close'),
  ...entries(dots, 'dots'),
]);

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Commands that say in which letters their argument is set. */
export const alphabets = words(
  'mathcal mathbb mathbf mathrm mathsf mathit mathtt mathfrak mathscr mathds mathbbm boldsymbol bm pmb cal Bbb',
);

/** Old switches that hold to the end of their group, `{\cal O}`, by the command that takes an argument instead. */
export const alphabetSwitches: ReadonlyMap<string, string> = new Map([
  ['cal', 'mathcal'],
  ['bf', 'mathbf'],
  ['rm', 'mathrm'],
  ['it', 'mathit'],
  ['sf', 'mathsf'],
  ['tt', 'mathtt'],
  ['em', 'mathit'],
]);

/** Commands whose argument is words, not symbols. */
export const textWrappers = words(
  'text textrm textit textbf textsf texttt textsc textnormal mbox hbox operatorname emph textup textsl',
);

/** Accents by their combining characters; what covers more than a letter has none. */
export const mathAccents: ReadonlyMap<string, string> = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['overline', '\u0305'],
  ['vec', '\u20d7'],
  ['overrightarrow', '\u20d7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
  ['check', '\u030c'],
  ['breve', '\u0306'],
  ['acute', '\u0301'],
  ['grave', '\u0300'],
  ['mathring', '\u030a'],
  ['underline', '\u0332'],
]);

/** Sizes of brackets. */
export const bracketSizes = words(
  'left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm',
);

/** Commands that take two arguments and those that take one and an optional one. */
export const fractions = words('frac dfrac tfrac cfrac nicefrac sfrac');
export const binomials = words('binom dbinom tbinom');
export const roots = words('sqrt');
