/** Formats a row of comma-separated values by RFC 4180, with quotes around cells that need them and no line break at its end. */
export function csvRow(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
