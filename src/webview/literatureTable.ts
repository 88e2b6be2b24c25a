import { filteredRows, sortedRows, type TableOrder, type TableRow } from '../core/exchange/literatureTable';
import {
  isTableHostMessage,
  isTableViewState,
  type TableMessage,
  type TablePage,
  type TableViewState,
} from '../protocol/literatureTable';
import { button, element, replaceChildren } from './dom';
import { acquireHost } from './host';
import { l10n } from './localization';

/** Further rows are drawn on request, because each row adds to the layout at every change. */
const drawnAtOnce = 300;

/** The table of papers: sorted by its headings, filtered as one types, its rows walked with the arrow keys. */
class LiteratureTable {
  readonly #api = acquireHost();
  readonly #filter = element('input', { type: 'text', id: 'filter', 'aria-label': l10n.t('Filter papers') });
  readonly #status = element('p', { class: 'status', role: 'status' });
  readonly #heading = element('h1', { id: 'heading' });
  readonly #head = element('tr');
  readonly #body = element('tbody');
  readonly #more = button({ class: 'more' }, () => this.#drawMore(), l10n.t('Show More'));
  #page: TablePage | undefined;
  #state: TableViewState;
  #shown: readonly TableRow[] = [];
  /** How many of the shown rows are drawn. */
  #drawn = drawnAtOnce;
  /** The row that the Tab key goes to. */
  #current: string | undefined;

