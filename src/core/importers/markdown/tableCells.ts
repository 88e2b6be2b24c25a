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

/** Splits a row into cells. `\|` is a literal bar. */
export function splitCells(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '');
  return inner.split(/(?<!\\)\|/u).map((cell) => cell.replaceAll('\\|', '|').trim());
}

/**
 * Fits cells to the columns of `header`. If a row has more cells, bars were not escaped: the surplus cells are joined
 * as part of the abstract, or of the longest text if there is no such column.
 */
export function fitCells(cells: readonly string[], header: readonly string[]): readonly string[] {
  const surplus = cells.length - header.length;
  if (header.length === 0 || surplus <= 0) return cells;
  const named = header.findIndex((name) => TEXTS.has(fieldOf(name)));
  const at = named < 0 ? longestRun(cells, surplus + 1) : named;
  const joined = cells.slice(at, at + surplus + 1).join(' | ');
  return [...cells.slice(0, at), joined, ...cells.slice(at + surplus + 1)];
}

/** The start of the run of `count` cells with the most text; the first of equal ones. */
function longestRun(cells: readonly string[], count: number): number {
  const lengthOf = (at: number): number => cells[at]?.length ?? 0;
  let length = 0;
  let best = { at: 0, length: -1 };
  for (let end = 0; end < cells.length; end++) {
    length += lengthOf(end) - (end >= count ? lengthOf(end - count) : 0);
    if (end >= count - 1 && length > best.length) best = { at: end - count + 1, length };
  }
  return best.at;
}

const TEXTS: ReadonlySet<Field | undefined> = new Set<Field>(['abstract', 'translation', 'summary']);
