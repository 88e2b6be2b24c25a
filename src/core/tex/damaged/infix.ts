import { mathSymbols } from '../symbols';
import { isGreek, weightOf } from './commandNames';
import { formula, heavier, joined, loosest, type Formula, type Scope } from './formula';
import { readBraces } from './groups';
import type { Lexeme } from './lexemes';
import { readSigned } from './numbers';
import { isAdmissible, operatorAt, type Operator } from './operators';
import { isArticle } from './prose';
import type { ParserContext } from './parserContext';
import { readScripts } from './scripts';
import { readProduct } from './wordOperands';

/** `left`, an operator and its right operand; in "10times" there may be no right operand. */
export function readInfix(parser: ParserContext, left: Formula, scope: Scope): Formula | undefined {
  const sign = operatorAt(parser, left.end, scope);
  if (!sign) return undefined;
  const right = rightOperand(parser, left, sign, scope);
  if (!right) return trailing(parser, left, sign);
  if (isArticle(parser.lexemes, sign.end, scope)) return undefined;
  if (!isAdmissible(parser, left, sign, right, scope)) return undefined;
  const start = joined(left, sign, sign.gap, loosest(left.shape, sign.shape));
  const gap = parser.gapAt(sign.end) && !sign.isBraced;
  const whole = joined(start, right, gap, loosest(start.shape, right.shape));
  return heavier(
    whole,
    scope === 'text' ? evidenceOf(left, sign, right) : intervalEvidence(left, sign, right),
  );
}

function rightOperand(
  parser: ParserContext,
  left: Formula,
  sign: Operator,
  scope: Scope,
): Formula | undefined {
  const next = parser.lexemes[sign.end]?.text;
  if (next === '{' && /^(?:not)?in$/.test(sign.name)) {
    const set = readBraces(parser, sign.end, 'set');
    return set && readScripts(parser, set);
  }
  const right = parser.operand(sign.end, scope);
  if (right || sign.shape === 'sum') return right;
  if (next === '-' || next === '+') return readSigned(parser, sign.end, 'group');
  if (next === 'pm' || next === 'mp') return readPlusMinus(parser, sign.end, next);
  if (next === '{') return parser.read(sign.end, 'group');
  return left.weight > 0 && scope === 'text' ? readProduct(parser, sign.end) : undefined;
}

/** `E = pmsqrt{x}`, `x = pm 1` */
function readPlusMinus(parser: ParserContext, at: number, name: string): Formula | undefined {
  const operand = parser.operand(at + 1, 'group');
  return operand && joined(formula(at + 1, `\\${name}`, 1), operand, parser.gapAt(at + 1), 'product');
}

/**
 * "2.5times faster". A whole number may as well be prose that lacks a space ("10times less"), so that it needs the
 * company of other formulas.
 */
function trailing(parser: ParserContext, left: Formula, sign: Operator): Formula | undefined {
  const number = parser.lexemes[left.end - 1];
  if (!sign.mayTrail || number?.kind !== 'number') return undefined;
  const weight = number.text.includes('.') ? sign.weight : 1;
  return joined(left, { ...sign, weight }, sign.gap, loosest(left.shape, 'product'));
}

/** The weight that the operator itself adds: 1 for K=10, 2 for 256 times 256. */
function evidenceOf(left: Formula, sign: Operator, right: Formula): number {
  if (sign.name === 'times' && sign.isDoubtful && left.shape === 'number') {
    return left.tex === right.tex || (left.tex.length > 1 && right.tex.length > 1) ? 2 : 1;
  }
  if (/^(?:pm|mp)$/.test(sign.name) && isMeasured(left, right)) return 1;
  const ofInterval = intervalEvidence(left, sign, right);
  if (ofInterval > 0) return ofInterval;
  const isStatement = sign.shape !== 'sum' && ['symbol', 'product', 'group', 'sum'].includes(left.shape);
  return isStatement && left.weight + right.weight < 2 ? 1 : 0;
}

/** r in [.78,.82] */
function intervalEvidence(left: Formula, sign: Operator, right: Formula): number {
  return sign.name === 'in' && left.shape === 'symbol' && /^[[(]-?[\d.]+,\s?[\d.]+[\])]$/.test(right.tex)
    ? 2
    : 0;
}

