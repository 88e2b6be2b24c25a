import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { parseQuery } from '../../core/search/query/parseQuery';
import type { ListedSearch, SavedSearches } from '../../services/searches/savedSearches';
import { SearchTreeModel } from './searchTreeModel';
import { askText } from '../../platform/vscode/ui/askText';
import {
  type CommandHandler,
  type CommandMap,
  UserFacingError,
  registerCommands,
} from '../../platform/vscode/ui/commands';
import type { HistoryStep, StepChange } from '../../core/history/historyStep';
import type { UndoHistory } from '../../services/history/undoHistory';
import type { SearchNode } from '../../services/views/treeNodes';
import type { ViewRegistry } from '../../services/views/viewRegistry';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { Services } from '../../services/services';

const focusView = 'dailyPapers.searches.focus';

/** Registers the view Searches and its commands. */
export function registerSearches(
  _context: vscode.ExtensionContext,
  { searches, search, state, views, history, reporter }: Services,
): Disposable {
  const tree = views.create(new SearchTreeModel(searches, state, search, views.onDidChange));
  showContext(searches);
  return vscode.Disposable.from(
    registerCommands(searchCommands(searches, views, history), reporter),
    searches.onDidChange(() => {
      showContext(searches);
      tree.refresh();
    }),
  );
}

function searchCommands(
  searches: SavedSearches,
  views: ViewRegistry,
  history: UndoHistory,
): CommandMap<CommandHandler> {
  const step = async (label: string, change: () => Promise<StepChange>): Promise<HistoryStep | undefined> =>
    (await history.record(label, async (record) => record(await change()))).step;
  const rows = async (args: readonly unknown[]): Promise<readonly ListedSearch[]> => {
    const { nodes } = await views.resolve(args);
    const ids = nodes.filter((node): node is SearchNode => node.kind === 'search').map(({ id }) => id);
    return searches.list().filter(({ id }) => ids.includes(id));
  };
  const row = async (args: readonly unknown[]): Promise<ListedSearch> => {
    const [search] = await rows(args);
    if (!search) throw new UserFacingError('Choose a search in the view Searches first.');
    return search;
  };
  return {
    showSearch: async (given) => {
      const query = typeof given === 'string' ? given : await askQuery('Show Results in View', '');
      if (query === undefined) return;
      await searches.show(query);
      await vscode.commands.executeCommand(focusView);
    },
    saveSearch: async (...args) => {
      const given = typeof args[0] === 'string' ? args[0] : undefined;
      const [listed] = given === undefined ? await rows(args) : [];
      const query = given ?? listed?.query ?? (await askQuery('Save Search', ''));
      const name = query === undefined ? undefined : await askName('Save Search', listed?.name ?? query);
      if (query === undefined || name === undefined) return;
      await step(`Save Search “${name}”`, () => searches.save(query, name));
      await vscode.commands.executeCommand(focusView);
    },
    renameSearch: async (...args) => {
      const { id, name, query } = await row(args);
      const wanted = await askName('Rename Search', name ?? query);
      if (wanted !== undefined)
        await step(`Rename Search “${wanted}”`, () => searches.change(id, { name: wanted }));
    },
    editSearch: async (...args) => {
      const { id, name, query } = await row(args);
      const wanted = await askQuery('Edit Search', query);
      if (wanted !== undefined)
        await step(`Edit Search “${name ?? wanted}”`, () => searches.change(id, { query: wanted }));
    },
    removeSearch: async (...args) => {
      const gone = await rows(args);
      if (gone.length === 0) throw new UserFacingError('Choose a search in the view Searches first.');
      const names = gone.map(({ name, query }) => `“${name ?? query}”`).join(', ');
      const removal = await step(`Remove ${names}`, () => searches.remove(gone.map(({ id }) => id)));
      if (gone.some(({ name }) => name !== undefined))
        history.offerUndo(`Removed ${names} from the view Searches.`, removal);
    },
  };
}

/** Whether the view is there at all. */
function showContext(searches: SavedSearches): void {
  void contextKeys.hasSearches.set(searches.list().length > 0);
}

async function askQuery(title: string, value: string): Promise<string | undefined> {
  const query = await askText({
    title,
    value,
    prompt: 'Words and filters, as in Papers: Search',
    validateInput: (text) => {
      if (text.trim() === '') return 'Type what to search for.';
      return parseQuery(text).problems.find(({ severity }) => severity === 'error')?.message;
    },
  });
  return query?.trim();
}

async function askName(title: string, value: string): Promise<string | undefined> {
  const name = await askText({
    title,
    value,
    prompt: 'A name for the search',
    validateInput: (text) => (text.trim() === '' ? 'A search needs a name.' : undefined),
  });
  return name?.trim();
}
