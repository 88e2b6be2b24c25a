import type { Problem } from '../../library/parsedDigest';
import { LineIndex } from '../lineIndex';
import type { CooperativeTask } from '../../base/cooperativeTask';

export interface BibtexEntry {
  /** In lower case: `article`. */
  readonly type: string;
  readonly key: string;
  /** As written, without the braces or quotation marks around them; by names in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  /** 1-based. */
  readonly line: number;
}

export interface BibtexFile {
  readonly entries: readonly BibtexEntry[];
  readonly problems: readonly Problem[];
}

const ENTRY = /@\s*([A-Za-z]+)\s*([{(])/gu;
/** An entry that begins in the middle of a value tells that a brace is missing before it. */
const NEXT_ENTRY = /\n[ \t]*@\s*[A-Za-z]+\s*[{(]\s*(?:[^\s,{}"=]+\s*)?,/gu;

/** A field that begins in the middle of a value tells the same of the field before it. */
const NEXT_FIELD =
  /,?[ \t]*\r?\n[ \t]*(?:abstract|annote|archiveprefix|author|booktitle|date|doi|editor|eprint|howpublished|isbn|issn|journal|keywords|month|note|number|pages|primaryclass|publisher|series|title|url|volume|year)\s*=\s*[{"\w]/iuy;

/**
 * Reads a BibTeX file as far as it can be read. Text between entries is comment, as BibTeX has it. Of an entry that is
 * broken the fields before the break are kept, and the next entry is read as if nothing had been.
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
    if (isEntry) entries.push({ type, key, fields, line: lines.lineAt(match.index) });
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

/** Where the next entry begins from an offset on, or where the text ends. Offsets have to grow: each stretch is read once. */
function entryFinder(text: string): (from: number) => number {
  let known = -1;
  return (from) => {
    if (known < from) known = next(NEXT_ENTRY, text, from)?.index ?? text.length;
    return known;
  };
}

/**
 * What `@string` defines. Macros can stand for each other and for much more than is written, so that all of them together
 * give no more text than the file has.
 */
class Macros {
  readonly #values = new Map<string, string>();

  constructor(private left: number) {}

  define(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** What `name` stands for; the name itself where nothing is defined, or too much was expanded. */
  expanded(name: string): string {
    const value = this.#values.get(name.toLowerCase());
    if (value === undefined || value.length > this.left) return name;
    this.left -= value.length;
    return value;
  }
}

class EntryReader {
  /** Where the entry could not be read on. */
  broken: number | undefined;
  constructor(
    private readonly text: string,
    public at: number,
    private readonly close: string,
    /** Where the entry ends at the latest. */
    private readonly limit: number,
    private readonly macros: Macros,
  ) {}

  key(): string {
    const key = /^\s*(?:([^\s,{}"=]+)\s*)?(?:,|(?=[})]))/u.exec(this.text.slice(this.at, this.at + 300));
    this.at += key?.[0].length ?? 0;
    return key?.[1] ?? '';
  }

  fields(): Map<string, string> {
    const fields = new Map<string, string>();
    while (this.#skipSpace() !== this.close) {
      const name = /^([A-Za-z][\w:.+/-]*)\s*=/u.exec(this.text.slice(this.at, this.at + 200));
      if (!name || this.at >= this.limit) return this.#break(fields);
      this.at += name[0].length;
      const value = this.#value();
      if (value === undefined) return this.#break(fields);
      fields.set((name[1] ?? '').toLowerCase(), value);
    }
    this.at++;
    return fields;
  }

  /** Passes over the balanced braces of a comment. */
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

  /** Pieces joined by `#`: in braces, in quotation marks, numbers, or names of strings. */
  #value(): string | undefined {
    let value = '';
    do {
      const piece = this.#piece();
      if (piece === undefined) return undefined;
      value += piece;
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

  /** The offset of `close` outside of braces, or of the next field where it is missing. */
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

  #nextFieldAt(at: number): boolean {
    NEXT_FIELD.lastIndex = at;
    return NEXT_FIELD.test(this.text);
  }

  /** Commas between fields, and a missing one, make no difference. */
  #skipSpace(): string | undefined {
    while (this.at < this.limit && /[\s,]/u.test(this.text.charAt(this.at))) this.at++;
    return this.at < this.limit ? this.text[this.at] : undefined;
  }
}
