import type { TableColumn, TableRow } from '../core/exchange/literatureTable';
import { limits } from '../core/base/limits';
import { type Guard, isBoolean, isCount, isRecord, list, object, oneOf, text } from '../core/base/guards';

/** More papers are not shown in one table. */
export const mostTableRows = 20_000;
const mostColumns = 60;

/** The papers of a table: certain ones, or those that a query finds. */
export type TableScope =
  | { readonly kind: 'papers'; readonly papers: readonly string[] }
  | { readonly kind: 'query'; readonly name: string; readonly query: string };

/** The contents of a table's page. */
export interface TablePage {
  readonly title: string;
  readonly scope: TableScope;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** How many papers there are, of which `rows` may be the first. */
  readonly total: number;
}

/** From the extension to the page. */
export interface TableHostMessage {
  readonly type: 'table';
  readonly page: TablePage;
}

const tableExports = ['csv', 'markdown'] as const;
export type TableExport = (typeof tableExports)[number];

/** From the page to the extension. */
export type TableMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly id: string; readonly toSide: boolean }
  | { readonly type: 'chooseColumns' }
  /** `ids`: the papers that are shown, in their order. */
  | { readonly type: 'export'; readonly format: TableExport; readonly ids: readonly string[] }
  | { readonly type: 'problem'; readonly message: string };

const line = text(limits.line);

const isPapers = object<{ papers: readonly string[] }>({ papers: list(line, mostTableRows) }, {});
const isQuery = object<{ name: string; query: string }>({ name: line, query: line }, {});
const isTableScope: Guard<TableScope> = (value): value is TableScope =>
  isRecord(value) &&
  (value['kind'] === 'papers' ? isPapers(value) : value['kind'] === 'query' && isQuery(value));

const isPage = object<TablePage>(
  {
    title: line,
    scope: isTableScope,
    columns: list(object<TableColumn>({ id: line, label: line }, {}), mostColumns),
    rows: list(object<TableRow>({ id: line, cells: list(line, mostColumns) }, {}), mostTableRows),
    total: isCount,
  },
  {},
);

export const isTableHostMessage: Guard<TableHostMessage> = (value): value is TableHostMessage =>
  isRecord(value) && value['type'] === 'table' && isPage(value['page']);

const pageMessages: Readonly<Record<TableMessage['type'], Guard<object>>> = {
  ready: isRecord,
  open: object<{ id: string; toSide: boolean }>({ id: line, toSide: isBoolean }, {}),
  chooseColumns: isRecord,
  export: object<{ format: TableExport; ids: readonly string[] }>(
    { format: oneOf(...tableExports), ids: list(line, mostTableRows) },
    {},
  ),
  problem: object<{ message: string }>({ message: line }, {}),
};

export function isTableMessage(value: unknown): value is TableMessage {
  if (!isRecord(value) || typeof value['type'] !== 'string') return false;
  const guard = Object.hasOwn(pageMessages, value['type'])
    ? pageMessages[value['type'] as TableMessage['type']]
    : undefined;
  return guard?.(value) === true;
}

/** The state that the page keeps while its tab is hidden, and VS Code while the window is closed. */
export interface TableViewState {
  readonly filter: string;
  /** The id of the column that the table is sorted by. */
  readonly column?: string;
  readonly isDescending: boolean;
  /** Absent until the first page has come. */
  readonly scope?: TableScope;
}

export const isTableViewState = object<TableViewState>(
  { filter: line, isDescending: isBoolean },
  { column: line, scope: isTableScope },
);
