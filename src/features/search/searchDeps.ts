import * as vscode from 'vscode';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { LruCache } from '../../core/base/lruCache';
import type { Paper } from '../../core/library/paper';
import type { QueryVocabulary } from '../../core/search/query/completeQuery';
import type { RecentList } from './recentList';
import type { SearchPickDeps } from './searchPick';
import { plain } from '../../core/tex/plain';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { plainTitle } from '../../services/search/plainText';
import { paperTexts } from '../../services/search/searchCorpus';
import type { Services } from '../../services/services';

const mostNewest = 20;
/** The values of papers are listed for so many milliseconds in a turn. */
const listingTurn = 3;

/** What the quick pick of Papers: Search shows and does. */
export function createSearchDeps(
  services: Services,
  recent: { readonly papers: RecentList; readonly queries: RecentList },
): SearchPickDeps {
  const { service, state, search, reader, reporter } = services;
  const rendered = new RenderedTexts();
  const vocabulary = new LibraryVocabulary(services);
  return {
    search: (query, limit) => search.searchEarly(query, limit),
    onDidComplete: search.onDidComplete,
    facts: (id) => {
      const paper = state.paper(id);
      if (!paper) return undefined;
      return {
        texts: paperTexts(paper, state.note(id)),
        title: plainTitle(paper),
        render: rendered.of,
        days: service.library.daysOf(id),
        state: state.triage(id),
        ruleResult: state.ruleResult(id),
      };
    },
    vocabulary: (query) => vocabulary.for(query),
    recentQueries: () => recent.queries.list(),
    rememberQuery: (query) => recent.queries.add(query),
    suggestions: async () => {
      await services.ready();
      const opened = recent.papers.list();
      if (opened.length > 0) return [{ heading: vscode.l10n.t('recently opened'), ids: opened }];
      const unread = (service.library.days[0]?.paperIds ?? []).filter((id) => state.needsTriage(id));
      return [{ heading: vscode.l10n.t('newest'), ids: unread.slice(0, mostNewest) }];
    },
    open: async (id, { toSide, keep, background, terms, section }) => {
      const preview = vscode.workspace
        .getConfiguration('workbench.editor')
        .get<boolean>('enablePreviewFromQuickOpen', false);
      await reader.open(id, { toSide, preview: preview && !keep, preserveFocus: background, terms });
      if (section !== undefined)
        await vscode.commands.executeCommand('dailyPapers.goToPassage', id, section, terms);
    },
    scope: () => {
      const papers = [...service.library.paperIds()].length;
      const days = service.library.days.length;
      return scopeText(papers, days);
    },
    showInView: async (query) => {
      await vscode.commands.executeCommand('dailyPapers.showSearch', query);
    },
    save: async (query) => {
      await vscode.commands.executeCommand('dailyPapers.saveSearch', query);
    },
    report: (error) => reporter.report(error),
  };
}

function scopeText(papers: number, days: number): string {
  if (papers === 0) return vscode.l10n.t('Search Papers');
  if (papers === 1)
    return days === 1
      ? vscode.l10n.t('Search 1 paper of 1 day, with your notes')
      : vscode.l10n.t('Search 1 paper of {0} days, with your notes', days);
  return days === 1
    ? vscode.l10n.t('Search {0} papers of 1 day, with your notes', papers)
    : vscode.l10n.t('Search {0} papers of {1} days, with your notes', papers, days);
}

/** What the library has to offer to a query's operators. Lists of all papers are kept until the library changes. */
class LibraryVocabulary {
  #authors: readonly string[] | undefined;
  #categories: readonly string[] | undefined;

  constructor(private readonly services: Services) {
    services.service.library.onDidChange(() => {
      this.#authors = undefined;
      this.#categories = undefined;
    });
  }

  /** With the lists that the completion of `query` needs; others are empty. */
  async for(query: string): Promise<QueryVocabulary> {
    const { service, state } = this.services;
    const { library } = service;
    if (/author:/i.test(query)) this.#authors ??= await this.#distinct(({ authors = [] }) => authors);
    if (/cat:/i.test(query)) this.#categories ??= await this.#distinct(({ categories = [] }) => categories);
    return {
      /** The most used first. */
      get tags() {
        return [...state.tagCounts()].sort(([, a], [, b]) => b - a).map(([tag]) => tag);
      },
      get days() {
        return library.days.map(({ label }) => label);
      },
      authors: this.#authors ?? [],
      categories: this.#categories ?? [],
    };
  }

  #distinct(values: (paper: Paper) => readonly string[]): Promise<readonly string[]> {
    return runInTimeSlices(
      distinctValues(this.services.service.library.papers(), values),
      undefined,
      listingTurn,
    );
  }
}

function* distinctValues(
  papers: Iterable<Paper>,
  values: (paper: Paper) => readonly string[],
): CooperativeTask<readonly string[]> {
  const found = new Set<string>();
  for (const paper of papers) {
    for (const value of values(paper)) found.add(value);
    yield;
  }
  return [...found];
}

/** So many rendered titles, sentences and beginnings of abstracts are kept for the next letter, which finds mostly the same. */
const mostRendered = 1000;

/** The texts that were shown last, as people read them. */
class RenderedTexts {
  readonly #kept = new LruCache<string, string>(mostRendered);

  readonly of = (text: string): string => this.#kept.getOrMake(text, plain);
}
