import { mathSymbols } from '../symbols';
import { isGreek, weightOf } from './commandNames';
import { endsInName, type Formula, type Scope } from './formula';
import type { Lexeme } from './lexemes';
import type { ParserContext } from './parserContext';

/** An operator between two operands. */
export interface Operator extends Formula {
  /** Whether it is preceded by space. */
  readonly gap: boolean;
  readonly name: string;
  readonly shape: 'sum' | 'relation' | 'equation';
  /** `{=}`: set without space around it. */
  readonly isBraced: boolean;
  /** "10×": may end a formula behind a number. */
  readonly mayTrail: boolean;
  /** Its name, with spaces around it, could be an English word. */
  readonly isDoubtful: boolean;
}

const marks: ReadonlyMap<string, { tex: string; shape: Operator['shape'] }> = new Map([
  ['=', { tex: '=', shape: 'equation' }],
  ['<', { tex: '<', shape: 'relation' }],
  ['>', { tex: '>', shape: 'relation' }],
  ['<=', { tex: '\\le', shape: 'relation' }],
  ['>=', { tex: '\\ge', shape: 'relation' }],
  ['≤', { tex: '\\leq', shape: 'relation' }],
  ['≥', { tex: '\\geq', shape: 'relation' }],
  ['≈', { tex: '\\approx', shape: 'relation' }],
  ['∈', { tex: '\\in', shape: 'relation' }],
  ['→', { tex: '\\to', shape: 'relation' }],
  ['+', { tex: '+', shape: 'sum' }],
  ['-', { tex: '-', shape: 'sum' }],
  ['/', { tex: '/', shape: 'sum' }],
  ['*', { tex: '*', shape: 'sum' }],
  ['×', { tex: '\\times', shape: 'sum' }],
  ['·', { tex: '\\cdot', shape: 'sum' }],
]);

/** Characters that are operators only within brackets and scripts. */
const innerMarks: ReadonlyMap<string, string> = new Map([
  ['|', '|'],
  ['||', '\\,\\|\\,'],
  [':', ':'],
  [';', ';'],
]);

export function operatorAt(parser: ParserContext, at: number, scope: Scope): Operator | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.kind === 'command') return commandOperator(parser, lexeme, at);
  if (lexeme?.kind !== 'mark') return undefined;
  if (lexeme.text === '{') return lexeme.gap ? undefined : bracedOperator(parser, at);
  const mark = marks.get(lexeme.text);
  const tex = mark?.tex ?? (scope === 'text' || scope === 'norm' ? undefined : innerMarks.get(lexeme.text));
  return tex === undefined
    ? undefined
    : operator(at + 1, tex, lexeme, { shape: mark?.shape ?? 'relation', weight: lexeme.certain ? 2 : 0 });
}

function operator(end: number, tex: string, lexeme: Lexeme, more: Partial<Operator>): Operator {
  const { gap, text: name } = lexeme;
  const { shape = 'sum', weight = 0, isBraced = false, mayTrail = false, isDoubtful = false } = more;
  return {
    end,
    tex,
    weight,
    shape,
    endsInName: endsInName(tex),
    gap: more.gap ?? gap,
    name,
    isBraced,
    mayTrail,
    isDoubtful,
  };
}

function isSign(name: string): boolean {
  const role = mathSymbols.get(name)?.role;
  return role === 'binary' || role === 'relation';
}

function commandOperator(parser: ParserContext, lexeme: Lexeme, at: number): Operator | undefined {
  const { text: name, gap, certain } = lexeme;
  if (!isSign(name)) return undefined;
  const isTight = !gap && !parser.gapAt(at + 1);
  const isProof = certain === true || isTight || (!gap && name === 'times'); // "3times" and "0.3pm0.1" are no prose.
  return operator(at + 1, `\\${name}`, lexeme, {
    shape: 'relation',
    weight: isProof ? 2 : weightOf(name),
    mayTrail: name === 'times' && !gap,
    isDoubtful: weightOf(name) === 0 && certain !== true && gap && parser.gapAt(at + 1),
  });
}

/** `D{=}1`, `64{times}64`: authors brace a sign to set it without space around it. */
export function bracedOperator(parser: ParserContext, at: number): Operator | undefined {
  const inner = parser.lexemes[at + 1];
  if (!inner || parser.partners.get(at) !== at + 2) return undefined;
  const tex =
    marks.get(inner.text)?.tex ??
    (inner.kind === 'command' && isSign(inner.text) ? `\\${inner.text}` : undefined);
  if (tex === undefined) return undefined;
  return operator(at + 3, `{${tex}}`, inner, { shape: 'relation', weight: 2, isBraced: true, gap: false });
}

/** Whether the operands are plausible; hyphens and English words mostly are not operators. */
export function isAdmissible(
  parser: ParserContext,
  left: Formula,
  sign: Operator,
  right: Formula,
  scope: Scope,
): boolean {
  const isHyphen = sign.name === '-' && !sign.gap;
  if (isHyphen && isRange(parser, left, right)) return false;
  if (scope !== 'text') return true;
  // I/O, A/B
  if (sign.name === '/' && !sign.gap && /^[A-Z]{2}$/.test(left.tex + right.tex))
    return left.weight + right.weight > 2;
  if (sign.isDoubtful) return isDoubtfulAdmissible(left, sign, right);
  if (!isHyphen) return true;
  if (isFromNumber(parser, left, right)) return true;
  // "alpha-beta" is a name; "n-1" takes an n that is known.
  return right.shape === 'number' ? left.weight > 1 : left.weight + right.weight > 2;
}

/** `1-\frac…`, "with probability 1-delta"; but not "IL-1-beta". */
function isFromNumber(parser: ParserContext, left: Formula, right: Formula): boolean {
  if (left.tex === '1' && isGreek(right.tex.slice(1))) return parser.lexemes[left.end - 2]?.text !== '-';
  return left.shape === 'number' && right.tex.startsWith('\\frac');
}

/** "0.8-4.1%", but not "1-2rho". */
function isRange(parser: ParserContext, left: Formula, right: Formula): boolean {
  if (parser.lexemes[left.end - 1]?.kind !== 'number' || left.shape === 'symbol' || right.shape !== 'number')
    return false;
  const next = parser.lexemes[right.end];
  return !next || next.gap || (next.kind !== 'letter' && next.kind !== 'command');
}

/** "n times d", "x in R^d", "k to infty", "x sim p": words of prose that are signs between the right operands. */
function isDoubtfulAdmissible(left: Formula, sign: Operator, right: Formula): boolean {
  const isSymbol = (side: Formula): boolean => side.shape === 'symbol' || side.shape === 'product';
  switch (sign.name) {
    case 'times':
      return left.shape === right.shape && ['number', 'symbol'].includes(left.shape);
    case 'in':
      return isSymbol(left) && (right.shape === 'group' || right.weight > 1 || /^[A-Z]$/.test(right.tex));
    case 'to':
      return isSymbol(left) && right.tex === '\\infty';
    case 'le':
    case 'ge':
    case 'ne':
      return left.shape !== 'number' || isLetter.test(right.tex);
    default:
      return isSymbol(left) && (isSymbol(right) || right.shape === 'group');
  }
}

const isLetter = /^(?:[b-zB-HJ-Z]|\\[a-z]+)$/;
