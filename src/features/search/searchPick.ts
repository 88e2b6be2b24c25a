import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import type { Event } from '../../core/base/event';
import type { PaperId } from '../../core/library/paper';
import { completingQuery, type QueryVocabulary } from '../../core/search/query/completeQuery';
import type { SearchHit } from '../../core/search/searchDocument';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { keepOrder } from '../../platform/vscode/ui/keepOrder';
import type { EarlyAnswer } from '../../services/search/paperSearch';
import { queryFilters, toggled } from '../../services/search/queryFilters';
import type { SearchFacts, SearchRow } from './searchRows';
import {
  completionRow,
  hitRow,
  keepOpenButton,
  messageRow,
  openToSideButton,
  paperRow,
  problemRow,
  queryRow,
  separator,
} from './searchRows';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';

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

/** Papers to choose from before anything is typed. */
interface Suggestions {
  readonly heading: string;
  readonly ids: readonly PaperId[];
}

export interface SearchPickDeps {
  search(query: string, limit: number): Promise<EarlyAnswer>;
  /** Results that were found early can now be found in full. */
  readonly onDidComplete: Event<void>;
  facts(id: PaperId): SearchFacts | undefined;
  /** With the lists that the completion of a query needs. */
  vocabulary(query: string): Promise<QueryVocabulary>;
  suggestions(): Promise<readonly Suggestions[]>;
  /** Queries that led somewhere, newest first. */
  recentQueries(): readonly string[];
  rememberQuery(query: string): Promise<void>;
  open(id: PaperId, choice: OpenChoice): Promise<void>;
  showInView(query: string): Promise<void>;
  /** Asks for a name, and lists the query under it in the sidebar. */
  save(query: string): Promise<void>;
  /** A few words about what is searched. */
  scope(): string;
  report(error: unknown): void;
}

const showInViewButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('list-tree'),
  tooltip: vscode.l10n.t('Show Results in View (Ctrl+Shift+Enter)'),
};
const saveButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('pin'),
  tooltip: vscode.l10n.t('Save Search… (Ctrl+S)'),
};
const shown = 50;
const mostCompletions = 8;
/** For so long rows are made at a stretch, in milliseconds. */
const rowsTurnMs = 1;

/** The quick pick of Papers: Search. One instance serves one showing. */
export class SearchPick implements vscode.Disposable {
  readonly #own = new DisposableStore();
  readonly #pick = this.#own.add(vscode.window.createQuickPick<SearchRow>());
  #asked = 0;
  /** The rows were found in titles alone. */
  #isEarly = false;

