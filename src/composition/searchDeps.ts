import * as vscode from 'vscode';
import type { Reader } from '../host/reader/reader';
import type { RecentPapers } from '../host/search/recentPapers';
import type { SearchPickDeps } from '../host/search/searchPick';
import { searchDocument } from './searchCorpus';
import type { Stores } from './stores';

const mostNewest = 20;

/** What the quick pick of Papers: Search shows and does. */
export function createSearchDeps(stores: Stores, recent: RecentPapers, reader: Reader): SearchPickDeps {
  const { service, state, search, reporter } = stores;
  return {
    search: (query, limit) => search.search(query, limit),
    facts: (id) => {
      const paper = state.paper(id);
      if (!paper) return undefined;
      const document = searchDocument(paper, state.note(id));
      return { document, days: service.library.daysOf(id), state: state.triage(id) };
    },
    suggestions: async () => {
      await stores.ready();
      const opened = recent.list();
      if (opened.length > 0) return [{ heading: 'recently opened', ids: opened }];
      const unread = (service.library.days[0]?.paperIds ?? []).filter((id) => state.triage(id) === 'unread');
      return [{ heading: 'newest', ids: unread.slice(0, mostNewest) }];
    },
    open: async (id, { toSide, keep, background, terms }) => {
      const preview = vscode.workspace
        .getConfiguration('workbench.editor')
        .get('enablePreviewFromQuickOpen', false);
      await reader.open(id, { toSide, preview: preview && !keep, preserveFocus: background, terms });
    },
    report: (error) => reporter.report(error),
  };
}
