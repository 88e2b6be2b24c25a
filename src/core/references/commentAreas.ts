import type { BlockForm, CodeLanguage, StringForm, TextBlock } from './codeLanguages';
import type { TextRange } from '../text/sentences';

/**
 * The comments of a program, and its documentation strings, in order. Line comments on successive lines are one area.
 * Strings are skipped, so that marks of comments inside them do not count. Linear in the length of the text.
 */
export function commentAreas(text: string, language: CodeLanguage): readonly TextRange[] {
  return new CommentReader(text, language).read();
}

class CommentReader {
  readonly #areas: { readonly start: number; end: number; readonly isLine: boolean }[] = [];
  /** By ASCII code: whether the character begins anything that opens a comment or a string. */
  readonly #opens = new Uint8Array(128);
  /** Blocks of text that begin in the next line: they return their end for the offset of that line. */
  #textBlocks: ((start: number) => number)[] = [];

  constructor(
    private readonly text: string,
    private readonly language: CodeLanguage,
  ) {
    const { line = [], lineStart = [], block = [], strings = [], delimited = [], textBlock } = language;
    const opens = [...block, ...strings].map(({ open }) => open);
    const ofText = textBlock === 'indented' ? '\n|>' : '\n<';
    const firsts = delimited.map(({ first }) => first).join('') + (textBlock === undefined ? '' : ofText);
    for (const open of [...line, ...lineStart, ...opens, ...Array.from(firsts)])
      this.#opens[open.charCodeAt(0)] = 1;
  }

  read(): readonly TextRange[] {
    const { text } = this;
    for (let at = 0; at < text.length;)
      at = this.#opens[text.charCodeAt(at)] === 1 ? this.#readAt(at) : at + 1;
    return this.#areas;
  }

  /** Reads the comment or string that opens at an offset; returns the offset at which reading continues. */
  #readAt(at: number): number {
    return (
      this.#blockComment(at) ??
      this.#lineComment(at) ??
      this.#delimitedString(at) ??
      this.#string(at) ??
      this.#textBlock(at) ??
      at + 1
    );
  }

  #blockComment(at: number): number | undefined {
    const { text, language } = this;
    const form = (language.block ?? []).find(({ open }) => text.startsWith(open, at));
    if (!form || (form.beginsLine === true && !beginsLine(text, at))) return undefined;
    const end = blockEnd(text, at + form.open.length, form);
    this.#areas.push({ start: at + form.open.length, end, isLine: false });
    return end + form.close.length;
  }

  #lineComment(at: number): number | undefined {
    const { text, language } = this;
    const mark =
      (language.line ?? []).find((one) => text.startsWith(one, at)) ??
      (language.lineStart ?? []).find((one) => text.startsWith(one, at) && beginsLine(text, at));
    if (mark === undefined) return undefined;
    if (language.needsSpace === true && at > 0 && !/\s/.test(text.charAt(at - 1))) return at + mark.length;
    const end = lineEnd(text, at);
    const last = this.#areas.at(-1);
    if (last?.isLine === true && text.slice(last.end, at).trim() === '') last.end = end;
    else this.#areas.push({ start: at + mark.length, end, isLine: true });
    return end;
  }

  #delimitedString(at: number): number | undefined {
    const { text, language } = this;
    for (const { open, before, after } of language.delimited ?? []) {
      open.lastIndex = at;
      const match = open.exec(text);
      if (!match) continue;
      const close = before + (match[1] ?? '') + after;
      const end = text.indexOf(close, at + match[0].length);
      return end < 0 ? text.length : end + close.length;
    }
    return undefined;
  }

  #string(at: number): number | undefined {
    const { text, language } = this;
    const form = (language.strings ?? []).find(({ open }) => text.startsWith(open, at));
    if (!form) return undefined;
    if (form.isCharacter === true) return characterEnd(text, at);
    if (form.isOperatorAfterValue === true && /[\w)\]}'.]/.test(text.charAt(at - 1))) return at + 1;
    const end = stringEnd(text, at + form.open.length, form);
    if (form.isDocumentation === true && beginsLine(text, at, STRING_PREFIX))
      this.#areas.push({ start: at + form.open.length, end: end - form.close.length, isLine: false });
    return end;
  }

  /** Skips the blocks of text that the line before has opened, or notes one that opens here. */
  #textBlock(at: number): number | undefined {
    const { text, language } = this;
    if (text.charAt(at) === '\n') {
      const blocks = this.#textBlocks;
      this.#textBlocks = [];
      return blocks.length === 0 ? undefined : blocks.reduce((start, endOf) => endOf(start), at + 1) - 1;
    }
    const endOf = language.textBlock && textBlockAt(text, at, language.textBlock);
    if (endOf) this.#textBlocks.push(endOf);
    return undefined;
  }
}