/** 0.71 pm 0.24, 82.4% pm 1: no time of day. */
function isMeasured(left: Formula, right: Formula): boolean {
  const areNumbers = left.shape === 'number' && right.shape === 'number';
  return areNumbers && (/[.%]/.test(left.tex + right.tex) || Number(left.tex) > 12);
}

/** A product of adjacent operands; across a space only if neither can be prose. */
export function readJuxtaposition(parser: ParserContext, left: Formula, scope: Scope): Formula | undefined {
  const next = parser.lexemes[left.end];
  if (!next || next.kind === 'wall') return undefined;
  if (next.text === '|' || next.text === '||') return besideNorm(parser, left, scope);
  const isResidue = next.text === '{' && !next.gap;
  const right = isResidue ? readBraces(parser, left.end, 'residue') : parser.operand(left.end, scope);
  if (!right || right.tex.startsWith('-') || right.tex.startsWith('+')) return undefined;
  const place: Place = { parser, left, right, next, scope };
  const evidence = next.gap ? acrossSpace(place) : withoutSpace(place);
  if (evidence === undefined) return undefined;
  return heavier(joined(left, right, next.gap, loosest(left.shape, 'product')), evidence);
}

/** "(1+epsilon) |A|_F": within brackets a bar may separate as well as open. */
function besideNorm(parser: ParserContext, left: Formula, scope: Scope): Formula | undefined {
  const norm = scope === 'text' ? parser.operand(left.end, scope) : undefined;
  return norm && norm.weight > 1
    ? joined(left, norm, parser.gapAt(left.end), loosest(left.shape, 'product'))
    : undefined;
}

interface Place {
  readonly parser: ParserContext;
  readonly left: Formula;
  readonly right: Formula;
  /** The first lexeme of `right`. */
  readonly next: Lexeme;
  readonly scope: Scope;
}

/** O, o, Ω and Θ in any alphabet. */
const isOrder = (tex: string): boolean => /^(?:\\\w+\{)*(?:O|o|\\Omega|\\Theta)\}*$/.test(tex);

/** The weight of two operands without space between them, or undefined if they are not a product. */
function withoutSpace(place: Place): number | undefined {
  const { left, right, next, scope } = place;
  if (right.shape === 'group') return isLostPair(place) ? 2 : isOrder(left.tex) ? 1 : 0;
  if (scope !== 'text' || next.certain) return right.shape === 'word' ? undefined : 0;
  if (isNameOrUnit(place)) return undefined;
  if (next.kind === 'command' && left.shape === 'number' && isGreek(next.text)) return 1; // 3sigma
  return next.kind === 'letter' || next.kind === 'command' ? 0 : undefined;
}

/** `k{n}`: what is left of a fraction or a binomial. */
function isLostPair({ left, right, next }: Place): boolean {
  return (
    next.text === '{' &&
    /^(?:[b-zB-HJ-Z]|\\pi|\\lambda|\\alpha|\\beta)$/.test(left.tex) &&
    right.tex.startsWith('\\{')
  );
}

/** F1, 3D, 5x, L2, 85M */
function isNameOrUnit({ parser, left, right, next }: Place): boolean {
  if (right.shape === 'number' || left.shape === 'group') return true;
  const isBehindNumber = parser.lexemes[left.end - 1]?.kind === 'number';
  if (isBehindNumber && next.kind === 'letter' && !isScripted(right)) return true;
  return left.shape === 'number' && right.weight === 0;
}

function acrossSpace(place: Place): number | undefined {
  const { parser, left, right, next, scope } = place;
  if (scope !== 'text') return right.shape === 'word' || left.tex.endsWith('%') ? undefined : 0;
  if (isArticle(parser.lexemes, left.end, scope) || left.shape === 'number' || left.shape === 'group')
    return undefined;
  if (next.kind === 'command') return besideCommand(left, right, next.text);
  return next.kind === 'letter' ? besideLetter(place) : undefined;
}

const isScripted = ({ tex }: Formula): boolean => /[_^]/.test(tex);
const endsInSymbol = ({ endsInName, weight }: Formula): boolean => endsInName && weight > 0;

