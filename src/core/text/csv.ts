/** Formats a row of comma-separated values by RFC 4180, with quotes around cells that need them and no line break at its end. */
export function csvRow(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/**
 * Formats comma-separated values by RFC 4180: CRLF after every row, quotes around cells that need them. No byte order
 * mark.
 */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${csvRow(row)}\r\n`).join('');
}

/** A cell that a spreadsheet would run as a formula, possibly after apostrophes. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * Prevents a spreadsheet from running a cell as a formula, by an apostrophe in front of it. A text that already starts
 * with such an apostrophe gets another one, so that {@link unguardCell} is an exact inverse.
 */
export function guardCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The inverse of {@link guardCell}. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