  constructor() {
    const stored = this.#api.getState();
    this.#state = isTableViewState(stored) ? stored : { filter: '', isDescending: false };
    this.#filter.value = this.#state.filter;
    this.#filter.placeholder = l10n.t('Filter');
    this.#filter.addEventListener('input', () => this.#change({ filter: this.#filter.value }));
    this.#body.addEventListener('keydown', (event) => this.#pressed(event));
    this.#body.addEventListener('click', (event) => {
      const id = rowOf(event.target)?.dataset['id'];
      if (id !== undefined) this.#open(id, event.ctrlKey || event.metaKey);
    });
    window.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.target === this.#filter) return;
      event.preventDefault();
      this.#filter.focus();
    });
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isTableHostMessage(data)) this.#receive(data.page);
    });
    window.addEventListener('error', ({ message }) =>
      this.#post({ type: 'problem', message: message.slice(0, 1000) }),
    );
  }

  start(): void {
    const tool = (label: string, message: () => TableMessage): HTMLButtonElement =>
      button({ class: 'tool' }, () => this.#post(message()), label);
    const ids = (): readonly string[] => this.#shown.map(({ id }) => id);
    const tools = element(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': l10n.t('Table') },
      this.#filter,
      tool(l10n.t('Columns…'), () => ({ type: 'chooseColumns' })),
      tool(l10n.t('Export as CSV…'), () => ({ type: 'export', format: 'csv', ids: ids() })),
      tool(l10n.t('Export as Markdown…'), () => ({ type: 'export', format: 'markdown', ids: ids() })),
      this.#status,
    );
    const head = element('thead', {}, this.#head);
    const table = element('table', { 'aria-labelledby': 'heading' }, head, this.#body);
    document.body.append(element('main', {}, this.#heading, tools, table, this.#more));
    this.#post({ type: 'ready' });
  }

  #post(message: TableMessage): void {
    this.#api.postMessage(message);
  }

  #open(id: string, toSide: boolean): void {
    this.#current = id;
    this.#post({ type: 'open', id, toSide });
  }

  #receive(page: TablePage): void {
    this.#page = page;
    document.title = page.title;
    this.#heading.textContent = page.title;
    this.#keep({ scope: page.scope });
    this.#draw();
  }

  #keep(change: Partial<TableViewState>): void {
    this.#state = { ...this.#state, ...change };
    this.#api.setState(this.#state);
  }

  #change(change: Partial<TableViewState>): void {
    this.#keep(change);
    this.#drawn = drawnAtOnce;
    this.#draw();
  }

  #order({ columns }: TablePage): TableOrder | undefined {
    const column = columns.findIndex(({ id }) => id === this.#state.column);
    return column < 0 ? undefined : { column, isDescending: this.#state.isDescending };
  }

  #draw(): void {
    const page = this.#page;
    if (!page) return;
    const focused = this.#focused();
    this.#shown = sortedRows(filteredRows(page.rows, this.#state.filter), this.#order(page));
    this.#drawHead(page);
    const rows = this.#shown.slice(0, this.#drawn);
    if (!rows.some(({ id }) => id === this.#current)) this.#current = rows[0]?.id;
    replaceChildren(
      this.#body,
      rows.map((row) => this.#row(row)),
    );
    this.#more.hidden = this.#shown.length <= this.#drawn;
    this.#status.textContent = countOf(this.#shown.length, page);
    if (focused?.column !== undefined) this.#headButton(focused.column)?.focus();
    if (focused?.row !== undefined) this.#cellOf(focused.row)?.focus();
  }

  /** The row or the heading that has the focus. */
  #focused(): { readonly row?: string; readonly column?: string } | undefined {
    const active = document.activeElement;
    const row = rowOf(active)?.dataset['id'];
    if (row !== undefined) return { row };
    const column = active instanceof HTMLElement ? active.dataset['column'] : undefined;
    return column === undefined ? undefined : { column };
  }

  #headButton(column: string): HTMLElement | undefined {
    return Array.from(this.#head.querySelectorAll('button')).find(
      ({ dataset }) => dataset['column'] === column,
    );
  }

  #drawHead({ columns }: TablePage): void {
    const { column, isDescending } = this.#state;
    const cells = columns.map(({ id, label }) => {
      const isSorted = id === column;
      const mark = isSorted ? (isDescending ? '▾' : '▴') : '';
      const sort = button(
        {},
        () => this.#change({ column: id, isDescending: isSorted && !isDescending }),
        label,
        element('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
      );
      sort.dataset['column'] = id;
      const cell = element('th', {}, sort);
      cell.scope = 'col';
      cell.ariaSort = isSorted ? (isDescending ? 'descending' : 'ascending') : 'none';
      return cell;
    });
    replaceChildren(this.#head, cells);
  }

  #row({ id, cells: [title = '', ...others] }: TableRow): HTMLTableRowElement {
    const name = element('a', { role: 'link', tabindex: id === this.#current ? '0' : '-1' }, title);
    const head = element('th', { dir: 'auto' }, name);
    head.scope = 'row';
    const row = element(
      'tr',
      {},
      head,
      others.map((text) => element('td', { dir: 'auto' }, text)),
    );
    row.dataset['id'] = id;
    return row;
  }

  #drawMore(): void {
    const next = this.#shown[this.#drawn]?.id;
    this.#drawn += drawnAtOnce;
    this.#draw();
    if (next !== undefined) this.#moveTo(next);
  }

  #cellOf(id: string): HTMLElement | undefined {
    const row = Array.from(this.#body.rows).find(({ dataset }) => dataset['id'] === id);
    return row?.querySelector<HTMLElement>('a') ?? undefined;
  }

  #moveTo(id: string): void {
    const before = this.#current === undefined ? undefined : this.#cellOf(this.#current);
    if (before) before.tabIndex = -1;
    this.#current = id;
    const cell = this.#cellOf(id);
    if (!cell) return;
    cell.tabIndex = 0;
    cell.focus();
  }

  #pressed(event: KeyboardEvent): void {
    const id = rowOf(event.target)?.dataset['id'];
    if (id === undefined) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#open(id, event.ctrlKey || event.metaKey);
      return;
    }
    const rows = this.#shown.slice(0, this.#drawn);
    const at = rows.findIndex((row) => row.id === id);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const wanted = steps[event.key];
    const row = wanted === undefined ? undefined : rows[Math.min(Math.max(wanted, 0), rows.length - 1)];
    if (!row) return;
    event.preventDefault();
    this.#moveTo(row.id);
  }
}

function rowOf(target: EventTarget | null): HTMLTableRowElement | undefined {
  const row = target instanceof Element ? target.closest<HTMLTableRowElement>('tbody tr') : undefined;
  return row ?? undefined;
}

function countOf(shown: number, { rows, total }: TablePage): string {
  const [some, first, all] = [papersText(shown), papersText(rows.length), papersText(total)];
  if (total > rows.length)
    return shown === rows.length
      ? l10n.t('the first {0} of {1}', first, all)
      : l10n.t('{0} of the first {1} of {2}', some, first, all);
  return shown === rows.length ? all : l10n.t('{0} of {1}', some, all);
}

function papersText(count: number): string {
  return count === 1 ? l10n.t('1 paper') : l10n.t('{0} papers', count);
}

new LiteratureTable().start();
