import * as vscode from 'vscode';
import type { NoteDiagnostic } from '../../../core/notes/language/noteDiagnostics';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { commandId } from '../../../platform/vscode/ui/commands';
import { paperOfNote } from '../../../services/notes/noteUri';
import { SettledDocuments } from '../../../platform/vscode/ui/settledDocuments';
import type { Services } from '../../../services/services';
import { shownMessage } from '../../../platform/vscode/ui/shownMessage';
import { rangeOf, textEdits } from '../../../platform/vscode/ui/documentRange';
import { l10n } from '../../../platform/vscode/ui/l10n';

/** After the last keystroke, in milliseconds. */
const settleFor = 200;

/** Says in open notes what is wrong with them, and mends what can be mended. */
export class NoteDiagnosticsView implements vscode.CodeActionProvider, Disposable {
  readonly #own = new DisposableStore();
  readonly #shown = this.#own.add(vscode.languages.createDiagnosticCollection('dailyPapers'));
  /** Notes that an editor shows, or has shown. */
  readonly #checked = new WeakSet<vscode.TextDocument>();
  readonly #settled = this.#own.add(
    new SettledDocuments(settleFor, (document) => void this.#check(document)),
  );

  constructor(private readonly services: Services) {
    const { workspace } = vscode;
    // A document is also opened to be changed by a command, a thousand at once: only what is shown is checked.
    this.#own.add(vscode.window.onDidChangeVisibleTextEditors(() => this.#checkShown()));
    this.#own.add(workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document)));
    this.#own.add(workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)));
    this.#checkShown();
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const found = (await this.#find(document)).filter((one) => rangeOf(document, one).intersection(range));
    return found.flatMap((one) => [...mergeAction(document, one), ...fixActions(document, one)]);
  }

  dispose(): void {
    this.#own.dispose();
  }

  #checkShown(): void {
    for (const { document } of vscode.window.visibleTextEditors)
      if (!this.#checked.has(document)) void this.#check(document);
  }

  #checkSoon(document: vscode.TextDocument): void {
    if (this.#checked.has(document)) this.#settled.changed(document);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    if (paperOfNote(this.services, document.uri) === undefined) return;
    this.#checked.add(document);
    const { version } = document;
    const found = await this.#find(document);
    // A later check looks at what was typed meanwhile.
    if (document.isClosed || document.version !== version) return;
    this.#shown.set(
      document.uri,
      found.map((one) => diagnosticOf(document, one)),
    );
  }

  async #find(document: vscode.TextDocument): Promise<readonly NoteDiagnostic[]> {
    const paperId = paperOfNote(this.services, document.uri);
    return paperId === undefined ? [] : this.services.codec.noteDiagnostics(document.getText(), paperId);
  }

  #forget(uri: vscode.Uri): void {
    this.#settled.forget(uri);
    this.#shown.delete(uri);
  }
}

function diagnosticOf(document: vscode.TextDocument, one: NoteDiagnostic): vscode.Diagnostic {
  const severity =
    one.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, one), shownMessage(one.message), severity);
  diagnostic.source = l10n.t('Daily Papers');
  diagnostic.code = one.kind;
  return diagnostic;
}

function fixActions(document: vscode.TextDocument, one: NoteDiagnostic): readonly vscode.CodeAction[] {
  return one.fixes.map(({ title, edits }) => {
    const action = new vscode.CodeAction(shownMessage(title), vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnosticOf(document, one)];
    action.isPreferred = one.fixes.length === 1;
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, textEdits(document, edits));
    return action;
  });
}

function mergeAction(document: vscode.TextDocument, one: NoteDiagnostic): readonly vscode.CodeAction[] {
  if (one.kind !== 'conflict-markers') return [];
  const action = new vscode.CodeAction(
    l10n.t('Merge both sides of the note'),
    vscode.CodeActionKind.QuickFix,
  );
  action.diagnostics = [diagnosticOf(document, one)];
  action.isPreferred = true;
  action.command = {
    command: commandId('mergeConflictingNote'),
    title: l10n.t('Merge Conflicting Note'),
    arguments: [document.uri],
  };
  return [action];
}
