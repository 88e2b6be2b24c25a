import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import { CoalescedTask } from '../../platform/common/coalescedTask';
import { runCommand } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { keepOrder } from '../../platform/vscode/ui/keepOrder';
import { l10n } from '../../platform/vscode/ui/l10n';
import { queryFilters, toggled } from '../../services/search/queryFilters';
import type { Services } from '../../services/services';
import type { QueryRows, RecentLists } from './queryRows';
import { rowToFocus } from './rowToFocus';
import { keepOpenButton, openToSideButton, type SearchRow } from './searchRows';

/** How a paper is opened from a search. `terms` are the words that matched, for the reader to mark. */
export interface OpenChoice {
  readonly toSide: boolean;
  readonly keep: boolean;
  /** Leaves the keyboard where it is. */
  readonly background: boolean;
  readonly terms: readonly string[];
  /** The section of the whole paper that matched, by its first block. */
  readonly section?: number;
}

const showInViewButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('list-tree'),
  tooltip: l10n.t('Show Results in View (Ctrl+Shift+Enter)'),
};
const saveButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('pin'),
  tooltip: l10n.t('Save Search… (Ctrl+S)'),
};

/** How soon the query is answered again when the library has changed, as by an import; in milliseconds. */
const soon = 200;

/** The quick pick of Papers: Search. One instance serves one showing. */
export class SearchPick implements vscode.Disposable {
  readonly #disposables = new DisposableStore();
  readonly #pick = this.#disposables.add(vscode.window.createQuickPick<SearchRow>());
  /** Counts the queries: an answer to an older one is dropped. */
  #request = 0;
  /** What is shown was found in titles alone. */
  #isEarly = false;
  /** Answers the same query again. */
  readonly #again = this.#disposables.add(
    new CoalescedTask(() => this.#answer(this.#pick.value, { isAgain: true }), {
      delay: soon,
      report: (error) => this.services.reporter.report(error),
    }),
  );

  constructor(
    private readonly services: Services,
    private readonly recent: RecentLists,
    private readonly queryRows: QueryRows,
  ) {
    this.#pick.placeholder = l10n.t(
      'Search papers by words, or filter: tag: day: author: is:unread has:note',
    );
    this.#pick.buttons = [...queryFilters.map(({ button }) => button), showInViewButton, saveButton];
    this.#pick.title = scopeText(services.libraryService.library);
    // Nothing is filtered by it, as every row is always shown: VS Code marks the query's words in what matched.
    this.#pick.matchOnDetail = true;
    keepOrder(this.#pick);
    this.#disposables.add(this.#pick.onDidChangeValue((value) => this.#run(() => this.#answer(value))));
    this.#disposables.add(this.#pick.onDidAccept(() => this.#run(() => this.openActive({}))));
    this.#disposables.add(
      this.#pick.onDidTriggerButton((button) => {
        if (button === showInViewButton) this.#run(() => this.keep('showSearch'));
        else if (button === saveButton) this.#run(() => this.keep('saveSearch'));
        else this.#toggle(button);
      }),
    );
    this.#disposables.add(
      this.#pick.onDidTriggerItemButton(({ item, button }) => {
        const how = { toSide: button === openToSideButton, keep: button === keepOpenButton };
        this.#run(() => this.#open(item, how));
      }),
    );
    this.#disposables.add(
      services.search.onDidComplete(() => {
        if (this.#isEarly) this.#again.request();
      }),
    );
    this.#disposables.add(services.libraryService.library.onDidChange(() => this.#again.request()));
    this.#disposables.add(this.#pick.onDidHide(() => this.dispose()));
  }

  show(value = ''): void {
    void contextKeys.searching.set(true);
    // Before it is shown: afterwards it would take the place of what a person types at once.
    if (value !== '') this.#pick.value = value;
    this.#pick.show();
    this.#run(() => this.#answer(value));
  }

  /** Opens the row that has the focus. */
  async openActive(how: Partial<OpenChoice>): Promise<void> {
    const [item] = this.#pick.activeItems;
    if (item?.query !== undefined) this.#setValue(item.query);
    else if (item) await this.#open(item, how);
  }

  /** Makes the query a list in the sidebar. */
  async keep(how: 'showSearch' | 'saveSearch'): Promise<void> {
    const query = this.#pick.value.trim();
    if (query === '') return;
    this.#pick.hide();
    await this.recent.queries.add(query);
    await runCommand(how, query);
  }

  dispose(): void {
    this.#request = -1;
    void contextKeys.searching.set(false);
    this.#disposables.dispose();
  }

  /** Sets the query as if it was typed. */
  #setValue(value: string): void {
    this.#pick.value = value;
    this.#run(() => this.#answer(value));
  }

  #toggle(button: vscode.QuickInputButton): void {
    const filter = queryFilters.find((candidate) => candidate.button === button);
    if (filter) this.#setValue(toggled(this.#pick.value, filter.term));
  }

  async #answer(value: string, { isAgain = false } = {}): Promise<void> {
    const request = ++this.#request;
    this.#pick.busy = true;
    try {
      const { rows, isEarly } =
        value.trim() === ''
          ? { rows: await this.queryRows.suggested(), isEarly: false }
          : await this.queryRows.matching(value);
      // Superseded by a later letter, or the pick is closed.
      if (request === this.#request) this.#show(rows, isEarly, isAgain);
    } finally {
      if (request === this.#request) this.#pick.busy = false;
    }
  }

  #show(rows: readonly SearchRow[], isEarly: boolean, isAgain: boolean): void {
    this.#isEarly = isEarly;
    const focused = rowToFocus(rows, isAgain ? this.#pick.activeItems[0] : undefined);
    this.#pick.keepScrollPosition = isAgain;
    if (isAgain) this.#pick.title = scopeText(this.services.libraryService.library);
    this.#pick.items = rows;
    if (focused) this.#pick.activeItems = [focused];
  }

  async #open(item: SearchRow, how: Partial<OpenChoice>): Promise<void> {
    if (item.paperId === undefined) return;
    const query = this.#pick.value.trim();
    const choice = {
      toSide: false,
      keep: false,
      background: false,
      terms: item.terms ?? [],
      ...how,
      ...(item.section !== undefined && { section: item.section }),
    };
    if (!choice.background) this.#pick.hide();
    await this.#openPaper(item.paperId, choice);
    if (query !== '') await this.recent.queries.add(query);
  }

  async #openPaper(id: PaperId, { toSide, keep, background, terms, section }: OpenChoice): Promise<void> {
    const preview = vscode.workspace
      .getConfiguration('workbench.editor')
      .get<boolean>('enablePreviewFromQuickOpen', false);
    const { reader } = this.services;
    await reader.open(id, { toSide, preview: preview && !keep, preserveFocus: background, terms });
    if (section !== undefined) await runCommand('goToPassage', id, section, terms);
  }

  #run(step: () => Promise<void>): void {
    step().catch((error: unknown) => this.services.reporter.report(error));
  }
}

/** What is searched, in a few words. */
function scopeText(library: Library): string {
  const papers = [...library.paperIds()].length;
  const days = library.days.length;
  if (papers === 0) return l10n.t('Search Papers');
  if (papers === 1)
    return days === 1
      ? l10n.t('Search 1 paper of 1 day, with your notes')
      : l10n.t('Search 1 paper of {0} days, with your notes', days);
  return days === 1
    ? l10n.t('Search {0} papers of 1 day, with your notes', papers)
    : l10n.t('Search {0} papers of {1} days, with your notes', papers, days);
}
