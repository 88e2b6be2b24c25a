import type { TextRange } from '../../text/sentences';
import { mergeRanges } from '../range';
import type { MathToken } from '../token';
import { foldedUnit, readPiece, symbolLetters, type Piece } from './foldedTex';
import { reconstructedMath } from './reconstructedMath';

/**
 * Finds formulas that occur twice, as in texts of pages whose MathML contains its TeX: `xi∈Rdx_i \in \mathbb{R}^d`,
 * `O(n^2)O(n2)`, and `O(n2)O(n^2)O(n2)` as KaTeX has them. Both halves must have the same letters and signs, but for
 * what only TeX writes. Where there is one such formula, `d=128d=128` and `TT` are formulas too.
 */
export function findDoubledMath(text: string, ranges: readonly TextRange[]): MathToken[] {
  const found: MathToken[] = [];
  for (const { start, end } of ranges) {
    const part = text.slice(start, end);
    if (signOfTex.test(part)) for (const token of new Doubles(part, start).tokens()) found.push(token);
  }
  if (found.length === 0) return found;
  const letters = new Set(
    found.flatMap(({ tex }) => tex.match(/(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])/g) ?? []),
  );
  return mergeRanges(
    found,
    ranges.flatMap((range) => repeatedIn(text, range, letters)),
  );
}

const signOfTex = /[\\^_]/;

/** In UTF-16 units: the longest text in front of the first sign of TeX that may belong to the formula. */
const reach = 120;

/** The search ends after this many signs of TeX in a row that belong to no doubled formula. */
const mostFailures = 100;

/** The deepest nesting of braces that is parsed. Each copy of a formula with deeper nesting would be scanned to its end. */
const deepest = 50;

/** How LaTeXML’s words for a formula begin: `O(n2)𝑂superscript𝑛2O(n^{2})`. */
const startOfWords =
  /[:⋅→←≔~¯^]?(?:[\d\u0370-\u03ff]*(?:(?:sub|super)script|[\u{1d400}-\u{1d7ff}])|[a-z]+(?:-[a-z]+)*-|percent|assign|absent|norm)/uy;
const holdsWords = /[\u{1d400}-\u{1d7ff}]|(?:sub|super)script|italic-|plus-or-|percent\d/u;

/** A half of a formula, matched. */
interface Match {
  readonly end: number;
  readonly tex: string;
}

class Doubles {
  private readonly hasWords: boolean;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {
    this.hasWords = holdsWords.test(text);
  }

  tokens(): MathToken[] {
    const tokens: MathToken[] = [];
    let from = 0;
    let [last, lastButOne, failures] = [0, 0, 0];
    for (const { index } of this.text.matchAll(/[\\^_]/g)) {
      const start = behindProse(this.text, Math.max(from, index - reach, lastButOne), index);
      [lastButOne, last] = [last, index];
      const token = index < from ? undefined : this.around(start, index);
      failures = token || index < from ? 0 : failures + 1;
      if (failures > mostFailures) break;
      if (!token) continue;
      tokens.push(token);
      from = token.end - this.offset;
    }
    return tokens;
  }

  private around(from: number, sign: number): MathToken | undefined {
    for (let start = from; start <= sign; start++) {
      if (!mayStart(this.text, start)) continue;
      const match = this.copyFirst(start, sign) ?? this.texFirst(start, sign);
      if (!match) continue;
      const { end, tex } = match;
      return reconstructedMath({ start: this.offset + start, end: this.offset + end }, tex);
    }
    return undefined;
  }

  /** The formula at `start` whose copy comes first: then the TeX follows, or LaTeXML’s words for the formula and then the TeX. */
  private copyFirst(start: number, sign: number): Match | undefined {
    const last = this.text.startsWith('^\\', sign) ? sign + 1 : sign; // x^\hat{x}
    let copy = '';
    let longest: Match | undefined;
    for (let at = start + 1; at <= last; at++) {
      copy += foldedUnit(this.text, at - 1);
      if (copy === '' || isLowSurrogate(this.text.charCodeAt(at))) continue;
      const match = this.texBehind(copy, at) ?? this.texBehindWords(copy, at);
      const isLonger = match && match.end > (longest?.end ?? 0);
      if (isLonger && isCopy(this.text.slice(start, at), match.tex)) longest = match;
    }
    return longest;
  }

  private texBehind(copy: string, at: number): Match | undefined {
    const match = mayBeginWith(copy, this.text, at) ? this.texOf(copy, at) : undefined;
    if (!match || !isTex(match.tex)) return undefined;
    const end = this.copyOf(copy, match.end) ?? match.end;
    return mayEnd(this.text, end) ? { ...match, end } : undefined;
  }

