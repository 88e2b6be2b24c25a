import { plainMath } from '../plainMath';
import type { TextRange } from '../../text/sentences';
import type { MathToken } from '../token';
import { endsAtBoundary, startsAtBoundary } from './boundaries';
import { matchBrackets } from './brackets';
import { isGreek } from './commandNames';
import type { Formula } from './formula';
import { FormulaParser } from './formulaParser';
import { hasComma } from './groups';
import { lexemesOf, type Lexeme } from './lexemes';
import { joinLists, type FormulaSpan } from './lists';
import { isArticle, isLoneVariable, weightAmongWords, withLimit } from './prose';

/**
 * Finds mathematics that lost its dollars and backslashes, within the ranges that are still running text. The first
 * pass finds formulas with sufficient evidence. If there are any, a second pass with lower requirements finds their
 * symbols on their own, and spans that are probably mathematics.
 */
export function findFormulas(text: string, ranges: readonly TextRange[]): MathToken[] {
  const lexemes = lexemesOf(text, ranges);
  const partners = matchBrackets(lexemes);
  const scanWith = (known: ReadonlySet<string>, enough: number): Span[] =>
    scan(lexemes, new FormulaParser(lexemes, partners, known), enough);
  const proved = scanWith(new Set(), proof);
  if (proved.length === 0) return [];
  const likely = scanWith(symbolsOf(lexemes, proved), likelihood);
  const all = scanWith(symbolsOf(lexemes, likely), likelihood);
  return joinLists(text, all).map(({ start, end, tex }) => {
    return { kind: 'math', start, end, plain: plainMath(tex), tex, reconstructed: true };
  });
}

interface Span extends FormulaSpan {
  /** Lexeme indices; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Minimum weight of a formula in any text, and in a text that has other formulas. */
const proof = 2;
const likelihood = 1;

/** "g(t)" looks the same as text, so without other evidence it is left alone. */
const plainCall = /^[a-z]\([a-z]\)$/;

function scan(lexemes: readonly Lexeme[], parser: FormulaParser, enough: number): Span[] {
  const found: Span[] = [];
  for (let at = 0; at < lexemes.length;) {
    const mayStart = startsAtBoundary(lexemes, at) && !isArticle(lexemes, at, 'text');
    const read = mayStart ? parser.read(at, 'text') : undefined;
    const formula = read && withLimit(lexemes, at, read);
    if (!formula || !endsAtBoundary(lexemes, formula)) at++;
    else {
      const isVariable = enough === likelihood && formula.end === at + 1 && isLoneVariable(lexemes, at);
      const isProved = weightAmongWords(lexemes, at, formula) >= enough && !plainCall.test(formula.tex);
      if (isVariable || isProved) found.push(spanOf(parser, at, formula));
      at = formula.end;
    }
  }
  return found;
}

/** Parentheses around a whole formula belong to the sentence, unless they contain a pair or a condition. */
function spanOf(parser: FormulaParser, at: number, { end, tex, shape }: Formula): Span {
  const isWhole = shape === 'group' && parser.partners.get(at) === end - 1 && /^[([]/.test(tex);
  const inner = isWhole && !hasComma(parser, at, end - 1) ? parser.read(at + 1, 'group') : undefined;
  const isBare = inner?.end === end - 1 && inner.shape !== 'relation' && inner.shape !== 'sum';
  const [from, to] = isBare ? [at + 1, end - 1] : [at, end];
  const [start, stop] = [parser.lexemes[from]?.start ?? 0, parser.lexemes[to - 1]?.end ?? 0];
  return { start, end: stop, from, to, tex: isBare ? inner.tex : tex, isSymbol: shape === 'symbol' };
}

function symbolsOf(lexemes: readonly Lexeme[], spans: readonly Span[]): Set<string> {
  const symbols = new Set<string>();
  for (const { from, to } of spans) {
    for (const { kind, text } of lexemes.slice(from, to)) {
      if (kind === 'letter' ? !/^[aIOo]$/.test(text) : kind === 'command' && isGreek(text)) symbols.add(text);
    }
  }
  return symbols;
}
