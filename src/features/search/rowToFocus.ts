import type { SearchRow } from './searchRows';

type ChoosableRow = Pick<SearchRow, 'paperId' | 'section' | 'query'>;

/**
 * The row that gets the focus when rows are listed: of the same query again, the one that had it, if it is still there; else
 * the first that can be chosen.
 */
export function rowToFocus<T extends ChoosableRow>(
  rows: readonly T[],
  focused?: ChoosableRow,
): T | undefined {
  const choosable = rows.filter(({ paperId, query }) => paperId !== undefined || query !== undefined);
  const isFocused = ({ paperId, section, query }: T): boolean =>
    paperId === focused?.paperId && section === focused?.section && query === focused?.query;
  return choosable.find(isFocused) ?? choosable[0];
}
