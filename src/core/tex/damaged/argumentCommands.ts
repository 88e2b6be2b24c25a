import {
  alphabets,
  alphabetSwitches,
  binomials,
  fractions,
  mathAccents,
  roots,
  textWrappers,
} from '../symbols';
import { formula, heavier, type Formula, type Scope } from './formula';
import { readItems } from './groups';
import { isGreek, weightOf } from './commandNames';
import { isArticle } from './prose';
import type { Lexeme } from './lexemes';
import type { ParserContext } from './parserContext';
import { readScripts, wordsBetween } from './scripts';

/** Commands that take arguments: `mathcal{O}`, `tilde O`, `frac{d}{n}`. */
export function readArgumentCommand(
  parser: ParserContext,
  name: string,
  at: number,
  scope: Scope,
  weight: number,
): Formula | undefined {
  const alphabet = alphabetSwitches.get(name) ?? (alphabets.has(name) ? name : undefined);
  if (alphabet !== undefined)
    return readLetters(parser, alphabet, at + 1, weight) ?? readGluedWord(parser, alphabet, at + 1);
  if (mathAccents.has(name)) {
    const accented = readLetters(parser, name, at + 1, weight);
    return accented && heavier(accented, 1);
  }
  if (textWrappers.has(name)) return readWords(parser, name, at + 1) ?? readGluedWord(parser, name, at + 1);
  if (fractions.has(name) || binomials.has(name)) return readFraction(parser, name, at + 1);
  return roots.has(name) ? readRoot(parser, at + 1, scope, weight) : undefined;
}

/** The argument of an alphabet or an accent: in braces, or the one symbol behind a space. */
function readLetters(parser: ParserContext, name: string, at: number, weight: number): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.text === '{' && !lexeme.gap) return readScope(parser, name, at, Math.max(weight, 1));
  const symbol = isArticle(parser.lexemes, at, 'text') ? undefined : symbolAt(parser, at, name);
  if (!symbol) return undefined;
  const isFont = weight > 0 || /^math(?:rm|bf|sf|tt)$/.test(name); // "rm S"
  const isCapital = isFont && alphabets.has(name) && /^[A-Z]$/.test(symbol.tex); // "cal M"
  return formula(symbol.end, `\\${name}{${symbol.tex}}`, weight + symbol.weight + (isCapital ? 1 : 0));
}

function symbolAt(parser: ParserContext, at: number, name: string): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.kind === 'letter') return formula(at + 1, lexeme.text, 0);
  if (lexeme?.kind === 'command' && lexeme.certain && isGreek(lexeme.text))
    return formula(at + 1, `\\${lexeme.text}`, weightOf(lexeme.text)); // a script is that of the whole, hattau_n
  return lexeme?.kind === 'command' && lexeme.text !== name ? parser.operand(at, 'group') : undefined;
}

/**
 * `mathcal{C_Phi/m}` was `\sqrt{\mathcal{C}_\Phi/m}`: losing the outer command took the inner brace. The letters of
 * the alphabet are the first symbol; the rest of the group is around it.
 */
function readScope(parser: ParserContext, name: string, open: number, weight: number): Formula | undefined {
  const close = parser.partners.get(open);
  const first = parser.lexemes[open + 1];
  if (close === undefined || !first) return undefined;
  const symbol = first.kind === 'command' ? `\\${first.text}` : first.text;
  if (!/^(?:\\?[A-Za-z]+|\d+|[\u0370-\u03ff])$/.test(symbol)) return undefined;
  const head = formula(open + 2, `\\${name}{${symbol}}`, weight + (first.kind === 'command' ? 1 : 0));
  if (head.end === close) return { ...head, end: close + 1 };
  const whole = parser.continued(readScripts(parser, head), 'group');
  return whole.end === close ? { ...whole, end: close + 1 } : undefined;
}

