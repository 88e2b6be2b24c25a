import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { KeptBothEvent } from '../../core/notes/noteStore';
import { showWarning } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { DraftNoteFileSystem } from '../../services/notes/draftNoteFileSystem';
import { noteUri } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';
import { NoteTreeModel } from './noteTreeModel';
import { registerNoteLanguage } from './language/noteLanguage';
import { openNote, registerNoteCommands } from './noteCommands';
import { addParagraph } from '../../services/notes/addParagraph';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { percentDecoded } from '../../core/base/percentDecoded';
import type { PaperId } from '../../core/library/paper';
import { createAnchorer } from '../../core/highlights/anchorer';
import { linkedLines, quotedCode } from '../../core/references/codeQuote';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { rangeOf } from '../../platform/vscode/ui/documentRange';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Registers the commands on notes, drafts of notes, and what the editor of a note offers. */
export function registerNotes(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { notes, noteFiles, state, reader, reporter, ready } = services;
  const own = new DisposableStore();
  services.views.create(new NoteTreeModel(services));
  own.add(registerNoteLanguage(services));
  own.add(registerNoteCommands(services));
  own.add(
    new DraftNoteFileSystem(
      noteFiles,
      (id) => ready().then(() => state.noteSubject(id)),
      (id) => noteUri(services, id),
      notes.newBody,
    ),
  );
  own.add(
    reader.onDidRequest((request) => {
      if (request.type === 'openNote') reporter.watch(openNote(services, request.paperId));
      if (request.type === 'addToNote') reporter.watch(addParagraph(services, request));
      if (request.type === 'openFile') reporter.watch(openLinkedFile(services, request));
    }),
  );
  own.add(notes.onDidKeepBoth((event) => warnOfBoth(services, event)));
  return own;
}

/** Says that an update kept two versions of something in a note. */
function warnOfBoth(services: Services, { paperId, keptBoth }: KeptBothEvent): void {
  const [first, ...others] = keptBoth;
  if (!first) return;
  const more = others.length > 0 ? [inOtherPlaces(others.length)] : [];
  const message = [shownMessage(first.message), ...more, l10n.t('Look at the note.')].join(' ');
  const open = { [l10n.t('Open Note')]: () => openNote(services, paperId) };
  showWithActions(services.reporter, message, open, showWarning);
}

function inOtherPlaces(count: number): string {
  return count === 1
    ? l10n.t('The same was done in 1 other place of this note.')
    : l10n.t('The same was done in {0} other places of this note.', count);
}

/** Opens a file that a note links to by a path relative to it. Only files of the workspace are opened. */
async function openLinkedFile(
  services: Services,
  { paperId, path }: { readonly paperId: PaperId; readonly path: string },
): Promise<void> {
  const note = noteUri(services, services.state.noteId(paperId));
  const [file = ''] = path.split('#', 1);
  const target = vscode.Uri.joinPath(note, '..', percentDecoded(file) ?? file);
  if (!vscode.workspace.isTrusted || !vscode.workspace.getWorkspaceFolder(target))
    throw new UserFacingError(l10n.t('“{0}” is not a file of this workspace.', path));
  const range = await linkedRange(services, { paperId, path }, target);
  await vscode.commands.executeCommand('vscode.open', target, range && { selection: range });
}

/** The lines that a link names: the present place of the code that the note quotes, or else the lines by number. */
async function linkedRange(
  { state }: Services,
  { paperId, path }: { readonly paperId: PaperId; readonly path: string },
  target: vscode.Uri,
): Promise<vscode.Range | undefined> {
  const lines = linkedLines(path);
  if (!lines) return undefined;
  const document = await vscode.workspace.openTextDocument(target);
  const named = document.validateRange(new vscode.Range(lines.first - 1, 0, lines.last - 1, Infinity));
  const quote = quotedCode(state.note(paperId)?.body ?? '', path);
  if (quote === undefined) return named;
  const text = document.getText();
  const start = document.offsetAt(named.start);
  const selector = { quote, prefix: '', suffix: '', start, end: start + quote.length };
  const found = createAnchorer(undefined, text).anchor(selector);
  if (found.kind === 'orphan') return named;
  return rangeOf(document, found);
}
