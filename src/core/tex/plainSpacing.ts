import type { SymbolRole } from './symbols';

/** A piece of plain mathematics and its spacing class. */
export interface PlainAtom {
  readonly plain: string;
  readonly role: SymbolRole | 'sign' | 'punctuation' | 'space' | 'words';
  /** Whether the source had a space before it. */
  readonly gap: boolean;
}

/** Operators written without spaces: f∘g, a·b. */
const tightOperators = '·∘∗⋆•';

/** Whether an expression can end, or begin, with such an atom. */
const isOperand = (atom: PlainAtom | undefined): boolean =>
  atom !== undefined && ['ordinary', 'prefix', 'function', 'open', 'close', 'dots'].includes(atom.role);

/**
 * Joins atoms with typographic spacing: spaces around relations, after commas and around names of functions;
 * `+` and `-` as the author had them. Within a script there is no space but around names.
 */
export function joinAtoms(atoms: readonly PlainAtom[], inScript = false): string {
  let out = '';
  atoms.forEach((atom, at) => {
    const previous = atoms[at - 1];
    if (previous && spaceBetween(previous, atom, atoms[at - 2], atoms[at + 1], inScript)) out += ' ';
    out += atom.plain;
  });
  return out.replace(/ {2,}/g, ' ');
}

function spaceBetween(
  left: PlainAtom,
  right: PlainAtom,
  beforeLeft: PlainAtom | undefined,
  afterRight: PlainAtom | undefined,
  inScript: boolean,
): boolean {
  if (left.role === 'function') return isOperand(right) && right.role !== 'open' && right.role !== 'close';
  if (right.role === 'function') return endsOperand(left) || (right.gap && !inScript);
  if (inScript || left.role === 'open' || right.role === 'close' || right.role === 'punctuation')
    return false;
  if (left.plain === ',' || right.gap) return true;
  return joinsOperands(beforeLeft, left, right) || joinsOperands(left, right, afterRight);
}

function joinsOperands(left: PlainAtom | undefined, sign: PlainAtom, right: PlainAtom | undefined): boolean {
  return isInfix(sign) && isOperand(left) && (isOperand(right) || right?.role === 'sign');
}

const endsOperand = ({ role }: PlainAtom): boolean => role === 'ordinary' || role === 'close';

const isInfix = (atom: PlainAtom): boolean =>
  atom.role === 'relation' || (atom.role === 'binary' && !tightOperators.includes(atom.plain));
