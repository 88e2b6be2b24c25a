import { plainMath } from '../plainMath';
import type { Range } from '../range';
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
 * Mathematics whose dollars and backslashes are lost, within the ranges that are still running text. First what proves
 * itself; then, in a text that is known to be damaged, what stands in relation to that: its symbols by themselves, and
 * what is mathematics more likely than not.
 */
export function findFormulas(text: string, ranges: readonly Range[]): MathToken[] {
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
  /** Indices of lexemes; `to` is behind the last. */
  readonly from: number;
  readonly to: number;
}

/** Enough to take a span for mathematics in any text, and in a text that has some. */
const proof = 2;
const likelihood = 1;

/** "g(t)" reads the same in text, and nothing in it shows that it is more. */
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

/** Round brackets around a whole formula are the sentence's, unless they hold a pair or a condition. */
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
      if (kind === 'letter' ? !/^[aI]$/.test(text) : kind === 'command' && isGreek(text)) symbols.add(text);
    }
  }
  return symbols;
}
