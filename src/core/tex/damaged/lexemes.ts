import type { TextRange } from '../../text/sentences';
import type { Position } from './commandNames';
import { isPlainWord, readRun } from './letterRuns';

/** The tokens of damaged TeX. */
export interface Lexeme extends TextRange {
  /** `wall`: a range that is already part of another token; no formula extends across it. */
  readonly kind: 'letter' | 'word' | 'command' | 'number' | 'mark' | 'wall';
  /** Without the backslash if a command still has it. */
  readonly text: string;
  /** Whether it is preceded by space. */
  readonly gap: boolean;
  /** Set for commands that still have their backslash, and for commands and words split off a longer run of letters. */
  readonly certain?: true;
}

// Matches one token at `lastIndex`: space; a number; a command with its backslash; letters, ASCII letters first because they are
// the most frequent; or any other character, signs of several characters first.
const pattern =
  /\s+|\d+(?:\.\d+)?(?:,\d{3}(?!\d))*|\\[A-Za-z]+|[A-Za-z]+(?![A-Za-z\x80-\uffff])|[\p{L}\p{M}]+|(?<![\p{L}\d)\]])\.\d+|\|\||<=|>=|\.\.\.|\\?[^]/uy;

/** Tokenizes the text within `ranges`, which are in order; the rest becomes walls. */
export function lexemesOf(text: string, ranges: readonly TextRange[]): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const { start, end } of ranges) {
    new Lexer(text.slice(start, end), start, lexemes).run();
    lexemes.push({ kind: 'wall', text: '', start: end, end, gap: false });
  }
  return lexemes;
}

const isSpaced =
  /^(?:times|in|notin|cdot|sim|to|leq?|geq?|neq?|approx|pm|mid|cup|cap|subset(?:eq)?|(?:left|right)arrow|propto|equiv)$/;
const [fullStop, backslash] = [46, 92];
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isScriptMark = (text: string | undefined): text is '_' | '^' => text === '_' || text === '^';
/** Non-ASCII letters, and signs that are treated like letters. */
const letter = /^[\p{L}\p{M}∞∇∂]/u;

/** The meaning of control symbols; a space has none. */
const controlSigns: ReadonlyMap<string, string> = new Map([
  ['\\{', '{'],
  ['\\}', '}'],
  ['\\|', '||'],
  ['\\,', ''],
  ['\\!', ''],
]);

/** Returns the end of the ASCII letters that begin at `at`. Returns `at` if there are none, or if a non-ASCII character follows. */
function endOfWord(text: string, at: number): number {
  let end = at;
  while (isLetter(text.charCodeAt(end))) end += 1;
  return text.charCodeAt(end) > 127 ? at : end;
}

