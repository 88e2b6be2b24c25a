import type { TextRange } from '../../text/sentences';
import { BibtexFields } from './bibtexFields';

/**
 * The definitions of `@string`. Macros can refer to each other and grow exponentially, so their total expansion
 * is limited to the length of the file.
 */
export class Macros {
  readonly #values = new Map<string, string>();

  constructor(private left: number) {}

  define(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** The value of a macro, or its name if it is undefined or the limit is exceeded. */
  expanded(name: string): string {
    const value = this.#values.size === 0 ? undefined : this.#values.get(name.toLowerCase());
    if (value === undefined || value.length > this.left) return name;
    this.left -= value.length;
    return value;
  }
}

/** Matches the start of a common field. Found within a value, it means that the value's closing brace is missing. */
const NEXT_FIELD =
  /(?:abstract|annote|archiveprefix|author|booktitle|date|doi|editor|eprint|howpublished|isbn|issn|journal|keywords|month|note|number|pages|primaryclass|publisher|series|title|url|volume|year)\s*=\s*[{"\w]/iuy;

const PLAIN_KEY = /^\s*(?:([^\s,{}"=]+)\s*)?(?:,|(?=[})]))/u;
const FIELD =
  /^\s*(?:[A-Za-z][\w:.+/-]*\s*=\s*[{"]|(?:author|date|doi|editor|eprint|month|note|title|url|year)\s*=)/iu;

/**
 * A key with spaces, braces, quotes or `=`, up to a comma or, if that is missing, to the line of the first field.
 * Null if the entry begins with a field.
 */
function unusualKey(text: string): RegExpExecArray | null {
  if (FIELD.test(text)) return null;
  const key = /^([^,\n]*),|^([^,\n]*)(?=\n\s{0,100}[A-Za-z][\w:.+/-]{0,60}\s{0,20}=)/u.exec(text);
  let depth = 0;
  for (const char of key?.[0] ?? '') {
    depth += char === '{' ? 1 : char === '}' ? -1 : 0;
    if (depth < 0) return null;
  }
  return key;
}

const code = (char: string): number => char.charCodeAt(0);
const [tab, lineFeed, carriageReturn, space] = [9, 10, 13, 32];
const [quote, hash, percent, comma, equals] = [code('"'), code('#'), code('%'), code(','), code('=')];
const [backslash, open, close] = [code('\\'), code('{'), code('}')];

function isSpace(char: number): boolean {
  if (char <= space) return char === space || (char >= tab && char <= carriageReturn);
  return char >= 0xa0 && /\s/u.test(String.fromCharCode(char));
}

function isLetter(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90);
}

/** A table of the ASCII characters of a class. */
function asciiTable(form: RegExp): readonly boolean[] {
  return Array.from({ length: 128 }, (_, char) => form.test(String.fromCharCode(char)));
}

const inName = asciiTable(/[\w:.+/-]/u);
const endsKey = asciiTable(/[\s,{}"=]/u);
const endsWord = asciiTable(/[\s,#{}()"=]/u);

/** The maximum lengths of keys and of names, with the space around them, in UTF-16 units. */
const longestKey = 500;
const longestName = 200;

/** Reads one entry from the end of its opening brace, by character codes. Values are offsets until they are needed. */
export class EntryReader {
  /** Offset of the syntax error; negative if there is none. */
  broken = -1;
  keyRange: TextRange;
  /** The margin and the computed value of the last value or piece, see {@link BibtexFields.set}. */
  #margin = 0;
  #computed: string | undefined;
  readonly #close: number;

  /**
   * @param limit upper bound for the end of the entry
   */
  constructor(
    private readonly text: string,
    public at: number,
    closing: '}' | ')',
    private readonly limit: number,
    private readonly macros: Macros,
  ) {
    this.keyRange = { start: at, end: at };
    this.#close = code(closing);
  }

  get isBroken(): boolean {
    return this.broken >= 0;
  }

  key(): string {
    return this.#plainKey() ?? this.#otherKey();
  }

  /** A key without blanks and quotes, before a comma; undefined for any other key. */
  #plainKey(): string | undefined {
    const { text } = this;
    const bound = Math.min(this.at + longestKey, this.limit);
    const start = this.#spaceEnd(this.at, bound);
    const end = this.#wordEnd(start, bound, endsKey);
    const behind = this.#spaceEnd(end, bound);
    if (end === start || behind >= bound || text.charCodeAt(behind) !== comma) return undefined;
    this.keyRange = { start, end };
    this.at = behind + 1;
    return text.slice(start, end);
  }

  #otherKey(): string {
    const text = this.text.slice(this.at, Math.min(this.at + longestKey, this.limit));
    const trimmed = text.trimStart();
    const match = PLAIN_KEY.exec(trimmed) ?? unusualKey(trimmed);
    if (!match) return '';
    const key = (match[1] ?? match[2] ?? '').trim();
    const begin = this.at + text.length - trimmed.length;
    const start = begin + Math.max(0, match[0].indexOf(key));
    if (key !== '') this.keyRange = { start, end: start + key.length };
    this.at = begin + match[0].length;
    return key;
  }

  fields(): BibtexFields {
    const fields = new BibtexFields(this.text);
    while (this.#skipSpace() !== this.#close) {
      const name = this.at < this.limit ? this.#name() : '';
      if (name === '') return this.#break(fields);
      this.#skipSpace();
      const start = this.at;
      const end = this.#value();
      if (end < 0) return this.#break(fields);
      fields.set(name, { start, end }, this.#margin, this.#computed);
    }
    this.at++;
    return fields;
  }

  /** Skips the balanced braces of a comment. */
  skip(): BibtexFields {
    const end = this.#balanced(this.at, close);
    this.at = end < 0 ? this.limit : end + 1;
    return new BibtexFields(this.text);
  }

  /** Reads a name and the equals sign after it; empty if there is none. */
  #name(): string {
    const { text, at } = this;
    const bound = Math.min(at + longestName, text.length);
    if (!isLetter(text.charCodeAt(at))) return '';
    let end = at + 1;
    while (end < bound && inName[text.charCodeAt(end)] === true) end++;
    const behind = this.#spaceEnd(end, bound);
    if (behind >= bound || text.charCodeAt(behind) !== equals) return '';
    this.at = behind + 1;
    return text.slice(at, end).toLowerCase();
  }

  #break(fields: BibtexFields): BibtexFields {
    this.broken = Math.min(this.at, this.limit, this.text.length - 1);
    this.at = this.limit;
    return fields;
  }

  /**
   * Reads a value: pieces joined by `#`, in braces or quotation marks, numbers, or macro names. Returns its end; a negative
   * number if it is broken.
   */
  #value(): number {
    let joined: string | undefined;
    for (;;) {
      const start = this.at;
      if (!this.#piece()) return -1;
      const end = this.at;
      if (this.#skipSpace() !== hash) {
        if (joined !== undefined) this.#computed = joined + this.#pieceText(start, end);
        return end;
      }
      joined = (joined ?? '') + this.#pieceText(start, end);
      this.at++;
      this.#skipSpace();
    }
  }

  #pieceText(start: number, end: number): string {
    return this.#computed ?? this.text.slice(start + this.#margin, end - this.#margin);
  }

  /** Reads a piece of a value; false if it is broken. */
  #piece(): boolean {
    const { text } = this;
    this.#computed = undefined;
    const first = this.at < this.limit ? text.charCodeAt(this.at) : NaN;
    if (first === open || first === quote) {
      const start = this.at + 1;
      const end = this.#balanced(start, first === open ? close : quote);
      if (end < 0) return false;
      const last = text.charCodeAt(end);
      const isClosed = last === close || last === quote;
      if (!isClosed) {
        if (this.broken < 0) this.broken = end;
        this.#computed = text.slice(start, end);
      }
      this.#margin = 1;
      this.at = isClosed ? end + 1 : end;
      return true;
    }
    const end = this.#wordEnd(this.at, Math.min(this.at + longestName, text.length), endsWord);
    if (Number.isNaN(first) || end === this.at) return false;
    const word = text.slice(this.at, end);
    const value = this.macros.expanded(word);
    if (value !== word) this.#computed = value;
    this.#margin = 0;
    this.at = end;
    return true;
  }

  /** The offset of `last` outside of braces, or of the next field if `last` is missing; negative if there is neither. */
  #balanced(start: number, last: number): number {
    const { text, limit } = this;
    if (last === close) {
      const end = this.#plainEnd(start);
      if (end >= 0) return end;
    }
    let depth = 0;
    for (let at = start; at < limit; at++) {
      const char = text.charCodeAt(at);
      if (char === last && depth === 0 && text.charCodeAt(at - 1) !== backslash) return at;
      if (char === open) depth++;
      else if (char === close && --depth < 0) return -1;
      else if ((char === comma || char === lineFeed) && this.#isBeforeField(at)) return at;
    }
    return -1;
  }

  /** The closing brace of a value in one line without further braces, which most are; negative for others. Fast. */
  #plainEnd(start: number): number {
    const { text, limit } = this;
    const length = text.slice(start, limit).indexOf('}');
    if (length < 0 || text.charCodeAt(start + length - 1) === backslash) return -1;
    const value = text.slice(start, start + length);
    return value.includes('{') || value.includes('\n') ? -1 : start + length;
  }

  /** Whether a comma or a line feed ends the line before that of a field. */
  #isBeforeField(at: number): boolean {
    const { text } = this;
    let end = at;
    if (text.charCodeAt(at) === comma) {
      end = this.#blankEnd(at + 1);
      if (text.charCodeAt(end) === carriageReturn) end++;
      if (text.charCodeAt(end) !== lineFeed) return false;
    }
    const start = this.#blankEnd(end + 1);
    if (!isLetter(text.charCodeAt(start))) return false;
    NEXT_FIELD.lastIndex = start;
    return NEXT_FIELD.test(text);
  }

  #blankEnd(from: number): number {
    let at = from;
    for (; ; at++) {
      const char = this.text.charCodeAt(at);
      if (char !== space && char !== tab) return at;
    }
  }

  #spaceEnd(from: number, bound: number): number {
    let at = from;
    while (at < bound && isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  /** The end of a run of characters other than white space and the given ones. */
  #wordEnd(from: number, bound: number, ends: readonly boolean[]): number {
    let at = from;
    for (; at < bound; at++) {
      const char = this.text.charCodeAt(at);
      if (ends[char] ?? isSpace(char)) break;
    }
    return at;
  }

  /** Skips space, commas and comments between fields and values; a missing comma is accepted. Returns the next character. */
  #skipSpace(): number {
    const { text, limit } = this;
    for (; this.at < limit; this.at++) {
      const char = text.charCodeAt(this.at);
      if (char === percent) {
        const end = text.indexOf('\n', this.at);
        this.at = end < 0 ? limit : Math.min(end, limit);
      } else if (char !== comma && !isSpace(char)) return char;
    }
    return NaN;
  }
}