  private texBehindWords(copy: string, at: number): Match | undefined {
    if (!this.hasWords) return undefined;
    startOfWords.lastIndex = at;
    if (!startOfWords.test(this.text)) return undefined;
    for (let from = at + 1; from < at + reach && !/[\s\\_{]/.test(this.text.charAt(from - 1)); from++) {
      const match = isLowSurrogate(this.text.charCodeAt(from)) ? undefined : this.texBehind(copy, from);
      if (match) return match;
    }
    return undefined;
  }

  private texFirst(start: number, sign: number): Match | undefined {
    let letters = '';
    let [depth, word] = [0, 0];
    for (let at = start; at < start + reach;) {
      const piece = readPiece(this.text, at);
      if (!piece) return undefined;
      letters += piece.letters;
      depth += piece.depth;
      at += piece.tex.length;
      const isProse = word > longestInFormula && /\s/.test(piece.tex);
      if (depth < 0 || isProse) return undefined;
      word = isAsciiLetter(piece.tex.charCodeAt(0)) ? word + 1 : 0;
      const match = at > sign && depth === 0 ? this.copyBehind(letters, start, at) : undefined;
      if (match) return match;
    }
    return undefined;
  }

  private copyBehind(letters: string, start: number, at: number): Match | undefined {
    const first = foldedUnit(this.text, at).charAt(0);
    const end = first === letters.charAt(0) ? this.copyOf(letters, at) : undefined;
    if (end === undefined || !mayEnd(this.text, end)) return undefined;
    const tex = this.text.slice(start, at).trim();
    return isTex(tex) ? { end, tex } : undefined;
  }

  /** The end of a copy that begins at `start` and has these letters, ignoring the signs of TeX; undefined if there is none. */
  private copyOf(letters: string, start: number): number | undefined {
    let matched = 0;
    for (let at = start; at < this.text.length; at++) {
      const unit = foldedUnit(this.text, at);
      if (!letters.startsWith(unit, matched) || signOfTex.test(this.text.charAt(at))) return undefined;
      matched += unit.length;
      if (matched === letters.length) return isHighSurrogate(this.text.charCodeAt(at)) ? at + 2 : at + 1;
    }
    return undefined;
  }

  /** The TeX at `start` that has these letters, all of them and no more. */
  private texOf(letters: string, start: number): Match | undefined {
    let [matched, depth, at, tex] = [0, 0, start, ''];
    while (matched < letters.length || depth > 0) {
      const piece = this.pieceFor(letters, matched, at);
      if (!piece) return undefined;
      matched += piece.letters.length;
      depth += piece.depth;
      at += piece.length;
      tex += piece.tex;
      if (depth < 0 || depth > deepest) return undefined;
    }
    return { end: at, tex: tex.trim() };
  }

  private pieceFor(letters: string, matched: number, at: number): (Piece & { length: number }) | undefined {
    const piece = readPiece(this.text, at);
    if (piece && letters.startsWith(piece.letters, matched)) return { ...piece, length: piece.tex.length };
    const name = /^[A-Za-z]{2,}/.exec(this.text.slice(at, at + 20))?.[0]; // `in` that has lost its backslash
    const symbol = name === undefined ? undefined : symbolLetters(name);
    return name !== undefined && symbol && letters.startsWith(symbol, matched)
      ? { tex: `\\${name}`, letters: symbol, depth: 0, length: name.length }
      : undefined;
  }
}

/** Whether TeX at `at` can have these letters: a quick look, for in most places it cannot. */
function mayBeginWith(letters: string, text: string, at: number): boolean {
  const unit = text.charAt(at);
  if (unit === '\\' || unit === '{') return true;
  const first = foldedUnit(text, at).charAt(0);
  return first !== '' && (first === letters.charAt(0) || (letters > '\u007f' && /^[a-z]$/i.test(first)));
}

/** The first position, from `from` on, after which no word of prose precedes the sign. */
function behindProse(text: string, from: number, sign: number): number {
  let length = 0;
  for (let at = sign - 1; at >= from; at--) {
    if (isAsciiLetter(text.charCodeAt(at))) length++;
    else length = 0;
    const end = at + length;
    if (length === longestInFormula + 1 && /\s/.test(text.charAt(end))) return end + 1;
  }
  return from;
}

/** Longer words with a space behind them are prose; `log` and `max` are not. */
const longestInFormula = 3;

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

function mayStart(text: string, at: number): boolean {
  return (at === 0 || openers.has(text.charAt(at - 1))) && !/\s/.test(text.charAt(at));
}

const openers = new Set(' \n\t\r\u00a0([{“"\'/–—-');

function mayEnd(text: string, at: number): boolean {
  return !/^[\p{L}\p{N}_^{}(\\]/u.test(text.slice(at, at + 2));
}

/** A copy has no signs of TeX, but it may have `^` as the hat of a letter. */
const isCopy = (copy: string, tex: string): boolean =>
  !/[\\_]/.test(copy) && (!copy.includes('^') || /\\(?:wide)?hat/.test(tex));

/** Whether a text has what identifiers such as `model_zoo` lack. */
const isTex = (tex: string): boolean =>
  !/(?<![A-Za-z])[A-Za-z]{3,} [A-Za-z]{2,} |[_^]$/.test(tex) &&
  /\\[A-Za-z%{|]|\^|_\{|(?<![A-Za-z])[A-Za-z]_[A-Za-z\d](?![A-Za-z\d])/.test(tex);

/** `d=128d=128`, `0.50.5`, `λλ`, `n𝑛n`, and `TT` if another formula contains T. */
function repeatedIn(text: string, { start, end }: TextRange, letters: ReadonlySet<string>): MathToken[] {
  const found: MathToken[] = [];
  for (const { 0: raw, index, groups } of text.slice(start, end).matchAll(repetition)) {
    const { half = '', words = '' } = groups ?? {};
    const isMath =
      isFormula.test(half) || (letters.has(half) && words === '') || words.normalize('NFKD') === half;
    const from = start + index;
    if (isMath) found.push(reconstructedMath({ start: from, end: from + raw.length }, half));
  }
  return found;
}

const repetition =
  /(?<![^\s([])(?<half>[^\s]{1,40}?)(?<words>[\u{1d400}-\u{1d7ff}\d]{0,12})\k<half>(?=[\s.,;:)\]-]|$)/gu;
const isFormula = /^[\p{L}\d]*[=<>≤≥+∈∼≈×(].*[\p{L}\d)]$|^\d+[./]\d+$|^[\u0370-\u03ff]$/u;
