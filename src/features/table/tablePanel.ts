import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import {
  type ColumnId,
  tableColumn,
  tableCsv,
  tableMarkdown,
  type TableRow,
} from '../../core/exchange/literatureTable';
import type { PaperId } from '../../core/library/paper';
import { slug } from '../../core/library/paperId';
import { Debounce } from '../../platform/common/debounce';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import {
  isTableMessage,
  mostTableRows,
  type TableExport,
  type TableHostMessage,
  type TableMessage,
  type TableScope,
} from '../../protocol/literatureTable';
import { showPage } from '../../services/reader/showPage';
import type { Services } from '../../services/services';
import { dialogStart, writeText } from '../../services/views/fileDialogs';
import { type PaperScope, papersInScope } from '../../services/views/paperScope';
import { askColumns, storeColumns, storedColumns, tableRow } from './tableColumns';
import { paperCount } from '../../platform/vscode/ui/counts';
import { l10n } from '../../platform/vscode/ui/l10n';

/** The delay of an update after the last change, in milliseconds. */
const settleFor = 150;

const files: Readonly<Record<TableExport, { readonly label: string; readonly ending: string }>> = {
  csv: { label: 'CSV', ending: 'csv' },
  markdown: { label: 'Markdown', ending: 'md' },
};

export const tableViewType = 'dailyPapers.table';

/** A scope as VS Code stores it with the tab: without the papers beyond the rows of a table. */
function storedScope(scope: PaperScope): TableScope {
  return scope.kind === 'query' ? scope : { ...scope, papers: scope.papers.slice(0, mostTableRows) };
}

/** A tab that shows papers as a table and updates when their notes, tags or states change. */
export class TablePanel implements Disposable {
  readonly #own = new DisposableStore();
  readonly #panel: vscode.WebviewPanel;
  readonly #title: string;
  /** The number of the latest update, which supersedes earlier ones. */
  #updates = 0;
  #isReady = false;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly services: Services,
    private readonly scope: PaperScope,
    restored?: vscode.WebviewPanel,
  ) {
    this.#title = scope.kind === 'query' ? scope.name : paperCount(scope.papers.length);
    const { extensionUri } = context;
    const title = l10n.t('Table: {0}', this.#title);
    this.#panel = this.#own.add(
      restored ?? vscode.window.createWebviewPanel(tableViewType, title, vscode.ViewColumn.Active),
    );
    const { webview } = this.#panel;
    webview.options = { enableScripts: true, localResourceRoots: [] };
    this.#own.add(
      webview.onDidReceiveMessage((message: unknown) => {
        if (isTableMessage(message)) services.reporter.watch(this.#obey(message));
      }),
    );
    this.#own.add(this.#panel.onDidDispose(() => this.dispose()));
    const update = this.#own.add(
      new Debounce(() => services.reporter.watch(this.#update()), { delay: settleFor }),
    );
    this.#own.add(services.views.onDidChange(() => update.request()));
    services.reporter.watch(
      showPage(
        this.#panel,
        { extensionUri, files: services.host.files },
        { name: 'literatureTable', title: l10n.t('Papers') },
      ),
    );
  }

  dispose(): void {
    this.#updates += 1;
    this.#own.dispose();
  }

  async #obey(message: TableMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        return this.#update();
      case 'open':
        await this.services.reader.open(message.id, { toSide: message.toSide });
        return;
      case 'chooseColumns':
        return this.#chooseColumns();
      case 'export':
        return this.#export(message.format, message.ids);
      case 'problem':
        this.services.log.warn(`The table: ${message.message}`);
    }
  }

  #columns(): readonly ColumnId[] {
    return storedColumns(this.context.globalState);
  }

  /** Sends the current rows. A hidden page is loaded again when it is shown, and gets them then. */
  async #update(): Promise<void> {
    if (!this.#isReady) return;
    const update = ++this.#updates;
    await this.services.ready();
    const papers = await papersInScope(this.services, this.scope);
    const columns = this.#columns();
    const rows = await runInTimeSlices(this.#rows(papers.slice(0, mostTableRows), columns));
    if (update !== this.#updates) return;
    const message: TableHostMessage = {
      type: 'table',
      page: {
        title: this.#title.slice(0, 1000),
        scope: storedScope(this.scope),
        columns: columns.map((id) => tableColumn(id, l10n)),
        rows,
        total: papers.length,
      },
    };
    await this.#panel.webview.postMessage(message);
  }

  *#rows(papers: readonly PaperId[], columns: readonly ColumnId[]): Generator<void, readonly TableRow[]> {
    const rows: TableRow[] = [];
    for (const id of papers) {
      const row = tableRow(this.services, id, columns);
      if (row) rows.push(row);
      yield;
    }
    return rows;
  }

  async #chooseColumns(): Promise<void> {
    const columns = await askColumns(this.services, this.#columns());
    if (!columns) return;
    await storeColumns(this.context.globalState, columns);
    await this.#update();
  }

  /** Exports the rows that are shown, in their order. */
  async #export(format: TableExport, ids: readonly PaperId[]): Promise<void> {
    const { label, ending } = files[format];
    const file = await vscode.window.showSaveDialog({
      title: l10n.t('Export as {0}', label),
      ...dialogStart(this.services.host, `${slug(this.#title)}.${ending}`),
      filters: { [label]: [ending] },
    });
    if (!file) return;
    const ordered = this.#columns();
    const rows = await runInTimeSlices(this.#rows(ids, ordered));
    const columns = ordered.map((id) => tableColumn(id));
    const text = format === 'csv' ? tableCsv(columns, rows) : tableMarkdown(columns, rows);
    await writeText(file, text);
    const message = exportedMessage(rows.length, vscode.workspace.asRelativePath(file));
    showWithActions(this.services.reporter, message, {
      [l10n.t('Show')]: () => vscode.window.showTextDocument(file),
    });
  }
}

function exportedMessage(count: number, file: string): string {
  return count === 1
    ? l10n.t('Exported 1 paper to {0}.', file)
    : l10n.t('Exported {0} papers to {1}.', count, file);
}
