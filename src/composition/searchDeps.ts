import * as vscode from 'vscode';
import { counted } from '../core/base/counted';
import type { Paper } from '../core/papers/paper';
import { readablePart, renderTexts } from '../core/search/paperTexts';
import type { QueryVocabulary } from '../core/search/query/completeQuery';
import type { Reader } from '../host/reader/reader';
import type { RecentList } from '../host/search/recentList';
import type { SearchPickDeps } from '../host/search/searchPick';
import { noteParts, paperTexts } from './searchCorpus';
import type { Stores } from './stores';

const mostNewest = 20;

/** What the quick pick of Papers: Search shows and does. */
export function createSearchDeps(
  stores: Stores,
  recent: { readonly papers: RecentList; readonly queries: RecentList },
  reader: Reader,
): SearchPickDeps {
  const { service, state, search, reporter } = stores;
  return {
    search: (query, limit) => search.searchEarly(query, limit),
    onDidComplete: search.onDidComplete,
    facts: (id) => {
      const paper = state.paper(id);
      if (!paper) return undefined;
      const note = state.note(id);
      return {
        document: renderTexts(paperTexts(paper, note)),
        noteParts: note ? noteParts(note).map((part) => ({ ...part, text: readablePart(part) })) : [],
        days: service.library.daysOf(id),
        state: state.triage(id),
        ruled: state.ruled(id),
      };
    },
    vocabulary: () => vocabulary(stores),
    recentQueries: () => recent.queries.list(),
    rememberQuery: (query) => recent.queries.add(query),
    suggestions: async () => {
      await stores.ready();
      const opened = recent.papers.list();
      if (opened.length > 0) return [{ heading: 'recently opened', ids: opened }];
      const unread = (service.library.days[0]?.paperIds ?? []).filter((id) => state.isOpen(id));
      return [{ heading: 'newest', ids: unread.slice(0, mostNewest) }];
    },
    open: async (id, { toSide, keep, background, terms }) => {
      const preview = vscode.workspace
        .getConfiguration('workbench.editor')
        .get<boolean>('enablePreviewFromQuickOpen', false);
      await reader.open(id, { toSide, preview: preview && !keep, preserveFocus: background, terms });
    },
    scope: () => {
      const papers = [...service.library.paperIds()].length;
      const days = service.library.days.length;
      if (papers === 0) return 'Search Papers';
      return `Search ${counted(papers, 'paper')} of ${counted(days, 'day')}, with your notes`;
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

/** What the library has to offer to a query's operators; the most used tags first. */
function vocabulary({ service, state }: Stores): QueryVocabulary {
  const papers = [...service.library.papers()];
  const distinct = (values: (paper: Paper) => readonly string[]): readonly string[] => [
    ...new Set(papers.flatMap(values)),
  ];
  return {
    tags: [...state.tagCounts()].sort(([, a], [, b]) => b - a).map(([tag]) => tag),
    days: service.library.days.map(({ label }) => label),
    authors: distinct(({ authors = [] }) => authors),
    categories: distinct(({ categories = [] }) => categories),
  };
}
