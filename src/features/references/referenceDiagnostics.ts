import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { arxivAddress } from '../../core/library/arxivAddress';
import type { Paper } from '../../core/library/paper';
import { type ReferenceProblem, referenceProblem } from '../../core/references/referenceProblem';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import type { DocumentReferences } from './documentReferences';
import { rangeOf } from '../../platform/vscode/ui/documentRange';
import { l10n } from '../../platform/vscode/ui/l10n';
import { visibleDocuments, VisibleEditors } from './visibleEditors';

/** The delay of a report after the last change, in milliseconds. */
const settleFor = 400;
const setting = 'references.diagnostics';

/** Reports references to papers that were withdrawn or have a newer version, in visible editors and notebooks, if the setting says so. */
export class ReferenceDiagnostics implements Disposable {
  readonly #own = new DisposableStore();
  readonly #collection = this.#own.add(vscode.languages.createDiagnosticCollection('dailyPapers.references'));
  readonly #editors: VisibleEditors;

  constructor(
    private readonly services: Services,
    private readonly documents: DocumentReferences,
  ) {
    this.#own.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)));
    this.#editors = this.#own.add(new VisibleEditors(setting, settleFor, () => this.#reportAll()));
  }

  reportSoon(): void {
    this.#editors.updateSoon();
  }

  dispose(): void {
    this.#own.dispose();
  }

  #reportAll(): void {
    for (const document of visibleDocuments()) this.services.reporter.watch(this.#report(document));
  }

  async #report(document: vscode.TextDocument): Promise<void> {
    const isOn = vscode.workspace.getConfiguration('dailyPapers', document).get<boolean>(setting, false);
    if (!isOn) {
      this.#collection.delete(document.uri);
      return;
    }
    const { version } = document;
    const found = await this.documents.of(document);
    if (document.isClosed || document.version !== version) return;
    const text = document.getText();
    const diagnostics = found.flatMap((reference) => {
      const paper =
        reference.paperId === undefined ? undefined : this.services.state.paper(reference.paperId);
      const problem = paper && referenceProblem(text.slice(reference.start, reference.end), paper);
      return problem ? [diagnosticOf(rangeOf(document, reference), paper, problem)] : [];
    });
    this.#collection.set(document.uri, diagnostics);
  }
}

function diagnosticOf(range: vscode.Range, paper: Paper, problem: ReferenceProblem): vscode.Diagnostic {
  const isWithdrawn = problem.kind === 'withdrawn';
  const title = plainTitle(paper);
  const diagnostic = new vscode.Diagnostic(
    range,
    isWithdrawn
      ? l10n.t('“{0}” was withdrawn.', title)
      : l10n.t(
          '“{0}” has a newer version than v{1}: v{2}.',
          title,
          String(problem.named),
          String(problem.latest),
        ),
    isWithdrawn ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = l10n.t('Daily Papers');
  if (paper.arxivId !== undefined)
    diagnostic.code = {
      value: isWithdrawn ? l10n.t('withdrawn') : l10n.t('newer version'),
      target: vscode.Uri.parse(arxivAddress(paper.arxivId)),
    };
  return diagnostic;
}
