/** The line under the head of a table (GFM): `|---|:--:|`. */
export function isTableRule(line: string): boolean {
  return /^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/u.test(line) && line.includes('|');
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
 * Cells for `count` columns. Where a row has more, bars in a text were not escaped: they are taken for part of the
 * longest run of cells, which is where texts are.
 */
export function fitCells(cells: readonly string[], count: number): readonly string[] {
  const surplus = cells.length - count;
  if (count === 0 || surplus <= 0) return cells;
  const joined = Array.from({ length: count }, (_, at) => cells.slice(at, at + surplus + 1).join(' | '));
  const longest = joined.reduce(
    (best, cell, at) => (cell.length > (joined[best] ?? '').length ? at : best),
    0,
  );
  return [...cells.slice(0, longest), joined[longest] ?? '', ...cells.slice(longest + surplus + 1)];
}
