import * as vscode from 'vscode';
import { notePaper } from '../../core/notes/noteName';
import type { PaperId } from '../../core/library/paper';
import { DraftNoteFileSystem } from '../../services/notes/draftNoteFileSystem';
import { registerNoteLanguage } from './language/noteLanguage';
import { registerMergeNote } from './mergeNoteCommand';
import { paperUri } from '../../services/library/paperUri';
import { nameIn } from '../../services/notes/noteFiles';
import { plainAbstract, plainTitle } from '../../services/search/plainText';
import type { Stores } from '../../services/services';

/** Registers what the editor of a note offers. */
export function registerNoteEditing(stores: Stores): vscode.Disposable {
  const { state, service, reporter, codec } = stores;
  const paperOf = (uri: vscode.Uri): PaperId | undefined => {
    const name = nameIn(stores.notesFolder, uri);
    return name === undefined ? DraftNoteFileSystem.paperOf(uri) : notePaper(name);
  };
  return vscode.Disposable.from(
    registerMergeNote({ codec, reporter, paperOf }),
    registerNoteLanguage({
      codec,
      paperOf,
      paper: (id) => {
        const paper = state.paper(id);
        return paper && { title: plainTitle(paper), abstract: plainAbstract(paper) };
      },
      papers: function* () {
        for (const paper of service.library.papers()) yield { id: paper.id, title: plainTitle(paper) };
      },
      tagCounts: () => state.tagCounts(),
      readerUri: (id) => {
        const paper = state.paper(id);
        return paper && paperUri(paper.id, plainTitle(paper));
      },
    }),
  );
}
