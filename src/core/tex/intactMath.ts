import { plainMath } from './plainMath';
import { withUnicode } from './unicodeCommand';
import type { MathToken, TextToken } from './token';

/**
 * Finds mathematics with intact delimiters: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and display environments. An unpaired
 * dollar is a currency sign.
 */
export function findIntactMath(text: string): (MathToken | TextToken)[] {
  const tokens: (MathToken | TextToken)[] = [];
  opener.lastIndex = 0;
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const token = readFormula(text, match);
    if (!token) continue;
    tokens.push(token);
    opener.lastIndex = token.end;
  }
  return tokens;
}

const environments = 'equation|align|gather|multline|eqnarray|displaymath|math|flalign|alignat';
const opener = new RegExp(String.raw`\\[(\[]|\$\$?|\\begin\{((?:${environments})\*?)\}|\\.`, 'gs');

/** In UTF-16 units. Maximum length of a formula, which bounds the search after a lone dollar. */
const longest = 2000;

function readFormula(text: string, match: RegExpExecArray): MathToken | TextToken | undefined {
  const [delimiter, environment] = match;
  const start = match.index;
  const from = start + delimiter.length;
  const closer = closerOf(delimiter, environment);
  if (closer === undefined) return undefined;
  const to = closer === '$' ? closingDollar(text, start) : findWithin(text, closer, from);
  if (to === undefined) return undefined;
  const body = text.slice(from, to);
  if (body.trim() === '' || /\n\s*\n/.test(body)) return undefined;
  const range = { start, end: to + closer.length };
  return closer === '$'
    ? (styledText(body, range) ?? inline(body, range))
    : formula(body, range, environment ?? delimiter);
}

function closerOf(delimiter: string, environment: string | undefined): string | undefined {
  if (environment !== undefined) return `\\end{${environment}}`;
  return { '\\(': '\\)', '\\[': '\\]', $$: '$$', $: '$' }[delimiter];
}

function findWithin(text: string, closer: string, from: number): number | undefined {
  const at = text.slice(from, from + longest).indexOf(closer);
  return at < 0 ? undefined : from + at;
}

const inline = (body: string, range: { start: number; end: number }): MathToken => formula(body, range, '$');

function formula(body: string, range: { start: number; end: number }, opening: string): MathToken {
  const isDisplay = opening !== '$' && opening !== '\\(' && opening !== 'math';
  const source = withUnicode(body);
  const tex = /^(?:align|gather|multline|flalign|alignat)/.test(opening)
    ? `\\begin{${opening}}${source}\\end{${opening}}`
    : source.trim();
  return { kind: 'math', ...range, plain: plainMath(source), tex, ...(isDisplay ? { display: true } : {}) };
}

/** `$\textbf{so}$`, `$\unicode{x2014}$`: dollars around what is no mathematics. */
function styledText(body: string, range: { start: number; end: number }): TextToken | undefined {
  const character = /^\s*\\unicode\{[^{}]*\}\s*$/.test(body) ? withUnicode(body).trim() : '\\';
  if (!character.includes('\\')) return { kind: 'text', ...range, plain: character, reconstructed: true };
  const match = /^\s*\\(textbf|textit|emph|texttt|text)\{([^{}\\$]*)\}\s*$/.exec(body);
  if (!match) return undefined;
  const kind =
    match[1] === 'textbf' ? 'bold' : match[1] === 'textit' || match[1] === 'emph' ? 'italic' : 'text';
  return { kind, ...range, plain: match[2] ?? '', reconstructed: true };
}

/**
 * Finds the closing dollar. After Pandoc's tex_math_dollars: no prose between the two, so that "$5 to $10" stays money,
 * and a digit after the closing dollar only if what is between holds a sign of TeX, as in `224$\times$224`.
 */
function closingDollar(text: string, open: number): number | undefined {
  const isBehindLetters = /[\w\\]/.test(text.charAt(open - 1)) && /\d/.test(text.charAt(open + 1)); // US$5
  for (let at = open + 1; at < text.length && at - open < longest; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '$') {
      const needsSign = isBehindLetters || /\d/.test(text.charAt(at + 1));
      return isFormula(text.slice(open + 1, at), needsSign) ? at : undefined;
    }
  }
  return undefined;
}

/** A command, a script, or a relation by itself or behind a letter: what an amount of money never holds. */
const holdsSign = /\\[A-Za-z]|[\^_]|^(?:[A-Za-z]\w*\s*)?[<>=~≤≥±×≈]+(?:\s*[\w.]+)?$/;

function isFormula(body: string, needsSign: boolean): boolean {
  if (body.trim() === '') return false;
  if (needsSign && (!holdsSign.test(body) || /^\s|\s$|^[\d.,]+\s+[A-Za-z]{2}/.test(body))) return false;
  if (/^ [A-Za-z](?: ?[<=>] ?[\w.]+)? $/.test(body)) return true; // $ n $, $ n = 5 $
  const withoutCommands = body.replace(/\\[a-zA-Z]+\s?\{[^{}]*\}|\\[a-zA-Z]+/g, ' ');
  const words = withoutCommands.match(/(?<![\p{L}_^{])\p{L}{3,}(?![\p{L}_^}])/gu) ?? [];
  const looksTyped = /[\\^_]/.test(body);
  if (words.length > (looksTyped ? 2 : 1)) return false;
  return looksTyped || (!/^\s|\s$/.test(body) && !/^\d[\d,.]*\s?(?:[KMBkmb]\b|\p{L}{3,})/u.test(body));
}
