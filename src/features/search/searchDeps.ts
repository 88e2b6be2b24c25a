import * as vscode from 'vscode';
import type { Note } from '../../core/notes/note';
import { pluralize } from '../../core/text/pluralize';
import type { Paper } from '../../core/library/paper';
import { readablePart, renderTexts } from '../../core/search/paperTexts';
import type { QueryVocabulary } from '../../core/search/query/completeQuery';
import type { RecentList } from './recentList';
import type { SearchPickDeps } from './searchPick';
import type { SearchFacts } from './searchRows';
import { noteParts, paperTexts } from '../../services/search/searchCorpus';
import type { Services } from '../../services/services';

const mostNewest = 20;

/** What the quick pick of Papers: Search shows and does. */
export function createSearchDeps(
  services: Services,
  recent: { readonly papers: RecentList; readonly queries: RecentList },
): SearchPickDeps {
  const { service, state, search, reader, reporter } = services;
  const rendered = new RenderedPapers();
  return {
    search: (query, limit) => search.searchEarly(query, limit),
    onDidComplete: search.onDidComplete,
    facts: (id) => {
      const paper = state.paper(id);
      if (!paper) return undefined;
      const note = state.note(id);
      return {
        ...rendered.of(paper, note),
        days: service.library.daysOf(id),
        state: state.triage(id),
        ruled: state.ruled(id),
      };
    },
    vocabulary: () => vocabulary(services),
    recentQueries: () => recent.queries.list(),
    rememberQuery: (query) => recent.queries.add(query),
    suggestions: async () => {
      await services.ready();
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
      return `Search ${pluralize(papers, 'paper')} of ${pluralize(days, 'day')}, with your notes`;
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

/** What the library has to offer to a query's operators; each list is made when it is needed, and not before. */
function vocabulary({ service, state }: Services): QueryVocabulary {
  const distinct = (values: (paper: Paper) => readonly string[]): readonly string[] => {
    const found = new Set<string>();
    for (const paper of service.library.papers()) for (const value of values(paper)) found.add(value);
    return [...found];
  };
  return {
    /** The most used first. */
    get tags() {
      return [...state.tagCounts()].sort(([, a], [, b]) => b - a).map(([tag]) => tag);
    },
    get days() {
      return service.library.days.map(({ label }) => label);
    },
    get authors() {
      return distinct(({ authors = [] }) => authors);
    },
    get categories() {
      return distinct(({ categories = [] }) => categories);
    },
  };
}

type RenderedPaper = Pick<SearchFacts, 'document' | 'noteParts'>;

/** So many papers' texts are kept for the next letter, which mostly finds the same ones: half a megabyte. */
const mostRendered = 300;

/** The texts of the papers that were shown last, as people read them: to render an abstract takes half a millisecond. */
class RenderedPapers {
  readonly #kept = new Map<Paper, { readonly note: Note | undefined; readonly rendered: RenderedPaper }>();

  of(paper: Paper, note: Note | undefined): RenderedPaper {
    const kept = this.#kept.get(paper);
    const rendered = kept && kept.note === note ? kept.rendered : render(paper, note);
    this.#kept.delete(paper);
    this.#kept.set(paper, { note, rendered });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostRendered && oldest) this.#kept.delete(oldest);
    return rendered;
  }
}

function render(paper: Paper, note: Note | undefined): RenderedPaper {
  return {
    document: renderTexts(paperTexts(paper, note)),
    noteParts: note ? noteParts(note).map((part) => ({ ...part, text: readablePart(part) })) : [],
  };
}
