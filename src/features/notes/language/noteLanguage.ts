import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { NoteCompletion } from './noteCompletion';
import { NoteDiagnosticsView } from './noteDiagnosticsView';
import type { NoteLanguageDeps } from './noteLanguageDeps';
import { NoteLinks } from './noteLinks';

/** Notes are Markdown; of other Markdown files nothing is said. */
const selector: vscode.DocumentSelector = { language: 'markdown' };

/** Completion, links, hovers, diagnostics and quick fixes in notes, from the first note that is opened. */
export function registerNoteLanguage(deps: NoteLanguageDeps): Disposable {
  const own = new DisposableStore();
  const start = (): void => {
    waiting.dispose();
    own.add(registerProviders(deps));
  };
  const isNote = ({ uri }: vscode.TextDocument): boolean => deps.paperOf(uri) !== undefined;
  const waiting = own.add(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isNote(document)) start();
    }),
  );
  if (vscode.workspace.textDocuments.some(isNote)) start();
  return own;
}

function registerProviders(deps: NoteLanguageDeps): vscode.Disposable {
  const completion = new NoteCompletion(deps);
  const links = new NoteLinks(deps);
  const diagnostics = new NoteDiagnosticsView(deps);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, completion, '[', '/', '-', ' '),
    vscode.languages.registerDocumentLinkProvider(selector, links),
    vscode.languages.registerHoverProvider(selector, links),
    vscode.languages.registerCodeActionsProvider(selector, diagnostics, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    diagnostics,
  );
}
