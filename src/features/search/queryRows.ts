import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { Paper, PaperId } from '../../core/library/paper';
import { completingQuery } from '../../core/search/query/completeQuery';
import type { SearchHit } from '../../core/search/searchDocument';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { LibraryVocabulary } from './libraryVocabulary';
import { MatchedSentences } from './matchedSentences';
import type { RecentList } from './recentList';
import {
  completionRow,
  hitRow,
  messageRow,
  paperRow,
  problemRow,
  queryRow,
  type SearchFacts,
  type SearchRow,
  separator,
} from './searchRows';
import { l10n } from '../../platform/vscode/ui/l10n';

/** What was opened and searched last. */
export interface RecentLists {
  readonly papers: RecentList;
  /** Queries that led somewhere. */
  readonly queries: RecentList;
}

const mostShown = 50;
const mostNewest = 20;
const mostCompletions = 8;
/** How long rows are made in one turn of the event loop, in milliseconds. */
const rowsTurnMs = 1;

/** Builds the rows that the command Papers: Search shows for a query. */
export class QueryRows implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #vocabulary: LibraryVocabulary;
  readonly #sentences = new MatchedSentences(l10n);

  constructor(
    private readonly services: Services,
    private readonly recent: RecentLists,
  ) {
    this.#vocabulary = this.#disposables.add(new LibraryVocabulary(services));
  }

  /** Papers and queries to choose from before anything is typed: what was opened last, or else the newest unread papers. */
  async suggested(): Promise<readonly SearchRow[]> {
    await this.services.ready();
    const opened = this.recent.papers.list();
    const [heading, ids] =
      opened.length > 0 ? [l10n.t('recently opened'), opened] : [l10n.t('newest'), this.#newest()];
    const papers = ids.flatMap((id) => {
      const paper = this.services.state.paper(id);
      return paper ? paperRow(this.#facts(paper)) : [];
    });
    const queries = this.recent.queries.list().map(queryRow);
    return [
      ...(papers.length === 0 ? [] : [separator(heading), ...papers]),
      ...(queries.length === 0 ? [] : [separator(l10n.t('recent searches')), ...queries]),
    ];
  }

  /** The rows for a query. `isEarly`: only titles were searched, as the index is not complete yet. */
  async matching(query: string): Promise<{ readonly rows: readonly SearchRow[]; readonly isEarly: boolean }> {
    const { hits, problems, loosened, early } = await this.services.search.searchEarly(query, mostShown);
    const papers = await runInTimeSlices(this.#rowsOf(hits), undefined, rowsTurnMs);
    const complaints = problems.map((problem) => problemRow(problem, query));
    const completions = await this.#completions(query);
    if (papers.length + complaints.length + completions.length === 0)
      return { rows: [early ? readingRow() : nothingRow(query)], isEarly: early };
    const titlesOnly = early ? [separator(l10n.t('titles only, while the rest is being read'))] : [];
    const loose = loosened ? [separator(l10n.t('nothing has the exact phrase: these have its words'))] : [];
    // The values of a filter whose name is typed are what the person wants next; filters come after the papers.
    const areValues = /:"?[^\s"]*$/.test(query);
    const filters = areValues || completions.length === 0 ? [] : [separator(l10n.t('filters'))];
    const rows = [...complaints, ...titlesOnly, ...loose, ...papers];
    return {
      rows: areValues ? [...completions, ...rows] : [...rows, ...filters, ...completions],
      isEarly: early,
    };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #newest(): readonly PaperId[] {
    const { libraryService, state } = this.services;
    const unread = (libraryService.library.days[0]?.paperIds ?? []).filter((id) => state.needsTriage(id));
    return unread.slice(0, mostNewest);
  }

  #facts(paper: Paper): SearchFacts {
    const { libraryService, state } = this.services;
    const { id } = paper;
    return {
      id,
      title: plainTitle(paper),
      days: libraryService.library.daysOf(id),
      state: state.triage(id),
      ruleResult: state.ruleResult(id),
    };
  }

  /** Yields after each row: its abstract may have to be rendered first. */
  *#rowsOf(hits: readonly SearchHit[]): Generator<void, readonly SearchRow[]> {
    const rows: SearchRow[] = [];
    const { state } = this.services;
    for (const hit of hits) {
      const paper = state.paper(hit.id);
      if (paper)
        rows.push(
          hitRow(this.#facts(paper), hit, () => this.#sentences.of(paper, state.note(paper.id), hit)),
        );
      yield;
    }
    return rows;
  }

  /** What could be written at the end of the query: the extension API does not tell where the caret is. */
  async #completions(query: string): Promise<readonly SearchRow[]> {
    if (/(^|\s)$/.test(query)) return [];
    const vocabulary = await this.#vocabulary.for(query);
    const completed = await runInTimeSlices(
      completingQuery(query, query.length, vocabulary),
      undefined,
      rowsTurnMs,
    );
    return completed
      .map((completion) => completionRow(completion, query))
      .filter((row) => row.query?.trim() !== query.trim())
      .slice(0, mostCompletions);
  }
}

function readingRow(): SearchRow {
  return messageRow(l10n.t('Reading the papers…'), l10n.t('What matches will be here in a moment.'));
}

function nothingRow(query: string): SearchRow {
  return messageRow(
    l10n.t('No paper matches “{0}”', query.trim()),
    l10n.t('Check the spelling, or try fewer words.'),
  );
}
