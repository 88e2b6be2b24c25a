import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
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
import type { ViewNode } from '../../services/views/treeNodes';
import type { ViewRegistry } from '../../services/views/viewRegistry';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { shownList } from '../../platform/vscode/ui/shownNumber';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { askQuery } from '../../services/views/paperScope';

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
  const listed = (nodes: readonly (ViewNode | undefined)[]): readonly ListedSearch[] => {
    const ids = nodes.flatMap((node) => (node?.kind === 'search' ? [node.id] : []));
    return searches.list().filter(({ id }) => ids.includes(id));
  };
  const clicked = async (args: readonly unknown[]): Promise<ListedSearch | undefined> =>
    listed([(await views.resolve(args)).node])[0];
  return {
    showSearch: async (given) => {
      const query = typeof given === 'string' ? given : await askQuery(l10n.t('Show Results in View'));
      if (query === undefined) return;
      await searches.show(query);
      await vscode.commands.executeCommand(focusView);
    },
    saveSearch: async (...args) => {
      const given = typeof args[0] === 'string' ? args[0] : undefined;
      const row = given === undefined ? await clicked(args) : undefined;
      // The menu of the view calls this with the focused row, which may be saved already.
      const listedQuery = row?.name === undefined ? row?.query : undefined;
      const query = given ?? listedQuery ?? (await askQuery(saveTitle()));
      const name = query === undefined ? undefined : await askName(saveTitle(), query);
      if (query === undefined || name === undefined) return;
      await step(l10n.t('Save Search “{0}”', name), () => searches.save(query, name));
      await vscode.commands.executeCommand(focusView);
    },
    renameSearch: async (...args) => {
      const { id, name, query } = chosen(await clicked(args));
      const wanted = await askName(l10n.t('Rename Search'), name ?? query);
      if (wanted !== undefined)
        await step(l10n.t('Rename Search “{0}”', wanted), () => searches.change(id, { name: wanted }));
    },
    editSearch: async (...args) => {
      const { id, name, query } = chosen(await clicked(args));
      const wanted = await askQuery(l10n.t('Edit Search'), query);
      if (wanted !== undefined)
        await step(l10n.t('Edit Search “{0}”', name ?? wanted), () => searches.change(id, { query: wanted }));
    },
    removeSearch: async (...args) => {
      const gone = listed((await views.resolve(args)).nodes);
      if (gone.length === 0) throw new UserFacingError(chooseFirst());
      const names = shownList(gone.map(({ name, query }) => l10n.t('“{0}”', name ?? query)));
      const removal = await step(l10n.t('Remove {0}', names), () =>
        searches.remove(gone.map(({ id }) => id)),
      );
      if (gone.some(({ name }) => name !== undefined))
        history.offerUndo(l10n.t('Removed {0} from the view Searches.', names), removal);
    },
  };
}

function chosen(search: ListedSearch | undefined): ListedSearch {
  if (!search) throw new UserFacingError(chooseFirst());
  return search;
}

function saveTitle(): string {
  return l10n.t('Save Search');
}

function chooseFirst(): string {
  return l10n.t('Choose a search in the view Searches first.');
}

/** Whether the view is there at all. */
function showContext(searches: SavedSearches): void {
  void contextKeys.hasSearches.set(searches.list().length > 0);
}

async function askName(title: string, value: string): Promise<string | undefined> {
  const name = await askText({
    title,
    value,
    prompt: l10n.t('A name for the search'),
    validateInput: (text) => (text.trim() === '' ? l10n.t('A search needs a name.') : undefined),
  });
  return name?.trim();
}
