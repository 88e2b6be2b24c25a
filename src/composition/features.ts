import * as vscode from 'vscode';
import type { PaperId } from '../core/papers/paper';
import { DraftNotes } from '../host/annotations/draftNotes';
import { NoteCommands } from '../host/annotations/noteCommands';
import { registerTagCommands } from '../host/annotations/tagCommands';
import { ImportCommands } from '../host/library/importCommands';
import { registerReader } from '../host/reader/index';
import { paperIdOf } from '../host/reader/paperUri';
import type { Reader } from '../host/reader/reader';
import { RecentPapers } from '../host/search/recentPapers';
import { registerSearch } from '../host/search/searchCommands';
import { registerTriage } from '../host/triage/triageCommands';
import { PaperViews } from '../host/views/paperViews';
import { papersFolder } from './folders';
import { PaperCommands } from './paperCommands';
import { createReaderModel } from './readerModel';
import { createSearchDeps } from './searchDeps';
import type { Stores } from './stores';
import { createViewModel } from './viewModel';

/** Registers every feature over the stores. */
export function registerFeatures(context: vscode.ExtensionContext, stores: Stores): void {
  const { reporter, service, notes, state, triage } = stores;
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const imports = own(new ImportCommands(service, reporter));
  const views: PaperViews = own(
    new PaperViews({
      model: createViewModel(stores),
      state: context.workspaceState,
      activePaper: () => reader.activePaper,
      paperOf: paperIdOf,
      importFiles: (files) => imports.import(files),
    }),
  );

  const subject = (id: PaperId) => {
    const paper = state.paper(id);
    return paper && { id: state.noteId(id), title: paper.title, abstract: paper.abstract };
  };
  const noteUri = (id: PaperId): vscode.Uri =>
    vscode.Uri.joinPath(stores.notesFolder, notes.fileName(id) ?? '');
  own(new DraftNotes(stores.noteFiles, subject, noteUri));
  const noteCommands = own(
    new NoteCommands({
      notes,
      reporter,
      papers: async (args) => (await views.resolve(args)).papers,
      subject,
      note: (id) => state.note(id),
      tagCounts: () => state.tagCounts(),
      folder: () => stores.notesFolder,
      isWorkspaceFolder: () => papersFolder() !== undefined,
      keepOpen: (ids) => keepOpen(reader, ids),
    }),
  );
  own(
    registerTagCommands({
      notes,
      reporter,
      tag: async (args) =>
        (await views.resolve(args)).nodes.flatMap((node) => (node.kind === 'tag' ? [node.tag] : []))[0],
      tagCounts: () => state.tagCounts(),
      noteUri,
    }),
  );

  const { reader } = own(
    registerReader({
      extensionUri: context.extensionUri,
      model: createReaderModel(stores),
      actions: {
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

  const recent = new RecentPapers(context.workspaceState);
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
  own(reader.onDidChangeActivePaper((id) => commands.follow(id, recent)));
}

/** A person who works on a paper wants its tab to stay. */
function keepOpen(reader: Reader, ids: readonly PaperId[]): void {
  if (reader.activePaper !== undefined && ids.includes(reader.activePaper)) {
    void vscode.commands.executeCommand('workbench.action.keepEditor');
  }
}