/** "n log n", "lambda eta_A" */
function besideCommand(left: Formula, right: Formula, name: string): number | undefined {
  const role = mathSymbols.get(name)?.role;
  if (role === 'function') return 1;
  if (role === 'prefix') return endsInSymbol(left) && right.weight > 1 ? 0 : undefined;
  return endsInSymbol(left) && isScripted(right) ? 0 : undefined;
}

/** The A of "E + A N^{-alpha}": a letter behind a sign. */
function isFactor({ lexemes }: ParserContext, at: number): boolean {
  return lexemes[at]?.kind === 'letter' && /^[=+]$/.test(lexemes[at - 1]?.text ?? '');
}

/** "kappa a", "d^2 H^2", "2sigma^2 I(S;W)", "H^{-1} V H^{-1}" */
function besideLetter({ parser, left, right }: Place): number | undefined {
  if (left.tex === '\\Delta' && right.end === left.end + 1) return 1;
  if (endsInSymbol(left) || (isScripted(right) && isFactor(parser, left.end - 1))) return 0;
  return isScripted(left) && (isScripted(right) || isOperand(parser, left.end, right.end)) ? 0 : undefined;
}

/** Whether a letter between scripted ones is called, `I(S;W)`, or has a letter with a script behind it. */
function isOperand({ lexemes }: ParserContext, at: number, end: number): boolean {
  const [open, next, mark] = [lexemes[at + 1], lexemes[end], lexemes[end + 1]];
  const isCall = open?.text === '(' && !open.gap;
  return isCall || (next?.kind === 'letter' && /^[_^]$/.test(mark?.text ?? ''));
}

/** "x_1, ..., x_n", "1, 2, cdots, n": a list with dots is one formula, outside brackets too. */
export function readDottedList(parser: ParserContext, left: Formula, scope: Scope): Formula | undefined {
  const [comma, dots, second] = parser.lexemes.slice(left.end, left.end + 3);
  if (scope !== 'text' || comma?.text !== ',' || comma.gap || second?.text !== ',') return undefined;
  const tex = dots && texOfDots(dots);
  const last = tex === undefined ? undefined : parser.operand(left.end + 3, scope);
  if (tex === undefined || !last) return undefined;
  const start = joined(
    left,
    formula(left.end + 3, `, ${tex}, `, weightOf(dots?.text ?? '')),
    false,
    left.shape,
  );
  return joined(start, last, false, left.shape);
}

/** "f: X to Y", "phi: R^n to R": a map is one formula. The colon is directly behind its name. */
export function readMap(parser: ParserContext, left: Formula, scope: Scope): Formula | undefined {
  const colon = parser.lexemes[left.end];
  if (scope !== 'text' || colon?.text !== ':' || colon.gap || left.shape !== 'symbol') return undefined;
  const from = readSpaceOfMap(parser, left.end + 1, scope);
  const arrow = from && operatorAt(parser, from.end, scope);
  if (!arrow || !/^(?:to|(?:long)?rightarrow|mapsto|→)$/.test(arrow.name)) return undefined;
  const to = readSpaceOfMap(parser, arrow.end, scope);
  if (!to) return undefined;
  const start = joined(left, formula(left.end + 1, ':', 2), false, 'symbol');
  const spaces = joined(joined(from, arrow, arrow.gap, 'relation'), to, parser.gapAt(arrow.end), 'relation');
  return joined(start, spaces, true, 'relation');
}

/** A capital by itself, or what is mathematics without doubt; with its products. */
function readSpaceOfMap(parser: ParserContext, at: number, scope: Scope): Formula | undefined {
  const space = parser.operand(at, scope);
  if (!space || (space.weight < 2 && !/^[B-HJ-Z]$/.test(space.tex))) return undefined;
  const sign = operatorAt(parser, space.end, scope);
  const next = sign?.name === 'times' ? readSpaceOfMap(parser, sign.end, scope) : undefined;
  return sign && next
    ? joined(joined(space, sign, sign.gap, 'relation'), next, parser.gapAt(sign.end), 'relation')
    : space;
}

function texOfDots({ kind, text }: Lexeme): string | undefined {
  if (text === '...') return '\\ldots';
  return kind === 'command' && mathSymbols.get(text)?.role === 'dots' ? `\\${text}` : undefined;
}
