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
  const named = header.findIndex((name) => TEXTS.has(fieldOf(name)));
  const at = named < 0 ? longestRun(cells, surplus + 1) : named;
  const joined = cells.slice(at, at + surplus + 1).join(' | ');
  return [...cells.slice(0, at), joined, ...cells.slice(at + surplus + 1)];
}

/** Where of all runs of so many cells the one with the most text begins; the first of equals. */
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