/** The opening marks of text up to a line with a word, in quotes or not; the word is the last group. */
const HERE = {
  '<<WORD': /(?<!<)<<[~-]?[ \t]{0,3}\\?(["'`]?)([A-Za-z_]\w{0,60})\1/y,
  '<<<WORD': /<<<[ \t]{0,3}(["']?)([A-Za-z_]\w{0,60})\1/y,
} as const;
/** The mark of an indented block of YAML, at the end of its line. */
const INDENTED = /(?<=[:-] {1,9}|\n)[|>][+-]?\d?[+-]?[ \t]{0,40}(?:#[^\n]{0,500})?(?=\r?\n)/y;

/** If a block of text opens at an offset: a function from the start of the next line to the start of the line after it. */
function textBlockAt(text: string, at: number, block: TextBlock): ((start: number) => number) | undefined {
  if (block === 'indented') {
    INDENTED.lastIndex = at;
    if (!INDENTED.test(text)) return undefined;
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    const [indent = '', dash = ''] = /^ *((?:- +)*)/.exec(line) ?? [];
    const parent = indent.length === line.length && dash !== '' ? line.lastIndexOf('-') : indent.length;
    return (start) => indentedEnd(text, start, parent);
  }
  const open = HERE[block];
  open.lastIndex = at;
  const word = open.exec(text)?.[2];
  return word === undefined ? undefined : (start) => wordEnd(text, start, word);
}

/** The end of the lines that are indented as the first of them is, if that is by more than `parent` spaces. */
function indentedEnd(text: string, start: number, parent: number): number {
  let indent: number | undefined;
  let at = start;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    if (line.trim() !== '') {
      const own = line.length - line.trimStart().length;
      indent ??= own > parent ? own : Infinity;
      if (own < indent) return at;
    }
    at = end + 1;
  }
  return text.length;
}

/** The start of the line that begins with a word; `start` if there is none. */
function wordEnd(text: string, start: number, word: string): number {
  for (let at = text.indexOf(word, start); at >= 0; at = text.indexOf(word, at + 1))
    if (beginsLine(text, at) && !/^\w/.test(text.slice(at + word.length, at + word.length + 1)))
      return text.lastIndexOf('\n', at) + 1;
  return start;
}

/** The end of a block comment, in front of its closing mark; the end of the text if it is not closed. */
function blockEnd(text: string, from: number, { open, close, nests, beginsLine: isLine }: BlockForm): number {
  const next = (mark: string, at: number): number => {
    let found = text.indexOf(mark, at);
    while (isLine === true && found >= 0 && !beginsLine(text, found)) found = text.indexOf(mark, found + 1);
    return found < 0 ? text.length : found;
  };
  let opened = nests === true ? next(open, from) : text.length;
  let closed = next(close, from);
  for (let depth = 1; closed < text.length;) {
    if (opened < closed) {
      depth += 1;
      opened = next(open, opened + open.length);
    } else {
      depth -= 1;
      if (depth === 0) return closed;
      closed = next(close, closed + close.length);
    }
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** The end of a character literal; the next offset if the quote opens none. */
function characterEnd(text: string, at: number): number {
  if (text.charAt(at + 1) !== '\\') return text.charAt(at + 2) === "'" ? at + 3 : at + 1;
  const close = text.indexOf("'", at + 3);
  return close > 0 && close - at < 12 ? close + 1 : at + 1;
}

/** The end of a string, after its closing quote. A quote that is not closed in its line and should be opens no string. */
function stringEnd(text: string, from: number, { close, isMultiline, isRaw, isDoubled }: StringForm): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && isRaw !== true) at++;
    else if (isDoubled === true && char === close && text.charAt(at + 1) === close) at++;
    else if (char === '\n' && isMultiline !== true) return from;
    else if (char === close.charAt(0) && text.startsWith(close, at)) return at + close.length;
  }
  return isMultiline === true ? text.length + close.length : from;
}

const STRING_PREFIX = /[\srRuUbBfF]/;

/** Whether only white space, or the prefix of a string, precedes an offset in its line. */
function beginsLine(text: string, at: number, allowed = /\s/): boolean {
  for (let before = at - 1; before >= 0 && text.charAt(before) !== '\n'; before--)
    if (!allowed.test(text.charAt(before))) return false;
  return true;
}
