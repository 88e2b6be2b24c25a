import { formula, joined, type Formula, type Scope } from './formula';
import { hasComma, readItems } from './groups';
import type { Lexeme } from './lexemes';
import { bracedOperator } from './operators';
import type { ParserContext } from './parserContext';

/** A number with its sign of percentage, and with the thousands that TeX sets off by `{,}`. */
export function readNumber(parser: ParserContext, { text }: Lexeme, at: number): Formula {
  const next = parser.lexemes[at + 1];
  if (next?.kind !== 'mark' || next.gap) return formula(at + 1, text, 0, 'number');
  if (next.text === '%' || next.text === '\\%') return formula(at + 2, `${text}\\%`, 0, 'number');
  const [comma, , thousands] = parser.lexemes.slice(at + 2, at + 5);
  const isGrouped = next.text === '{' && comma?.text === ',' && thousands?.kind === 'number';
  return isGrouped
    ? formula(at + 5, `${text}{,}${thousands.text}`, 2, 'number')
    : formula(at + 1, text, 0, 'number');
}

/**
 * `1{T}`, `3{4}`: a fraction that has lost its command and the braces of its numerator. `1{,}000` is a number.
 */
export function readLostFraction(parser: ParserContext, number: Formula, at: number): Formula {
  const brace = parser.lexemes[number.end];
  const close = brace?.text === '{' && !brace.gap ? parser.partners.get(number.end) : undefined;
  if (close === undefined || isInName(parser, at) || bracedOperator(parser, number.end)) return number;
  const under = readItems(parser, number.end + 1, close, 'group');
  const isFraction = under && !hasComma(parser, number.end, close) && under.shape !== 'relation';
  return isFraction ? formula(close + 1, `\\frac{${number.tex}}{${under.tex}}`, under.weight + 2) : number;
}

/** GPT-4, v2 */
function isInName(parser: ParserContext, at: number): boolean {
  const [beforePrevious, previous] = [parser.lexemes[at - 2], parser.lexemes[at - 1]];
  if (previous === undefined || parser.gapAt(at)) return false;
  if (previous.text === '-') return beforePrevious?.kind === 'word' || beforePrevious?.kind === 'letter';
  return !/^[([{|,=+*/^_]$/.test(previous.text);
}

/** -1, +n: with the sign directly in front. */
export function readSigned(parser: ParserContext, at: number, scope: Scope): Formula | undefined {
  const sign = parser.lexemes[at]?.text ?? '';
  const operand = parser.gapAt(at + 1) ? undefined : parser.operand(at + 1, scope);
  return operand && joined(formula(at + 1, sign, 0), operand, false, 'product');
}
