/**
 * Comma-separated values as RFC 4180 has them: a header, CRLF after every row, quotes where a cell needs them. No byte
 * order mark.
 */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(formatCell).join(',')}\r\n`).join('');
}

function formatCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet takes for the start of a formula, behind any apostrophes. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * Keeps a spreadsheet from running a cell as a formula: an apostrophe goes before what would begin one, as a person
 * would type it. Text that has the apostrophe already gets one more, so that {@link unguardCell} takes back exactly
 * what was added.
 */
export function guardCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text of a guarded cell. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
