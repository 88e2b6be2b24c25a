import * as vscode from 'vscode';
import type { PaperId } from '../core/papers/paper';
import { ImportCommands } from '../host/library/importCommands';
import { registerReader } from '../host/reader/index';
import { paperIdOf } from '../host/reader/paperUri';
import type { Reader } from '../host/reader/reader';
import { RecentList } from '../host/search/recentList';
import { SavedSearches } from '../host/search/savedSearches';
import { registerSearch } from '../host/search/searchCommands';
import { registerTriage } from '../host/triage/triageCommands';
import { PaperViews } from '../host/views/paperViews';
import { registerExchange } from './exchange';
import { registerHighlightCommands } from './highlightCommands';
import { createHighlightActions } from './highlights';
import { registerLeftOut } from './leftOut';
import { registerNoteEditing } from './noteLanguage';
import { registerNotes } from './notes';
import { PaperCommands } from './paperCommands';
import { createReaderModel } from './readerModel';
import { Recommendations } from './recommendations';
import { registerRules } from './ruleCommands';
import { createSearchDeps } from './searchDeps';
import { registerRecommendations, registerSearchViews } from './searchViews';
import { registerSources } from './sources';
import type { Stores } from './stores';
import { createViewModel } from './viewModel';

/** Registers every feature over the stores. */
export function registerFeatures(context: vscode.ExtensionContext, stores: Stores): void {
  const { reporter, service, triage } = stores;
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const searches = own(new SavedSearches(context.globalState));
  const recommendations = own(new Recommendations(stores, context.globalState));
  const imports = own(new ImportCommands(service, reporter));
  const views: PaperViews = own(
    new PaperViews({
      model: createViewModel(stores, recommendations),
      searches: () => searches.list(),
      state: context.workspaceState,
      activePaper: () => reader.activePaper,
      paperOf: paperIdOf,
      importFiles: (files) => imports.import(files),
    }),
  );

  own(registerSources(context, stores, views));
  for (const register of [registerExchange, registerRules, registerLeftOut]) own(register(stores, views));
  own(registerSearchViews(stores, views, searches));
  own(registerRecommendations(stores, views, recommendations));
  for (const { onDidChange } of [searches, recommendations]) own(onDidChange(() => views.refreshSearches()));
  own(registerNoteEditing(stores));
  const noteCommands = own(registerNotes(stores, views, (ids) => keepOpen(reader, ids)));

  const highlights = createHighlightActions(stores);
  const { reader } = own(
    registerReader({
      extensionUri: context.extensionUri,
      model: createReaderModel(stores),
      actions: {
        highlights,
        setTriage: async (id, wanted) => {
          await triage.set([id], wanted);
        },
        editTags: (id) => noteCommands.editTags([id]),
        openNote: (id) => noteCommands.openNote(id),
        revealTag: (tag) => views.revealTag(tag),
      },
      log: stores.log,
    }),
  );

  own(registerHighlightCommands(stores, views, reader, highlights, context.workspaceState));

  const recent = {
    papers: new RecentList(context.workspaceState, 'recentPapers', 20),
    queries: new RecentList(context.workspaceState, 'recentQueries', 10),
  };
  const commands = own(new PaperCommands(stores, views, reader));
  own(
    registerTriage({
      store: triage,
      reporter,
      target: commands.triageTarget,
      unreadOfDay: commands.unreadOfDay,
    }),
  );
  own(registerSearch(createSearchDeps(stores, recent, reader), reporter));
  own(commands.followReader(recent.papers));
}

/** A person who works on a paper wants its tab to stay. */
function keepOpen(reader: Reader, ids: readonly PaperId[]): void {
  if (reader.activePaper !== undefined && ids.includes(reader.activePaper)) {
    void vscode.commands.executeCommand('workbench.action.keepEditor');
  }
}
