import { collapseWhitespace } from '../text/collapseWhitespace';
import { formatCsv, guardCell } from '../text/csv';
import { type Localization, type Message, english, localizable, localized } from '../base/localization';

/** The columns that every table may have, in order; others are keys of notes. */
export const paperColumns = ['title', 'year', 'venue', 'state', 'tags', 'note'] as const;

/** A column: one of {@link paperColumns}, or `key:` and the name of a key of notes. */
export type ColumnId = string;

export interface TableColumn {
  readonly id: ColumnId;
  /** Its heading. */
  readonly label: string;
}

/** A paper: one cell for each column of its table. */
export interface TableRow {
  readonly id: string;
  /** Texts on one line. */
  readonly cells: readonly string[];
}

export interface TableOrder {
  /** Index of the column. */
  readonly column: number;
  readonly isDescending: boolean;
}

const labels: Readonly<Record<(typeof paperColumns)[number], Message>> = {
  title: localizable('Title'),
  year: localizable('Year'),
  venue: localizable('Venue'),
  state: localizable('State'),
  tags: localizable('Tags'),
  note: localizable('Note'),
};

const keyPrefix = 'key:';

export function keyColumn(key: string): ColumnId {
  return `${keyPrefix}${key}`;
}

/** The key of notes that a column shows; undefined for the other columns. */
export function keyOfColumn(id: ColumnId): string | undefined {
  return id.startsWith(keyPrefix) ? id.slice(keyPrefix.length) : undefined;
}

export function tableColumn(id: ColumnId, l10n: Localization = english): TableColumn {
  const known = paperColumns.find((column) => column === id);
  return { id, label: known ? localized(labels[known], l10n) : (keyOfColumn(id) ?? id) };
}

/**
 * The rows in order: by the value of the number that a cell begins with, then texts as people sort them, empty cells last;
 * equal ones as they came.
 */
export function sortedRows(rows: readonly TableRow[], order: TableOrder | undefined): readonly TableRow[] {
  if (!order) return rows;
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const sign = order.isDescending ? -1 : 1;
  const keyed = rows.map((row) => {
    const text = row.cells[order.column] ?? '';
    return { row, text, value: leadingNumber(text) };
  });
  const sorted = keyed.sort((a, b) => {
    if (a.text === '' || b.text === '') return Number(a.text === '') - Number(b.text === '');
    return sign * (a.value === b.value ? compare(a.text, b.text) : a.value < b.value ? -1 : 1);
  });
  return sorted.map(({ row }) => row);
}

const NUMBER =
  /^[-−+]?(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,300}|(?=\.\d))(?:\.\d{1,300})?(?:e[-−+]?\d{1,3}(?!\w))?/iu;

/** Infinity, which stands behind all numbers, for other texts. */
function leadingNumber(text: string): number {
  const [number] = NUMBER.exec(text) ?? [];
  return number === undefined ? Infinity : Number(number.replaceAll(',', '').replaceAll('−', '-'));
}

/** The rows whose cells contain every word of a text, ignoring case and accents. */
export function filteredRows(rows: readonly TableRow[], text: string): readonly TableRow[] {
  const words = folded(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ cells }) => {
    const all = folded(cells.join('\n'));
    return words.every((word) => all.includes(word));
  });
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** The first line of a person's text that says something, without Markdown's marks of headings, lists and quotes. */
export function firstLine(text: string): string {
  for (const line of text.split(/\r?\n/u)) {
    const words = line.replace(/^(?:[ \t]{0,20}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])(?=[ \t]))+/u, '');
    if (/[\p{L}\p{N}]/u.test(words)) return collapseWhitespace(words).slice(0, 300);
  }
  return '';
}

/** Comma-separated values; no cell is run as a formula, see {@link guardCell}. */
export function tableCsv(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
  return formatCsv(
    [columns.map(({ label }) => label), ...rows.map(({ cells }) => cells)].map((row) => row.map(guardCell)),
  );
}

/** A table as GitHub and Pandoc read it. What Markdown would read as markup is escaped. */
export function tableMarkdown(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns.map(({ label }) => markdownCell(label))),
    line(columns.map(() => '---')),
    ...rows.map(({ cells }) => line(cells.map(markdownCell))),
  ].join('');
}

function markdownCell(text: string): string {
  return collapseWhitespace(text).replace(/[\\`*_[\]<>|$~]/gu, '\\$&');
}
