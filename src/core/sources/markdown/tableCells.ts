import { type Field, fieldOf } from '../outline/labels';

/** The line under the head of a table (GFM): `|---|:--:|`. */
export function isTableRule(line: string): boolean {
  if (!line.includes('|') || !/^[\s>|:-]*$/u.test(line)) return false;
  const cells = line
    .replace(/^[\s>]+/u, '')
    .trim()
    .replace(/^\||\|$/gu, '')
    .split('|');
  return cells.every((cell) => /^:?-+:?$/u.test(cell.trim()));
}

/** The cells of a row. `\|` is a bar in a cell. */
export function splitCells(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '');
  return inner.split(/(?<!\\)\|/u).map((cell) => cell.replaceAll('\\|', '|').trim());
}

/**
 * Cells for the columns of `header`. Where a row has more, bars in a text were not escaped: the surplus is taken for part
 * of the abstract, or of the longest text where no column is one.
 */
export function fitCells(cells: readonly string[], header: readonly string[]): readonly string[] {
  const surplus = cells.length - header.length;
  if (header.length === 0 || surplus <= 0) return cells;
  const joined = header.map((_, at) => cells.slice(at, at + surplus + 1).join(' | '));
  const named = header.findIndex((name) => TEXTS.has(fieldOf(name)));
  const longest = joined.reduce(
    (best, cell, at) => (cell.length > (joined[best] ?? '').length ? at : best),
    0,
  );
  const at = named < 0 ? longest : named;
  return [...cells.slice(0, at), joined[at] ?? '', ...cells.slice(at + surplus + 1)];
}

const TEXTS: ReadonlySet<Field | undefined> = new Set<Field>(['abstract', 'translation', 'summary']);
