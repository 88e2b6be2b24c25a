import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable';
import { parseQuery } from '../core/search/query/parseQuery';
import type { ListedSearch, SavedSearches } from '../host/search/savedSearches';
import { PlainError, registerCommands } from '../host/ui/commands';
import type { SearchNode } from '../host/views/node';
import type { PaperViews } from '../host/views/paperViews';
import type { Recommendations } from './recommendations';
import type { Stores } from './stores';

/** Registers what is done in the view Searches. */
export function registerSearchViews(
  { reporter }: Stores,
  views: PaperViews,
  searches: SavedSearches,
): Disposable {
  const rows = async (args: readonly unknown[]): Promise<readonly ListedSearch[]> => {
    const { nodes } = await views.resolve(args);
    const ids = nodes.filter((node): node is SearchNode => node.kind === 'search').map(({ id }) => id);
    return searches.list().filter(({ id }) => ids.includes(id));
  };
  const row = async (args: readonly unknown[]): Promise<ListedSearch> => {
    const [search] = await rows(args);
    if (!search) throw new PlainError('Choose a search in the view Searches first.');
    return search;
  };
  const showContext = (): void => {
    void vscode.commands.executeCommand('setContext', 'dailyPapers.hasSearches', searches.list().length > 0);
  };
  showContext();
  const commands = registerCommands(
    {
      showSearch: async (given) => {
        const query = typeof given === 'string' ? given : await askQuery('Show Results in View', '');
        if (query === undefined) return;
        await searches.show(query);
        await vscode.commands.executeCommand('dailyPapers.searches.focus');
      },
      saveSearch: async (...args) => {
        const [listed] = await rows(args);
        const query = listed?.query ?? (await askQuery('Save Search', ''));
        const name = query === undefined ? undefined : await askName(listed?.name ?? query);
        if (query !== undefined && name !== undefined) await searches.save(query, name);
      },
      renameSearch: async (...args) => {
        const { id, name, query } = await row(args);
        const wanted = await askName(name ?? query);
        if (wanted !== undefined) await searches.change(id, { name: wanted });
      },
      editSearch: async (...args) => {
        const { id, query } = await row(args);
        const wanted = await askQuery('Edit Search', query);
        if (wanted !== undefined) await searches.change(id, { query: wanted });
      },
      removeSearch: async (...args) => {
        const gone = await rows(args);
        if (gone.length === 0) throw new PlainError('Choose a search in the view Searches first.');
        const undo = await searches.remove(gone.map(({ id }) => id));
        if (gone.some(({ name }) => name !== undefined)) {
          const names = gone.map(({ name, query }) => `“${name ?? query}”`).join(', ');
          await offerUndo(`Removed ${names} from the view Searches.`, undo);
        }
      },
    },
    reporter,
  );
  return vscode.Disposable.from(commands, searches.onDidChange(showContext));
}

/** Registers what is done to recommendations. */
export function registerRecommendations(
  { reporter }: Stores,
  views: PaperViews,
  recommendations: Recommendations,
): Disposable {
  return registerCommands(
    {
      resetRecommendations: async () => {
        const undo = await recommendations.reset();
        await offerUndo('Recommendations start anew with what you mark from now on.', undo);
      },
      sortByRecommendation: () => views.setSort('recommended'),
      sortByDigest: () => views.setSort('digest'),
    },
    reporter,
  );
}

async function offerUndo(message: string, undo: () => Promise<void>): Promise<void> {
  if ((await vscode.window.showInformationMessage(message, 'Undo')) !== undefined) await undo();
}

async function askQuery(title: string, value: string): Promise<string | undefined> {
  const query = await vscode.window.showInputBox({
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

async function askName(value: string): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: 'Save Search',
    value,
    prompt: 'A name for the search',
    validateInput: (text) => (text.trim() === '' ? 'A search needs a name.' : undefined),
  });
  return name?.trim();
}
