import { bracketSizes } from '../symbols';
import { weightOf } from './commandNames';
import { formula, joined, separator, type Formula, type Scope } from './formula';
import { bracedOperator, operatorAt } from './operators';
import type { ParserContext } from './parserContext';

/** Signs that separate formulas within brackets. */
const separators: ReadonlyMap<string, string> = new Map([
  [',', ','],
  [';', ';'],
  ['|', '|'],
  ['||', '\\,\\|\\,'],
  [':', ':'],
]);

/**
 * All between two brackets as formulas with separators, or undefined where anything is left over. A sign may be
 * alone, as in I(·; ·), or in front, as in y_{<i}.
 */
export function readItems(
  parser: ParserContext,
  from: number,
  to: number,
  scope: Scope,
): Formula | undefined {
  let whole = from < to ? readItem(parser, from, to, scope) : undefined;
  while (whole && whole.end < to) {
    const comma = separatorAt(parser, whole.end);
    const list = comma && joined(whole, comma, parser.gapAt(whole.end), whole.shape);
    const item = list && list.end < to ? readItem(parser, list.end, to, scope) : undefined;
    whole = list && item && joined(list, item, parser.gapAt(list.end), whole.shape);
  }
  return whole;
}

function readItem(parser: ParserContext, at: number, to: number, scope: Scope): Formula | undefined {
  const item = parser.read(at, scope) ?? readWithSign(parser, at, to, scope);
  return item && item.end <= to ? item : undefined;
}

function readWithSign(parser: ParserContext, at: number, to: number, scope: Scope): Formula | undefined {
  const sign = operatorAt(parser, at, scope);
  if (!sign) return undefined;
  const operand = sign.end < to ? parser.read(sign.end, scope) : undefined;
  if (operand && (scope === 'script' || !isWord(parser, at) || !parser.gapAt(sign.end)))
    return joined(sign, operand, parser.gapAt(sign.end), 'relation');
  return isWord(parser, at) ? undefined : sign; // (in), (times): nothing but a word in brackets
}

function isWord(parser: ParserContext, at: number): boolean {
  const lexeme = parser.lexemes[at];
  return (
    lexeme?.kind === 'command' &&
    lexeme.certain !== true &&
    (weightOf(lexeme.text) < 2 || lexeme.text === 'approx')
  );
}

function separatorAt(parser: ParserContext, at: number): Formula | undefined {
  const lexeme = parser.lexemes[at];
  const tex = lexeme?.kind === 'mark' ? separators.get(lexeme.text) : undefined;
  return tex === undefined ? undefined : formula(at + 1, tex, 0);
}

/** (…), […) and the angles and corners that have names. `weight` is what the name of the bracket proves. */
export function readBrackets(parser: ParserContext, open: number, weight: number): Formula | undefined {
  const close = parser.partners.get(open);
  if (close === undefined || close < open) return undefined;
  const isSized = isSize(parser, open - 1) && isSize(parser, close - 1);
  const items = readItems(parser, open + 1, isSized ? close - 1 : close, scopeOf(parser, open));
  if (!items) return undefined;
  const left = formula(open + 1, bracketTex(parser, open, isSized ? '\\left' : ''), weight);
  const right = bracketTex(parser, close, isSized ? '\\right' : '');
  const isSum = items.shape === 'sum' && items.weight === 1; // (1+lambda)
  const evidence = items.weight + (isSum ? 1 : 0) + (isSized ? 2 : 0) + tightList(parser, open, close, items);
  const tex =
    left.tex + separator(left, items.tex, false) + items.tex + separator(items, right, false) + right;
  return formula(close + 1, tex, weight + evidence, 'group');
}

/** `left(`, `big)`: the names of sizes belong to the brackets. */
function isSize(parser: ParserContext, at: number): boolean {
  const lexeme = parser.lexemes[at];
  return lexeme?.kind === 'command' && bracketSizes.has(lexeme.text) && !parser.gapAt(at + 1);
}

function bracketTex(parser: ParserContext, at: number, size: string): string {
  const { kind, text } = parser.lexemes[at] ?? { kind: 'mark', text: '' };
  return size + (kind === 'command' || text === '{' || text === '}' ? `\\${text}` : text);
}

