import {
  alphabets,
  alphabetSwitches,
  binomials,
  bracketSizes,
  fractions,
  mathAccents,
  mathSymbols,
  roots,
  textWrappers,
} from '../symbols';

/**
 * TeX command names without their backslash, as evidence for mathematics. Some are English words as well (`times`,
 * `beta`, `to`), so each name has a weight; a total weight of 2 is enough to treat a span as mathematics.
 */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const commands: ReadonlySet<string> = new Set(
  [
    mathSymbols,
    mathAccents,
    alphabets,
    alphabetSwitches,
    textWrappers,
    fractions,
    binomials,
    roots,
    bracketSizes,
  ].flatMap((table) => [...table.keys()]),
);

/** Whether a name is that of a known command. */
export const isCommandName = (name: string): boolean => commands.has(name);

/** Names that never occur as words in English or as product names. */
const certain = words(
  'epsilon varepsilon vartheta varphi varrho varsigma ell infty leq geq leqslant geqslant neq cdot cdots ldots approx ' +
    'approxeq simeq propto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow ' +
    'longleftarrow uparrow downarrow mapsto longmapsto hookrightarrow mathcal mathbb mathbf mathrm mathsf mathfrak ' +
    'mathscr mathit boldsymbol nabla forall langle rangle lceil rceil lfloor rfloor sqrt notin subseteq supseteq ' +
    'subsetneq emptyset varnothing setminus otimes oplus odot widetilde widehat overline operatorname textbf textit ' +
    'textrm hbar lesssim gtrsim coloneqq triangleq lVert rVert lvert rvert leqq preceq succeq dagger bigcup bigcap ' +
    'bigoplus iint circ',
);

/** Greek letters and signs whose names occur in prose, but usually mean the letter or sign. */
const likely = words(
  'alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega Gamma ' +
    'Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ll gg equiv wedge vee perp bullet tilde hat cap cup frac bm ' +
    'cal supset subset mathds cong prec succ dots pm mp asymp parallel',
);

export type Weight = 0 | 1 | 2;

export function weightOf(name: string): Weight {
  return certain.has(name) ? 2 : likely.has(name) ? 1 : 0;
}

export function isGreek(name: string): boolean {
  return greek.has(name);
}

const greek = words(
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho varrho sigma ' +
    'varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell',
);

/** Names that can be recognised inside a longer run of letters, because no English word contains them. */
export const anchors = words(
  'alpha beta gamma delta epsilon varepsilon vartheta theta kappa lambda sigma omega varphi Gamma Delta Theta Lambda ' +
    'Sigma Omega Phi Psi infty leq geq neq times cdot cdots ldots approx subseteq nabla forall langle rangle lceil ' +
    'rceil lfloor rfloor sqrt mathcal mathbb mathbf mathrm mathsf mathfrak mathscr boldsymbol operatorname tilde ' +
    'widetilde widehat overline setminus otimes oplus odot simeq propto notin rightarrow mapsto circ',
);

/** Names that a run may contain next to an anchor, or alone within a script. */
export const glued = new Set([
  ...anchors,
  ...words(
    'ell zeta eta iota mu nu xi pi rho tau upsilon phi chi psi Xi Pi in to sim le ge ll gg ne mid pm log ln exp max min sup inf ' +
      'subset cup cap sum prod partial star top prime exists hat bar vec dots frac wedge vee equiv perp ast bm cal',
  ),
]);
