import * as vscode from 'vscode';
import { yearOf } from '../../core/citations/keyWords';
import {
  type ColumnId,
  firstLine,
  keyColumn,
  keyOfColumn,
  paperColumns,
  tableColumn,
  type TableRow,
} from '../../core/exchange/literatureTable';
import type { PaperId } from '../../core/library/paper';
import { ownText } from '../../core/notes/noteText';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { triageLabel } from '../../services/views/paperItem';
import { l10n } from '../../platform/vscode/ui/l10n';

type TableServices = Pick<Services, 'state'>;

/** The row of a paper; undefined if it is not known. */
export function tableRow(
  { state }: TableServices,
  id: PaperId,
  columns: readonly ColumnId[],
): TableRow | undefined {
  const paper = state.paper(id);
  if (!paper) return undefined;
  const note = state.note(id);
  const texts: Readonly<Record<(typeof paperColumns)[number], () => string>> = {
    title: () => plainTitle(paper),
    year: () => yearOf(paper) ?? '',
    venue: () => paper.venue ?? paper.journalRef ?? '',
    state: () => triageLabel(state.triage(id)),
    tags: () => state.tags(id).join(', '),
    note: () => (note ? firstLine(ownText(note.body, paper.title)) : ''),
  };
  const cellOf = (column: ColumnId): string => {
    const known = paperColumns.find((name) => name === column);
    if (known) return texts[known]();
    const key = keyOfColumn(column);
    const own = note?.ownKeys ?? {};
    return key !== undefined && Object.hasOwn(own, key) ? (own[key] ?? '') : '';
  };
  return { id, cells: columns.map((column) => collapseWhitespace(cellOf(column)).slice(0, 2000)) };
}

/** Asks for the columns of the table: properties of papers, and keys in the front matter of notes; undefined if cancelled. */
export async function askColumns(
  { notes }: Pick<Services, 'notes'>,
  chosen: readonly ColumnId[],
): Promise<readonly ColumnId[] | undefined> {
  const counts = new Map<string, number>();
  for (const { ownKeys = {} } of notes.all())
    for (const key of Object.keys(ownKeys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const keys = [...counts.keys()].sort();
  const listed = [...new Set([...paperColumns, ...keys.map(keyColumn), ...chosen])];
  const rows = listed
    .filter((id) => id !== 'title')
    .map((id) => {
      const key = keyOfColumn(id);
      return {
        id,
        label: tableColumn(id, l10n).label,
        picked: chosen.includes(id),
        ...(key !== undefined && { description: l10n.t('in the front matter of notes') }),
      };
    });
  const picked = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Columns of the Table'),
    placeHolder: l10n.t('Beside the title'),
    canPickMany: true,
  });
  return picked && ['title', ...picked.map(({ id }) => id)];
}

const key = 'table.columns';

/** The columns of tables, stored for all workspaces. */
export function storedColumns(memory: vscode.Memento): readonly ColumnId[] {
  const stored = memory.get<unknown>(key);
  const ids = Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
  return ids[0] === 'title' ? ids : paperColumns;
}

export async function storeColumns(memory: vscode.Memento, ids: readonly ColumnId[]): Promise<void> {
  await memory.update(key, ids);
}
