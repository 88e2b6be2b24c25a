import * as vscode from 'vscode';
import type { PaperId } from '../core/library/paper';
import { ImportCommands } from './import/importCommands';
import { registerReader } from './reader/index';
import { paperIdOf } from '../services/library/paperUri';
import type { Reader } from '../services/reader/reader';
import { RecentList } from './search/recentList';
import { SavedSearches } from './searches/savedSearches';
import { registerSearch } from './search/searchCommands';
import { registerTriage } from './triage/triageCommands';
import { PaperViews } from '../services/views/paperViews';
import { registerExchange } from './exchange/index';
import { registerHighlightCommands } from './highlights/index';
import { createHighlightActions } from '../services/highlights/highlightEditor';
import { registerLeftOut } from './leftOut/index';
import { registerNoteEditing } from './notes/noteLanguage';
import { registerNotes } from './notes/index';
import { PaperCommands } from './triage/paperCommands';
import { createReaderModel } from '../services/reader/readerModel';
import { Recommendations } from '../services/recommendations/recommendations';
import { registerRules } from './rules/index';
import { createSearchDeps } from './search/searchDeps';
import { registerRecommendations, registerSearchViews } from './searches/index';
import { registerDetails } from './details/index';
import { registerFetch } from './fetch/index';
import { registerSubscription } from './subscription/index';
import { registerVersions } from './versions/index';
import type { Stores } from '../services/services';
import { createViewModel } from '../services/views/viewModel';

/** Features of one shape of registration. */
const ofSources = [registerVersions, registerFetch, registerDetails, registerSubscription];

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

  for (const register of ofSources) own(register(context, { ...stores, views }));
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
