import * as vscode from 'vscode';
import { notePaper } from '../core/annotations/noteName';
import type { PaperId } from '../core/papers/paper';
import { DraftNoteFileSystem } from '../host/annotations/draftNotes';
import { registerNoteLanguage } from '../host/annotations/language/noteLanguage';
import { registerMergeNote } from '../host/annotations/mergeNoteCommand';
import { paperUri } from '../host/reader/paperUri';
import { nameIn } from '../host/storage/noteFiles';
import { plainAbstract, plainTitle } from './plainText';
import type { Stores } from './stores';

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
