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

/** Names that never occur as words in English or as product names. */
const certain = words(
  'epsilon varepsilon vartheta varphi varrho varsigma ell infty leq geq leqslant geqslant neq cdot cdots ldots approx ' +
    'approxeq simeq propto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow ' +
    'longleftarrow uparrow downarrow mapsto longmapsto hookrightarrow mathcal mathbb mathbf mathrm mathsf mathfrak ' +
    'mathscr mathit boldsymbol nabla forall langle rangle lceil rceil lfloor rfloor sqrt notin subseteq supseteq ' +
    'subsetneq emptyset varnothing setminus otimes oplus odot widetilde widehat overline operatorname textbf textit ' +
    'textrm hbar lesssim gtrsim coloneqq triangleq lVert rVert lvert rvert leqq preceq succeq bigcup bigcap ' +
    'bigoplus iint circ',
);

/** Greek letters and signs whose names occur in prose, but usually mean the letter or sign. */
const likely = words(
  'alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega Gamma ' +
    'Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ll gg equiv wedge vee perp bullet tilde hat cap cup frac bm ' +
    'cal supset subset mathds cong prec succ pm mp asymp parallel',
);

/**
 * Names that are words of prose first: without a backslash they are signs as a superscript at most, `A^top`, `x^{prime}`.
 */
const proseNames = words(
  'models because therefore less gets smile frown land lor iff implies owns ni natural sharp flat square triangle ' +
    'diamond angle top bot pounds yen copyright degree complement surd prime lozenge wr eth checkmark dagger ddagger Re ' +
    'Im Box Diamond star ast bullet',
);

/** Names that label what they are the subscript of: `G_{sim}`, `c_{deg}`, `p_{in}`. */
const labels = words(
  'sim in to mid ll le ge gg ne lt gt mod div deg dim arg hom ker Pr det cap cup sum prod int neg left right big Big ' +
    'middle check bar dot vec hat breve acute grave it em rm sc bf sf tt text emph sec cot',
);

/** The place of a name: on its own in a sub- or superscript, or anywhere else. */
export type Position = '_' | '^' | 'elsewhere';

export const isCommandName = (name: string): boolean => commands.has(name);

/** Whether a name without its backslash may mean its command. */
export function mayBeCommand(name: string, position: Position): boolean {
  if (!commands.has(name)) return false;
  if (position === '^') return !labels.has(name);
  return !proseNames.has(name) && (position === 'elsewhere' || !labels.has(name));
}

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

/** Names that can be recognised inside a longer run of letters. */
export const anchors = words(
  'alpha beta gamma delta epsilon varepsilon vartheta theta kappa lambda sigma omega varphi Gamma Delta Theta Lambda ' +
    'Sigma Omega Phi Psi infty leq geq neq times cdot cdots ldots approx subseteq supseteq nabla forall langle rangle lceil ' +
    'rceil lfloor rfloor sqrt mathcal mathbb mathbf mathrm mathsf mathfrak mathscr boldsymbol operatorname tilde ' +
    'widetilde widehat overline setminus otimes oplus odot simeq propto notin rightarrow mapsto circ',
);

/** The anchors that words and names contain as well: Tibetan, unequal, sometimes, anecdote, Godot, denoting, circle. */
export const anchorsInWords = words(
  'alpha beta gamma delta epsilon theta kappa lambda sigma omega Gamma Delta Theta Lambda Sigma Omega Phi Psi leq neq ' +
    'times cdot approx nabla langle rangle tilde odot propto notin circ',
);

/** Names that occur in a run only in front of a capital, `calM`. */
export const takesCapital = words('cal bm');

/** Names that a run may contain next to an anchor, or alone within a script. */
export const glued = new Set([
  ...anchors,
  ...words(
    'ell zeta eta iota mu nu xi pi rho tau upsilon phi chi psi Xi Pi in to sim le ge ll gg ne mid pm log ln exp max min sup inf ' +
      'subset cup cap sum prod partial star top prime exists hat bar vec dots frac wedge vee equiv perp ast bm cal',
  ),
]);
