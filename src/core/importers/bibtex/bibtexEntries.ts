import type { Problem } from '../../library/parsedDigest';
import type { TextRange } from '../../text/sentences';
import { LineIndex } from '../lineIndex';
import type { BibtexFields } from './bibtexFields';
import { EntryReader, Macros } from './entryReader';
import { localizable, type Message } from '../../base/localization';

export interface BibtexEntry {
  /** In lower case: `article`. */
  readonly type: string;
  readonly key: string;
  readonly fields: BibtexFields;
  /** From the `@` to the end of the closing brace, or as far as the entry could be read. */
  readonly range: TextRange;
  /** The range of the key; empty, after the opening brace, if there is none. */
  readonly keyRange: TextRange;
  /** Whether a brace or a quotation mark is missing in it. */
  readonly isBroken: boolean;
}

/**
 * Yields the entries of a BibTeX file, with error recovery. Text between entries is a comment, as in BibTeX. Of an invalid
 * entry, the fields before the error are kept, and parsing continues with the next entry. Linear in the length of the text.
 *
 * @param problems receives the syntax errors
 */
export function* bibtexEntries(text: string, problems: Problem[] = []): Generator<BibtexEntry, void> {
  const lines = new LineIndex(text);
  const macros = new Macros(text.length);
  const entryAfter = entryFinder(text);
  for (let begin = nextBegin(text, 0); begin;) {
    const { type, start, end, close } = begin;
    const reader = new EntryReader(text, end, close, entryAfter(end), macros);
    const key = type === 'string' ? '' : reader.key();
    const isEntry = type !== 'string' && type !== 'comment' && type !== 'preamble';
    const fields = isEntry || type === 'string' ? reader.fields() : reader.skip();
    if (type === 'string') for (const [name, value] of fields.entries()) macros.define(name, value);
    if (reader.isBroken) problems.push({ line: lines.lineAt(reader.broken), message: brokenMessage(key) });
    if (isEntry) {
      const range = { start, end: reader.at };
      yield { type, key, fields, range, keyRange: reader.keyRange, isBroken: reader.isBroken };
    }
    begin = nextBegin(text, Math.max(reader.at, start + 1));
  }
}

function brokenMessage(key: string): Message {
  return key === ''
    ? localizable('The entry is broken here: a brace or a quotation mark is missing.')
    : localizable('The entry {0} is broken here: a brace or a quotation mark is missing.', key);
}

/** The beginning of an entry up to its opening brace. */
interface EntryBegin {
  /** In lower case. */
  readonly type: string;
  /** Offset of the `@`. */
  readonly start: number;
  /** The offset after the opening brace or parenthesis. */
  readonly end: number;
  readonly close: '}' | ')';
}

const BEGIN = /@\s*([A-Za-z][\w-]*)\s*([{(])/uy;

/** The first start of an entry at or after an offset. */
function nextBegin(text: string, from: number): EntryBegin | undefined {
  for (let at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
    if (isAddress(text, at)) continue;
    BEGIN.lastIndex = at;
    const match = BEGIN.exec(text);
    if (!match) continue;
    const [{ length }, type = '', brace] = match;
    return { type: type.toLowerCase(), start: at, end: at + length, close: brace === '(' ? ')' : '}' };
  }
  return undefined;
}

/** Whether a letter, a digit or a full stop precedes the sign, as in an email address. */
function isAddress(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}.]$/u.test(text.slice(Math.max(0, at - 2), at));
}

/** The start of an entry within a value shows that a brace is missing before it. */
const NEXT_ENTRY = /@\s*[A-Za-z][\w-]*\s*[{(](?:\s*(?:[^\s,{}"=]+\s*)?,|[^,{}=\n]{1,200},[ \t]*\r?\n)/uy;

/** Returns a function that finds the line end before the next entry after an offset, or the end. Offsets must increase. */
function entryFinder(text: string): (from: number) => number {
  let known = -1;
  return (from) => {
    if (known < from) known = lineEndBeforeEntry(text, from);
    return known;
  };
}

function lineEndBeforeEntry(text: string, from: number): number {
  for (let at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
    let before = at - 1;
    while (before > from && (text[before] === ' ' || text[before] === '\t')) before--;
    if (before < from || text[before] !== '\n') continue;
    NEXT_ENTRY.lastIndex = at;
    if (NEXT_ENTRY.test(text)) return before;
  }
  return text.length;
}