  constructor(private readonly deps: SearchPickDeps) {
    this.#pick.placeholder = vscode.l10n.t(
      'Search papers by words, or filter: tag: day: author: is:unread has:note',
    );
    this.#pick.buttons = [...queryFilters.map(({ button }) => button), showInViewButton, saveButton];
    this.#pick.title = deps.scope();
    // Nothing is filtered by it, as every row is always shown: VS Code marks the query's words in what matched.
    this.#pick.matchOnDetail = true;
    keepOrder(this.#pick);
    this.#own.add(this.#pick.onDidChangeValue((value) => this.#run(() => this.#answer(value))));
    this.#own.add(this.#pick.onDidAccept(() => this.#run(() => this.openActive({}))));
    this.#own.add(
      this.#pick.onDidTriggerButton((button) => {
        if (button === showInViewButton) this.#run(() => this.keep('showInView'));
        else if (button === saveButton) this.#run(() => this.keep('save'));
        else this.#toggle(button);
      }),
    );
    this.#own.add(
      this.#pick.onDidTriggerItemButton(({ item, button }) => {
        const how = { toSide: button === openToSideButton, keep: button === keepOpenButton };
        this.#run(() => this.#open(item, how));
      }),
    );
    this.#own.add(
      deps.onDidComplete(() => {
        if (this.#isEarly) this.#run(() => this.#answer(this.#pick.value));
      }),
    );
    this.#own.add(this.#pick.onDidHide(() => this.dispose()));
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
  async keep(how: 'showInView' | 'save'): Promise<void> {
    const query = this.#pick.value.trim();
    if (query === '') return;
    this.#pick.hide();
    await this.deps.rememberQuery(query);
    await this.deps[how](query);
  }

  dispose(): void {
    this.#asked = -1;
    void contextKeys.searching.set(false);
    this.#own.dispose();
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

  async #answer(value: string): Promise<void> {
    const asked = ++this.#asked;
    this.#pick.busy = true;
    const rows = value.trim() === '' ? await this.#suggest() : await this.#find(value);
    // A later keystroke has started another search, or the quick pick is closed.
    if (asked !== this.#asked) return;
    this.#pick.busy = false;
    this.#pick.items = rows;
    const first = rows.find(({ paperId, query }) => paperId !== undefined || query !== undefined);
    if (first) this.#pick.activeItems = [first];
  }

  async #suggest(): Promise<readonly SearchRow[]> {
    const groups = await this.deps.suggestions();
    const papers = groups.flatMap(({ heading, ids }) => {
      const rows = ids.flatMap((id) => this.deps.facts(id) ?? []).map(paperRow);
      return rows.length === 0 ? [] : [separator(heading), ...rows];
    });
    const queries = this.deps.recentQueries().map(queryRow);
    return queries.length === 0
      ? papers
      : [...papers, separator(vscode.l10n.t('recent searches')), ...queries];
  }

  async #find(value: string): Promise<readonly SearchRow[]> {
    const { hits, problems, loosened, early } = await this.deps.search(value, shown);
    this.#isEarly = early;
    const rows = await runInTimeSlices(this.#rowsOf(hits), undefined, rowsTurnMs);
    const complaints = problems.map((problem) => problemRow(problem, value));
    const titlesOnly = early ? [separator(vscode.l10n.t('titles only, while the rest is being read'))] : [];
    const loose = loosened
      ? [separator(vscode.l10n.t('nothing has the exact phrase: these have its words'))]
      : [];
    const completions = await this.#completions(value);
    const nothing = rows.length + complaints.length + completions.length === 0;
    if (nothing && early)
      return [
        messageRow(
          vscode.l10n.t('Reading the papers…'),
          vscode.l10n.t('What matches will be here in a moment.'),
        ),
      ];
    if (nothing)
      return [
        messageRow(
          vscode.l10n.t('No paper matches “{0}”', value.trim()),
          vscode.l10n.t('Check the spelling, or try fewer words.'),
        ),
      ];
    const values = /:"?[^\s"]*$/.test(value) ? completions : [];
    const operators =
      values.length > 0 || completions.length === 0
        ? []
        : [separator(vscode.l10n.t('filters')), ...completions];
    return [...values, ...complaints, ...titlesOnly, ...loose, ...rows, ...operators];
  }

  /** Yields after each row: its abstract may have to be rendered first. */
  *#rowsOf(hits: readonly SearchHit[]): Generator<void, readonly SearchRow[]> {
    const rows: SearchRow[] = [];
    for (const hit of hits) {
      const facts = this.deps.facts(hit.id);
      if (facts) rows.push(hitRow(facts, hit));
      yield;
    }
    return rows;
  }

  /** Completions at the end of the query: the extension API does not expose the position of the caret. */
  async #completions(value: string): Promise<readonly SearchRow[]> {
    if (/(^|\s)$/.test(value)) return [];
    const vocabulary = await this.deps.vocabulary(value);
    const completed = await runInTimeSlices(
      completingQuery(value, value.length, vocabulary),
      undefined,
      rowsTurnMs,
    );
    return completed
      .map((completion) => completionRow(completion, value))
      .filter(({ query }) => query?.trim() !== value.trim())
      .slice(0, mostCompletions);
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
    await this.deps.open(item.paperId, choice);
    if (query !== '') await this.deps.rememberQuery(query);
  }

  #run(step: () => Promise<void>): void {
    step().catch((error: unknown) => this.deps.report(error));
  }
}
