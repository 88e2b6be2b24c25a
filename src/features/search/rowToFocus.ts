import type { SearchRow } from './searchRows';

type ChoosableRow = Pick<SearchRow, 'paperId' | 'section' | 'query'>;

/**
 * The row that gets the focus when new rows are shown: the row that was focused before, if the new rows still have it;
 * otherwise the first row that can be chosen.
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