/** Decides by what is directly in front of the brackets: S(True), O(dm). */
function scopeOf(parser: ParserContext, open: number): Scope {
  const front = isSize(parser, open - 1) ? open - 1 : open;
  const previous = parser.gapAt(front) ? undefined : parser.lexemes[front - 1];
  const name = previous?.text === '}' ? parser.lexemes[front - 2] : previous;
  if (name?.kind !== 'letter' && name?.kind !== 'command' && name?.kind !== 'word') return 'group';
  return /^(?:[Oo]|Omega|Theta)$/.test(name.text) ? 'order' : 'call';
}

/** (alpha,T): a comma without a space behind it is not prose's. */
function tightList(parser: ParserContext, open: number, close: number, items: Formula): number {
  if (items.weight === 0 || close - open > 40) return 0;
  for (let at = open + 2; at < close; at++) {
    if (parser.lexemes[at - 1]?.text === ',' && !parser.gapAt(at)) return 1;
  }
  return 0;
}

/** Kinds of braces that are not scripts, distinguished by what precedes them. */
type Braces = 'group' | 'residue' | 'set';

/**
 * With a comma braces are a set. Directly behind an operand they are the residue of a fraction or a binomial whose
 * command is lost, and stay visible, for nothing says which. Otherwise they only group.
 */
export function readBraces(parser: ParserContext, open: number, as: Braces = 'group'): Formula | undefined {
  const close = parser.partners.get(open);
  if (close === undefined || close < open || bracedOperator(parser, open)) return undefined;
  const items = readItems(parser, open + 1, close, 'group');
  if (!items) return undefined;
  const isIntact = parser.lexemes[open + 1]?.certain && close === open + 2; // {\Delta}, as the author wrote it
  const evidence = evidenceOfSet(parser, open, as, items);
  const isVisible = evidence > 0 || (as === 'residue' && !isIntact);
  const tex = isVisible ? `\\{${items.tex}\\}` : `{${items.tex}}`;
  return formula(close + 1, tex, items.weight + evidence, 'group');
}

/**
 * Braces that still have their backslash, a set behind "in", or a list; numbers, {0,1}, are a set without further
 * evidence.
 */
function evidenceOfSet(parser: ParserContext, open: number, as: Braces, { tex }: Formula): number {
  if (parser.lexemes[open]?.certain) return 2;
  const isList = as === 'group' && hasComma(parser, open, parser.partners.get(open) ?? open);
  if (as !== 'set' && !isList) return 0;
  return /^-?\d+(?:, ?-?\d+)+$/.test(tex) ? 2 : 1;
}

/** Whether there is a comma between the brackets, and not in brackets within them. */
export function hasComma(parser: ParserContext, open: number, close: number): boolean {
  for (let at = open + 1; at < close; at++) {
    if (parser.lexemes[at]?.text === ',') return true;
    at = Math.max(at, parser.partners.get(at) ?? at);
  }
  return false;
}

/** `left|x-yright|` */
export function readSizedNorm(parser: ParserContext, size: number): Formula | undefined {
  const bar = parser.lexemes[size + 1]?.text;
  if (bar !== '|' && bar !== '||') return undefined;
  for (let at = size + 2; at < size + longestNorm; at++) {
    if (parser.lexemes[at]?.text !== bar || !isSize(parser, at - 1)) continue;
    const inner = readItems(parser, size + 2, at - 1, 'norm');
    const tex = bar === '||' ? '\\|' : '|';
    return inner && formula(at + 1, `\\left${tex}${inner.tex}\\right${tex}`, inner.weight + 2, 'group');
  }
  return undefined;
}

const longestNorm = 20;

/** |x| and ||x||. */
export function readNorm(parser: ParserContext, at: number): Formula | undefined {
  const bar = parser.lexemes[at]?.text;
  const inner = bar === undefined || parser.gapAt(at + 1) ? undefined : parser.read(at + 1, 'norm');
  if (!inner || parser.lexemes[inner.end]?.text !== bar || inner.end - at > longestNorm) return undefined;
  const tex = bar === '||' ? `\\|${inner.tex}\\|` : `|${inner.tex}|`;
  return formula(inner.end + 1, tex, inner.weight, 'group');
}