/** `text{clean}`, `operatorname{poly}`. */
function readWords(parser: ParserContext, name: string, open: number): Formula | undefined {
  const close = parser.partners.get(open);
  if (parser.lexemes[open]?.text !== '{' || parser.gapAt(open) || close === undefined) return undefined;
  const tex = wordsBetween(parser, open + 1, close, name);
  return tex === undefined ? undefined : formula(close + 1, tex, 2);
}

/** `mathrmsoftmax` */
function readGluedWord(parser: ParserContext, name: string, at: number): Formula | undefined {
  const word = parser.lexemes[at];
  const isGlued =
    word?.kind === 'word' && word.certain === true && !word.gap && parser.lexemes[at - 1]?.certain === true;
  return isGlued ? formula(at + 1, `\\${name}{${word.text}}`, 2) : undefined;
}

/** `frac{d}{n}`; `frac{d{n}}` where the brace behind the numerator was lost; `frac12`, `frac1d`. */
function readFraction(parser: ParserContext, name: string, at: number): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (!lexeme || lexeme.gap) return undefined;
  const close = lexeme.text === '{' ? parser.partners.get(at) : undefined;
  if (close === undefined) return readShortFraction(parser, name, at);
  const beside = parser.lexemes[close + 1]?.text === '{' ? parser.partners.get(close + 1) : undefined;
  if (beside !== undefined) return fraction(parser, name, [at + 1, close], [close + 2, beside], beside + 1);
  const within = parser.lexemes[close - 1]?.text === '}' ? parser.partners.get(close - 1) : undefined;
  if (within === undefined) return undefined;
  return fraction(parser, name, [at + 1, within], [within + 1, close - 1], close + 1);
}

/** `frac12`, `frac1d`, `fracn2`: one character above and one below, of which one is a digit. */
function readShortFraction(parser: ParserContext, name: string, at: number): Formula | undefined {
  const [first, second] = parser.lexemes.slice(at, at + 2);
  const [, over, under] = /^(\d)(\d)$/.exec(first?.text ?? '') ?? [];
  if (over !== undefined && under !== undefined) return formula(at + 1, `\\${name}{${over}}{${under}}`, 2);
  const isPair = isOne(first) && isOne(second) && !second.gap && first.kind !== second.kind;
  return isPair ? formula(at + 2, `\\${name}{${first.text}}{${second.text}}`, 2) : undefined;
}

/** A digit or a letter. */
const isOne = (lexeme: Lexeme | undefined): lexeme is Lexeme =>
  (lexeme?.kind === 'letter' || lexeme?.kind === 'number') && lexeme.text.length === 1;

type Span = readonly [from: number, to: number];

function fraction(
  parser: ParserContext,
  name: string,
  over: Span,
  under: Span,
  behind: number,
): Formula | undefined {
  const [first, end] = over;
  const only = end === first + 1 ? parser.lexemes[first] : undefined;
  // One symbol is read by itself, since what is behind it may look like a part of it: `frac{d{n}}`.
  const isSimple = only?.kind === 'letter' || only?.kind === 'number';
  const above = isSimple ? formula(end, only.text, 0) : readItems(parser, ...over, 'group');
  const below = readItems(parser, ...under, 'group');
  return above && below && formula(behind, `\\${name}{${above.tex}}{${below.tex}}`, 2);
}

/** `sqrt{n}`, `sqrt n` */
function readRoot(parser: ParserContext, at: number, scope: Scope, weight: number): Formula | undefined {
  const close = parser.lexemes[at]?.text === '{' ? parser.partners.get(at) : undefined;
  if (close === undefined) {
    const inner = parser.operand(at, scope === 'text' ? 'group' : scope);
    return inner && formula(inner.end, `\\sqrt{${inner.tex}}`, weight);
  }
  const inner = readItems(parser, at + 1, close, 'order'); // sqrt{KT}: a product
  return inner && formula(close + 1, `\\sqrt{${inner.tex}}`, weight);
}
