/** A row that holds anything. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** 1-based, of its first line. */
  readonly line: number;
  /** False where the text ends inside of quotation marks. */
  readonly closed: boolean;
}

/** The character that parts most of a row: a comma, a tab, a semicolon or a bar. */
export function delimiterOf(row: string): string {
  const pluralize = [',', '\t', ';', '|'].map((mark) => ({ mark, count: row.split(mark).length }));
  return pluralize.toSorted((a, b) => b.count - a.count)[0]?.mark ?? ',';
}

/** The rows of a text. A cell in quotation marks may hold line breaks, and a quotation mark as two of them. */
export function* csvRows(
  text: string,
  delimiter = delimiterOf(text.slice(0, 2000).split(/\r\n?|\n/u, 1)[0] ?? ''),
): Generator<CsvRow> {
  let cells: string[] = [];
  let line = 1;
  let at = 0;
  for (let first = 1; at < text.length;) {
    const cell = readCell(text, at, delimiter);
    cells.push(cell.value);
    line += text.slice(at, cell.end).match(/\r\n?|\n/gu)?.length ?? 0;
    at = cell.end;
    if (text[at] === delimiter) {
      at++;
      continue;
    }
    if (cells.some((value) => value.trim() !== '')) yield { cells, line: first, closed: cell.closed };
    cells = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
    first = ++line;
  }
}

function readCell(
  text: string,
  start: number,
  delimiter: string,
): { value: string; end: number; closed: boolean } {
  if (text[start] !== '"') {
    const end = nextOf(text, start, delimiter);
    return { value: text.slice(start, end), end, closed: true };
  }
  let value = '';
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { value: value + text.slice(from), end: text.length, closed: false };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const end = nextOf(text, quote + 1, delimiter);
      return { value: value + text.slice(quote + 1, end), end, closed: true };
    }
    value += '"';
    from = quote + 2;
  }
}

/** The place of the next delimiter or line break, or the end. */
function nextOf(text: string, start: number, delimiter: string): number {
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === delimiter || char === '\n' || char === '\r') return at;
  }
  return text.length;
}
