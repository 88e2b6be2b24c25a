import type { Problem } from '../../library/parsedDigest';
import type { TextRange } from '../../text/sentences';
import { LineIndex } from '../lineIndex';
import type { CooperativeTask } from '../../base/cooperativeTask';

export interface BibtexEntry {
  /** In lower case: `article`. */
  readonly type: string;
  readonly key: string;
  /** Raw values without the outer braces or quotation marks, by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  /** 1-based. */
  readonly line: number;
  /** From the `@` to behind the closing brace, or as far as the entry could be read. */
  readonly range: TextRange;
  /** Where the key stands; empty, behind the opening brace, if there is none. */
  readonly keyRange: TextRange;
  /** Where the values stand, with their braces or quotation marks, by lower-case name. */
  readonly valueRanges: ReadonlyMap<string, TextRange>;
  /** Whether a brace or a quotation mark is missing in it. */
  readonly isBroken: boolean;
}

export interface BibtexFile {
  readonly entries: readonly BibtexEntry[];
  readonly problems: readonly Problem[];
}

const ENTRY = /(?<![\p{L}\p{N}.])@\s*([A-Za-z][\w-]*)\s*([{(])/gu;
/** The start of an entry within a value shows that a brace is missing before it. */
const NEXT_ENTRY =
  /\n[ \t]*@\s*[A-Za-z][\w-]*\s*[{(](?:\s*(?:[^\s,{}"=]+\s*)?,|[^,{}=\n]{1,200},[ \t]*\r?\n)/gu;

/** The start of a field within a value shows that a brace is missing in the field before it. */
const NEXT_FIELD =
  /,?[ \t]*\r?\n[ \t]*(?:abstract|annote|archiveprefix|author|booktitle|date|doi|editor|eprint|howpublished|isbn|issn|journal|keywords|month|note|number|pages|primaryclass|publisher|series|title|url|volume|year)\s*=\s*[{"\w]/iuy;

/**
 * Parses a BibTeX file with error recovery. Text between entries is a comment, as in BibTeX. Of an entry that is
 * invalid the fields before the error are kept, and parsing continues with the next entry.
 */
export function* readBibtex(text: string): CooperativeTask<BibtexFile> {
  const lines = new LineIndex(text);
  const macros = new Macros(text.length);
  const entryAfter = entryFinder(text);
  const entries: BibtexEntry[] = [];
  const problems: Problem[] = [];
  for (let match = next(ENTRY, text, 0); match;) {
    const type = (match[1] ?? '').toLowerCase();
    const start = match.index + match[0].length;
    const reader = new EntryReader(text, start, match[2] === '(' ? ')' : '}', entryAfter(start), macros);
    const key = type === 'string' ? '' : reader.key();
    const isEntry = type !== 'string' && type !== 'comment' && type !== 'preamble';
    const fields = isEntry || type === 'string' ? reader.fields() : reader.skip();
    if (type === 'string') fields.forEach((value, name) => macros.define(name, value));
    if (isEntry) {
      const { keyRange, valueRanges, broken } = reader;
      const range = { start: match.index, end: reader.at };
      const line = lines.lineAt(match.index);
      entries.push({ type, key, fields, line, range, keyRange, valueRanges, isBroken: broken !== undefined });
    }
    if (reader.broken !== undefined)
      problems.push({ line: lines.lineAt(reader.broken), message: brokenMessage(key) });
    match = next(ENTRY, text, Math.max(reader.at, match.index + 1));
    yield;
  }
  return { entries, problems };
}

function brokenMessage(key: string): string {
  return `The entry${key === '' ? '' : ` ${key}`} is broken here: a brace or a quotation mark is missing.`;
}

function next(form: RegExp, text: string, from: number): RegExpExecArray | null {
  form.lastIndex = from;
  return form.exec(text);
}

/** Returns a function that finds the next entry after an offset, or the end. Offsets must increase. */
function entryFinder(text: string): (from: number) => number {
  let known = -1;
  return (from) => {
    if (known < from) known = next(NEXT_ENTRY, text, from)?.index ?? text.length;
    return known;
  };
}

/**
 * The definitions of `@string`. Macros can refer to each other and grow exponentially, so their total expansion
 * is limited to the length of the file.
 */
class Macros {
  readonly #values = new Map<string, string>();

  constructor(private left: number) {}

  define(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** The value of a macro, or its name if it is undefined or the limit is exceeded. */
  expanded(name: string): string {
    const value = this.#values.get(name.toLowerCase());
    if (value === undefined || value.length > this.left) return name;
    this.left -= value.length;
    return value;
  }
}

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

class EntryReader {
  /** Offset of the syntax error, if any. */
  broken: number | undefined;
  keyRange: TextRange;
  readonly valueRanges = new Map<string, TextRange>();
  /** Behind the last piece of the value that was read last. */
  #valueEnd = 0;

  constructor(
    private readonly text: string,
    public at: number,
    private readonly close: string,
    /** Upper bound for the end of the entry. */
    private readonly limit: number,
    private readonly macros: Macros,
  ) {
    this.keyRange = { start: at, end: at };
  }

  key(): string {
    const text = this.text.slice(this.at, Math.min(this.at + 500, this.limit));
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

  fields(): Map<string, string> {
    const fields = new Map<string, string>();
    while (this.#skipSpace() !== this.close) {
      const name = /^([A-Za-z][\w:.+/-]*)\s*=/u.exec(this.text.slice(this.at, this.at + 200));
      if (!name || this.at >= this.limit) return this.#break(fields);
      this.at += name[0].length;
      this.#skipSpace();
      const start = this.at;
      const value = this.#value();
      if (value === undefined) return this.#break(fields);
      const lowerName = (name[1] ?? '').toLowerCase();
      fields.set(lowerName, value);
      this.valueRanges.set(lowerName, { start, end: this.#valueEnd });
    }
    this.at++;
    return fields;
  }

  /** Skips the balanced braces of a comment. */
  skip(): Map<string, string> {
    const end = this.#balanced(this.at, '}');
    this.at = end === undefined ? this.limit : end + 1;
    return new Map();
  }

  #break(fields: Map<string, string>): Map<string, string> {
    this.broken = Math.min(this.at, this.limit, this.text.length - 1);
    this.at = this.limit;
    return fields;
  }

  /** A value: pieces joined by `#`, in braces or quotation marks, numbers, or macro names. */
  #value(): string | undefined {
    let value = '';
    do {
      const piece = this.#piece();
      if (piece === undefined) return undefined;
      value += piece;
      this.#valueEnd = this.at;
    } while (this.#skipSpace() === '#' && ++this.at > 0);
    return value;
  }

  #piece(): string | undefined {
    const open = this.#skipSpace();
    if (open === '{' || open === '"') {
      const start = this.at + 1;
      const end = this.#balanced(start, open === '{' ? '}' : '"');
      if (end === undefined) return undefined;
      const closed = this.text[end] === '}' || this.text[end] === '"';
      if (!closed) this.broken ??= end;
      this.at = closed ? end + 1 : end;
      return this.text.slice(start, end);
    }
    const word = /^[^\s,#{}()"=]+/u.exec(this.text.slice(this.at, this.at + 200))?.[0];
    if (word === undefined) return undefined;
    this.at += word.length;
    return this.macros.expanded(word);
  }

  /** The offset of `close` outside of braces, or of the next field if `close` is missing. */
  #balanced(start: number, close: string): number | undefined {
    let depth = 0;
    for (let at = start; at < this.limit; at++) {
      const char = this.text[at];
      if (depth === 0 && char === close && this.text[at - 1] !== '\\') return at;
      if (char === '{') depth++;
      else if (char === '}') depth--;
      if (depth < 0) return undefined;
      if ((char === ',' || char === '\n') && this.#nextFieldAt(at)) return at;
    }
    return undefined;
  }

  #skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.limit : Math.min(end, this.limit);
  }

  #nextFieldAt(at: number): boolean {
    NEXT_FIELD.lastIndex = at;
    return NEXT_FIELD.test(this.text);
  }

  /** Skips space, commas and comments between fields and values; a missing comma is accepted. */
  #skipSpace(): string | undefined {
    for (; this.at < this.limit; this.at++) {
      const char = this.text.charAt(this.at);
      if (char === '%') this.#skipLine();
      else if (!/[\s,]/u.test(char)) break;
    }
    return this.at < this.limit ? this.text[this.at] : undefined;
  }
}
