import type { TextRange } from '../../text/sentences';
import type { MathToken } from '../token';
import { isGreek } from './commandNames';
import type { Formula } from './formula';
import { FormulaParser } from './formulaParser';
import { hasComma } from './groups';
import { lexemesOf, type Lexeme } from './lexemes';
import { isArticle, isLoneVariable, weightAmongWords, withLimit } from './prose';
import { reconstructedMath } from './reconstructedMath';
import { mathSymbols } from '../symbols';

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
  return joinLists(text, all).map((span) => reconstructedMath(span, span.tex));
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

const opens = new Set('([{"\'“‘`|~:,;=—–<>-/');
const runsOn = new Set('_^@\\');

/** Marks that begin the scripts or the arguments of a word. */
const continuesWord = new Set('_^({');

/** Whether a formula may begin here: not within a word, a number, a path or a name. */
function startsAtBoundary(lexemes: readonly Lexeme[], at: number): boolean {
  const [lexeme, previous, next] = [lexemes[at], lexemes[at - 1], lexemes[at + 1]];
  if (!lexeme || lexeme.kind === 'wall') return false;
  // Most lexemes are words. A word begins a formula only if scripts or arguments follow it directly.
  if (lexeme.kind === 'word' && !lexeme.certain) {
    if (next?.kind !== 'mark' || next.gap || !continuesWord.has(next.text)) return false;
  }
  if (lexeme.gap || !previous || previous.kind === 'wall' || lexeme.certain) return true;
  return previous.kind === 'mark' && opens.has(previous.text);
}

/** Whether a formula may end here. */
function endsAtBoundary(lexemes: readonly Lexeme[], formula: Formula): boolean {
  const [next, afterNext] = [lexemes[formula.end], lexemes[formula.end + 1]];
  if (!next || next.gap || next.kind === 'wall') return true;
  if (next.kind === 'mark') return !runsOn.has(next.text) && !(next.text === '.' && isLetters(afterNext)); // i.e.
  return isPartOfName(lexemes, formula, next);
}

const isLetters = (lexeme: Lexeme | undefined): boolean =>
  lexeme?.gap === false && (lexeme.kind === 'letter' || lexeme.kind === 'word');

/** A unit behind a number, and names with a script inside. */
function isPartOfName(lexemes: readonly Lexeme[], { end, tex }: Formula, next: Lexeme): boolean {
  const last = lexemes[end - 1];
  if (next.kind === 'letter' && last?.kind === 'number' && /[\\=<>]/.test(tex)) return true; // N = 85M
  if (!isLetters(next)) return false;
  return /\^\d$/.test(tex) || (last?.text === '}' && /[_^]\{?\d+\}?$/.test(tex)); // S²LIC, P³A, H₂OT
}

/**
 * For every bracket the index of its partner, in both directions. Round and square brackets may close each other, as
 * in [0, 1); braces and angles only themselves. Linear: each bracket is put on the stack and taken off it once.
 */
function matchBrackets(lexemes: readonly Lexeme[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const stack: { family: string; at: number }[] = [];
  lexemes.forEach((lexeme, at) => {
    const bracket = bracketOf(lexeme);
    if (lexeme.kind === 'wall') stack.length = 0;
    else if (bracket?.side === 'open') stack.push({ family: bracket.family, at });
    else if (bracket) close(bracket.family, at);
  });
  return partners;

  function close(family: string, at: number): void {
    // A brace closes over brackets left open inside; a bracket does not close over a brace.
    if (family === '{') while (stack.length > 0 && stack.at(-1)?.family !== '{') stack.pop();
    const top = stack.at(-1);
    if (top?.family !== family) return;
    stack.pop();
    partners.set(top.at, at);
    partners.set(at, top.at);
  }
}

const opening: Readonly<Record<string, string>> = { '(': '(', '[': '(', '{': '{' };
const closing: Readonly<Record<string, string>> = { ')': '(', ']': '(', '}': '{' };

function bracketOf({ kind, text }: Lexeme): { family: string; side: 'open' | 'close' } | undefined {
  if (kind === 'mark') {
    const [open, close] = [opening[text], closing[text]];
    if (open !== undefined) return { family: open, side: 'open' };
    return close === undefined ? undefined : { family: close, side: 'close' };
  }
  const role = kind === 'command' ? mathSymbols.get(text)?.role : undefined;
  if (role !== 'open' && role !== 'close') return undefined;
  return { family: text.replace(/^[lr]/, ''), side: role };
}

interface FormulaSpan extends TextRange {
  readonly tex: string;
  /** Whether it is one symbol with its scripts. */
  readonly isSymbol: boolean;
}

/** "C_Phi, C_Psi": symbols with nothing but a comma between them were one formula. */
function joinLists(text: string, spans: readonly FormulaSpan[]): FormulaSpan[] {
  const joined: FormulaSpan[] = [];
  spans.forEach((next, at) => {
    const last = joined.at(-1);
    if (last && isPair(text, last, next) && !isEnumeration(text, next, spans.slice(at + 1, at + 3))) {
      joined[joined.length - 1] = { ...last, end: next.end, tex: `${last.tex}, ${next.tex}` };
    } else joined.push(next);
  });
  return joined;
}

function isPair(text: string, left: FormulaSpan, right: FormulaSpan): boolean {
  const areSymbols = left.isSymbol && right.isSymbol && !/mathrm|^\d/.test(left.tex + right.tex);
  return areSymbols && text.slice(left.end, right.start) === ', ';
}

/** "x, y, and z" is a sentence with three formulas; "x, y, and m, n" one with two. */
function isEnumeration(text: string, last: FormulaSpan, [next, afterNext]: readonly FormulaSpan[]): boolean {
  if (!next || !/^,? (?:and|or) $/.test(text.slice(last.end, next.start))) return false;
  return !afterNext || !isPair(text, next, afterNext);
}
