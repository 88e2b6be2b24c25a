import type { BibtexEntry } from '../importers/bibtex/bibtexEntries';
import type { TextEdit } from '../notes/textEdit';
import type { BibEntry, BibField } from './bibtexEntry';

/** How a bibliography is written, so that what is added looks like the rest. */
export interface BibStyle {
  readonly newline: '\n' | '\r\n';
  /** Blanks before the name of a field. */
  readonly indent: string;
  /** Between name and value: ` = `. */
  readonly equals: string;
  /** To which length names are filled up with blanks. */
  readonly nameWidth: number;
  /** Whether a comma follows the last field. */
  readonly hasLastComma: boolean;
  /** Between two entries. */
  readonly between: string;
}

/** The number of entries from which the style is derived. */
const looked = 20;

/** The style of the first entries of a text; the usual one if it has no entries. */
export function bibStyle(text: string, entries: readonly BibtexEntry[]): BibStyle {
  const newline = /\r\n/u.test(text) ? '\r\n' : '\n';
  const fields = entries.slice(0, looked).flatMap((entry) => fieldStyles(text, entry));
  const [first] = fields;
  const isAligned =
    fields.length > 1 && new Set(fields.map(({ name, padding }) => name.length + padding)).size === 1;
  const closed = entries.find(({ isBroken, fields: own }) => !isBroken && own.size > 0);
  return {
    newline,
    indent: first?.indent ?? '  ',
    equals: first?.equals ?? ' = ',
    nameWidth: isAligned && first ? first.name.length + first.padding : 0,
    hasLastComma: closed ? hasLastComma(text, closed) : true,
    between: isSeparated(text, entries) ? newline : '',
  };
}

interface FieldStyle {
  readonly indent: string;
  readonly name: string;
  /** Blanks between the name and ` = `. */
  readonly padding: number;
  readonly equals: string;
}

function fieldStyles(text: string, { fields }: BibtexEntry): readonly FieldStyle[] {
  return fields.ranges().flatMap(({ start }) => {
    const line = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 200), start);
    const match = /^([ \t]*)([A-Za-z][\w:.+/-]{0,60})([ \t]{0,60})=([ \t]{0,20})$/u.exec(line);
    if (!match) return [];
    const [, indent = '', name = '', before = '', after = ''] = match;
    const equals = `${before === '' ? '' : ' '}=${after}`;
    return [{ indent, name, padding: Math.max(0, before.length - 1), equals }];
  });
}

function lastValueEnd({ fields }: BibtexEntry): number | undefined {
  return fields.ranges().at(-1)?.end;
}

function hasLastComma(text: string, entry: BibtexEntry): boolean {
  const end = lastValueEnd(entry);
  return end === undefined || /^\s*,/u.test(text.slice(end, entry.range.end));
}

/** Whether blank lines separate entries; true if there are fewer than two entries. */
function isSeparated(text: string, entries: readonly BibtexEntry[]): boolean {
  const [first, second] = entries;
  return !first || !second || /\n[ \t]*\r?\n/u.test(text.slice(first.range.end, second.range.start));
}

function printField([name, value]: BibField, { indent, equals, nameWidth }: BibStyle): string {
  return `${indent}${name.padEnd(nameWidth)}${equals}{${value}}`;
}

/** An entry in the style of its bibliography, with a line end. */
export function printEntry(key: string, { type, fields }: BibEntry, style: BibStyle): string {
  const { newline, hasLastComma: isLast } = style;
  const printed = fields.map((field) => printField(field, style)).join(`,${newline}`);
  const end = `${isLast && printed !== '' ? ',' : ''}${newline}}${newline}`;
  return `@${type}{${key},${newline}${printed}${end}`;
}

/** Edits that add fields behind the last one of an entry, on lines of their own if the entry has them. */
export function fieldEdits(
  text: string,
  entry: BibtexEntry,
  fields: readonly BibField[],
  style: BibStyle,
): readonly TextEdit[] {
  if (fields.length === 0) return [];
  const own = fieldStyles(text, entry)[0];
  const isOneLine = !text.slice(entry.range.start, entry.range.end).includes('\n');
  const within: BibStyle = {
    ...style,
    ...(own && { indent: own.indent }),
    ...(isOneLine && { nameWidth: 0 }),
  };
  const separator = isOneLine ? ' ' : style.newline;
  const printed = fields
    .map((field) => (isOneLine ? printField(field, within).trim() : printField(field, within)))
    .join(`,${separator}`);
  const last = lastValueEnd(entry) ?? entry.keyRange.end;
  const comma = /^\s*,/u.exec(text.slice(last, entry.range.end))?.[0].length;
  // A comment behind the last field stays on its line.
  const from = last + (comma ?? 0);
  const rest = isOneLine
    ? ''
    : (/^[ \t]*(?:%[^\r\n]*)?(?=\r?\n)/u.exec(text.slice(from, entry.range.end))?.[0] ?? '');
  const at = from + rest.length;
  const added = {
    start: at,
    end: at,
    text: `${separator}${printed}${comma === undefined ? '' : lastComma(entry)}`,
  };
  if (comma !== undefined) return [added];
  if (rest === '') return [{ ...added, text: `,${added.text}` }];
  return [{ start: last, end: last, text: ',' }, added];
}

/** Without fields, the comma belongs to the key and says nothing about the style. */
function lastComma({ fields }: BibtexEntry): string {
  return fields.size > 0 ? ',' : '';
}
