import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { frontMatterFolding } from './frontMatterFolding';
import { NoteCompletion } from './noteCompletion';
import { NoteDiagnosticsView } from './noteDiagnosticsView';
import { paperOfNote } from '../../../services/notes/noteUri';
import type { Services } from '../../../services/services';
import { NoteLinks } from './noteLinks';

/** Notes are Markdown; of other Markdown files nothing is said. */
const selector: vscode.DocumentSelector = { language: 'markdown' };

/** Completion, links, hovers, diagnostics and quick fixes in notes, from the first note that is opened. */
export function registerNoteLanguage(services: Services): Disposable {
  const own = new DisposableStore();
  const start = (): void => {
    waiting.dispose();
    own.add(registerProviders(services));
  };
  const isNote = ({ uri }: vscode.TextDocument): boolean => paperOfNote(services, uri) !== undefined;
  const waiting = own.add(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isNote(document)) start();
    }),
  );
  if (vscode.workspace.textDocuments.some(isNote)) start();
  return own;
}

function registerProviders(services: Services): vscode.Disposable {
  const completion = new NoteCompletion(services);
  const links = new NoteLinks(services);
  const diagnostics = new NoteDiagnosticsView(services);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, completion, '[', '/', '-', ' '),
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: (document, ...rest) =>
        paperOfNote(services, document.uri) === undefined
          ? []
          : frontMatterFolding.provideFoldingRanges(document, ...rest),
    }),
    vscode.languages.registerDocumentLinkProvider(selector, links),
    vscode.languages.registerHoverProvider(selector, links),
    vscode.languages.registerCodeActionsProvider(selector, diagnostics, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    diagnostics,
  );
}
