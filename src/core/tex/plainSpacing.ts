import type { SymbolRole } from './symbols';

/** A piece of plain mathematics and its spacing class. */
export interface PlainAtom {
  readonly plain: string;
  readonly role: SymbolRole | 'sign' | 'punctuation' | 'space' | 'words';
  /** Whether the source had a space before it. */
  readonly gap: boolean;
  readonly form?: PlainForm;
}

/**
 * What an atom of several parts is, unless brackets are around it: a sum or a relation, a fraction, a product, a root, or
 * something with a script.
 */
export type PlainForm = 'sum' | 'quotient' | 'product' | 'root' | 'scripted';

/** Operators written without spaces: f∘g, a·b. */
const tightOperators = '·∘∗⋆•';

/** Whether an expression can end, or begin, with such an atom. */
const isOperand = (atom: PlainAtom | undefined): boolean =>
  atom !== undefined && ['ordinary', 'prefix', 'function', 'open', 'close', 'dots'].includes(atom.role);

/**
 * Joins atoms with typographic spacing: spaces around relations, after commas and around names of functions;
 * `+` and `-` as the author had them. Within a script there is no space but around names. A fraction gets brackets where
 * what stands beside it would become a part of it: `(1/n)∑ x`.
 */
export function joinAtoms(atoms: readonly PlainAtom[], inScript = false): string {
  let out = '';
  let isSpaced = false;
  atoms.forEach((atom, at) => {
    const [previous, next] = [atoms[at - 1], atoms[at + 1]];
    if (isSpaced) out += ' ';
    isSpaced = next !== undefined && spaceBetween(atom, next, previous, atoms[at + 2], inScript);
    const isPart = atom.form === 'quotient' && (continues(out, atom) || (!isSpaced && isFactor(next)));
    out += isPart ? `(${atom.plain})` : atom.plain;
  });
  return out.replace(/ {2,}/g, ' ');
}

/** Whether the numerator of a fraction would continue what precedes it: a number, or another fraction's denominator. */
function continues(before: string, { plain }: PlainAtom): boolean {
  return before.endsWith('/') || (/\d$/.test(before) && /^\d/.test(plain));
}

function isFactor(atom: PlainAtom | undefined): boolean {
  if (!atom || /^[|‖.?:…]/.test(atom.plain)) return false;
  return atom.role === 'ordinary' || atom.role === 'prefix' || atom.role === 'open';
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
