import { mathSymbols } from '../symbols';
import { weightOf } from './commandNames';
import { formula, joined, type Formula, type Scope } from './formula';
import { readNumber } from './numbers';
import { bracedOperator, operatorAt } from './operators';
import type { ParserContext } from './parserContext';

/** A relation that begins the formula: "approx 16", "sim 5%", "times4", "geq(1-alpha)", "{sim}5". */
export function readLeadingRelation(parser: ParserContext, at: number, scope: Scope): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.text === '{') return readBraced(parser, at);
  if (lexeme?.kind !== 'command') return undefined;
  const { text: name } = lexeme;
  const right = readRight(parser, name, at + 1, scope);
  if (!right) return undefined;
  const gap = parser.gapAt(at + 1);
  const weight = leadWeight(name, !gap, right.tex.endsWith('%'));
  return weight === 0 ? undefined : joined(formula(at + 1, `\\${name}`, weight), right, gap, 'relation');
}

/** Only a sign that cannot be a word may stand in front of a symbol without anything on its left. */
function readRight(parser: ParserContext, name: string, at: number, scope: Scope): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.kind === 'number') return readNumber(parser, lexeme, at);
  return isCertainRelation(name) && name !== 'approx' ? parser.operand(at, scope) : undefined;
}

function readBraced(parser: ParserContext, at: number): Formula | undefined {
  const sign = bracedOperator(parser, at);
  const number = sign && parser.lexemes[sign.end];
  if (!sign || number?.kind !== 'number' || number.gap) return undefined;
  return joined(sign, readNumber(parser, number, sign.end), false, 'relation');
}

function leadWeight(name: string, isTight: boolean, isPercentage: boolean): number {
  if (isCertainRelation(name)) return 2;
  if (name === 'sim') return isTight || isPercentage ? 2 : 1;
  if (name === 'times') return isTight ? 2 : 0;
  return ['pm', 'le', 'ge', 'll', 'gg'].includes(name) ? 1 : 0;
}

const isCertainRelation = (name: string): boolean =>
  mathSymbols.get(name)?.role === 'relation' && weightOf(name) === 2;

/** "image rightarrow text": a sign that no prose has, between words. */
export function readRelationBetweenWords(parser: ParserContext, at: number): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.kind !== 'command' || weightOf(lexeme.text) < 2 || lexeme.text === 'approx') return undefined;
  const sign = operatorAt(parser, at, 'text');
  return sign && formula(sign.end, sign.tex, sign.weight, 'relation');
}
