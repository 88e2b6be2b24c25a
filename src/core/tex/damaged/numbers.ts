import { formula, joined, type Formula, type Scope } from './formula';
import type { Lexeme } from './lexemes';
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

/** -1, +n: with the sign directly in front. */
export function readSigned(parser: ParserContext, at: number, scope: Scope): Formula | undefined {
  const sign = parser.lexemes[at]?.text ?? '';
  const operand = parser.gapAt(at + 1) ? undefined : parser.operand(at + 1, scope);
  return operand && joined(formula(at + 1, sign, 0), operand, false, 'product');
}