class Lexer {
  private gap = false;
  /** For every open brace, whether it opens a sub- or superscript. */
  private readonly scripts: boolean[] = [];

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly lexemes: Lexeme[],
  ) {}

  run(): void {
    for (let at = 0; at < this.text.length;) {
      // Most tokens are words of ASCII letters. They are found faster without the pattern.
      const end = endOfWord(this.text, at);
      if (end === at) at = this.readOther(at);
      else {
        this.pushRun(this.text.slice(at, end), at);
        at = end;
      }
    }
  }

  /** Reads the token at `at` and returns where it ends. */
  private readOther(at: number): number {
    pattern.lastIndex = at;
    const text = pattern.exec(this.text)?.[0] ?? this.text.charAt(at);
    const first = text.charCodeAt(0);
    const second = text.charCodeAt(1);
    if (isSpace(first)) this.gap = true;
    else if (isDigit(first) || (first === fullStop && isDigit(second))) this.push('number', text, at);
    else if (first > 127 ? letter.test(text) : isLetter(first)) this.pushLetters(text, at);
    else if (first === backslash && isLetter(second)) this.pushCommand(text.slice(1), at);
    else this.pushMark(text, at);
    return at + text.length;
  }

  private push(kind: Lexeme['kind'], text: string, at: number): void {
    const start = this.offset + at;
    this.lexemes.push({ kind, text, start, end: start + text.length, gap: this.gap });
    this.gap = false;
  }

  private pushCommand(name: string, at: number): void {
    const start = this.offset + at;
    const end = start + name.length + 1;
    this.lexemes.push({ kind: 'command', text: name, start, end, gap: this.gap, certain: true });
    this.gap = false;
  }

  private pushRun(run: string, at: number): void {
    if (isPlainWord(run)) {
      this.push(run.length === 1 ? 'letter' : 'word', run, at);
      return;
    }
    const behind = this.text.slice(at + run.length, at + run.length + 6);
    const previous = this.lexemes.at(-1)?.text;
    const inScript = this.scripts.at(-1) === true || (!this.gap && isScriptMark(previous));
    const pieces = readRun(run, { inScript, position: this.positionOf(behind), behind });
    let start = this.offset + at;
    for (const { kind, text } of pieces) {
      const isCertain = kind !== 'letter' && pieces.length > 1;
      const lexeme = { kind, text, start, end: start + text.length, gap: this.gap };
      this.lexemes.push(isCertain ? { ...lexeme, certain: true } : lexeme);
      this.gap = false;
      start += text.length;
    }
  }

  /** Whether the next run is all there is of a script. */
  private positionOf(behind: string): Position {
    const [mark, last] = this.lexemes.slice(-2).map(({ text }) => text);
    if (!this.gap && isScriptMark(last)) return last;
    return last === '{' && isScriptMark(mark) && /^\s*\}/.test(behind) ? mark : 'elsewhere';
  }

  /** Greek and double-struck letters are symbols, but not within a word of a language. */
  private pushLetters(letters: string, at: number): void {
    if (/^[A-Za-z]+$/.test(letters)) {
      this.pushRun(letters, at);
      return;
    }
    if (!/^(?:[A-Za-z]|[\u0370-\u03ffℓℝℕℤℂ∞∇∂](?![\u0370-\u03ff]{2}))+$/u.test(letters)) {
      this.push('word', letters, at);
      return;
    }
    for (const { 0: part, index } of letters.matchAll(/[A-Za-z]+|[^A-Za-z]/gu)) {
      if (/^[A-Za-z]/.test(part)) this.pushRun(part, at + index);
      else this.push('letter', part, at + index);
    }
  }

  /** `2!times!3`: what is left of `\\!` and `\\,` around the name of a sign. */
  private isThinSpace(at: number): boolean {
    const previous = this.lexemes.at(-1);
    if (!previous || this.gap || previous.kind === 'word' || previous.kind === 'wall') return false;
    const behind = this.text.slice(at + 1, at + 12);
    if (previous.kind === 'command') return isSpaced.test(previous.text) && /^[\w({[|.-]/.test(behind);
    return /^[a-z]+(?![A-Za-z])/.test(behind) && isSpaced.test(/^[a-z]+/.exec(behind)?.[0] ?? '');
  }

  /** `\{`, `\|` and thin spaces that still have their backslash. */
  private pushControl(mark: string, at: number): boolean {
    const sign = controlSigns.get(mark);
    const isBetweenDigits =
      /^\d/.test(this.text.slice(at + 2, at + 3)) && this.lexemes.at(-1)?.kind === 'number';
    if (sign === undefined || isBetweenDigits) return false;
    if (sign === '') return true;
    const start = this.offset + at;
    this.lexemes.push({ kind: 'mark', text: sign, start, end: start + 2, gap: this.gap, certain: true });
    this.gap = false;
    return true;
  }

  private pushMark(mark: string, at: number): void {
    const previous = this.lexemes.at(-1);
    if (mark.length === 2 && mark.startsWith('\\') && this.pushControl(mark, at)) return;
    if ((mark === '!' || mark === ',') && this.isThinSpace(at)) return;
    if (mark === '{') this.scripts.push(this.scripts.at(-1) === true || isScriptMark(previous?.text));
    else if (mark === '}') this.scripts.pop();
    this.push('mark', mark, at);
  }
}
