import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Debounce } from '../../platform/common/debounce';

/** Calls back to update what is shown in visible editors: at the start, and once a change has settled. */
export class VisibleEditors implements Disposable {
  readonly #own = new DisposableStore();
  readonly #update: Debounce;

  /**
   * @param setting its changes call back too; without the prefix of the extension
   * @param delay after the last change, in milliseconds
   */
  constructor(setting: string, delay: number, update: () => void) {
    this.#update = this.#own.add(new Debounce(update, { delay }));
    const soon = (): void => this.updateSoon();
    this.#own.add(vscode.window.onDidChangeVisibleTextEditors(soon));
    this.#own.add(vscode.window.onDidChangeVisibleNotebookEditors(soon));
    this.#own.add(vscode.workspace.onDidChangeTextDocument(soon));
    this.#own.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`dailyPapers.${setting}`)) soon();
      }),
    );
    soon();
  }

  updateSoon(): void {
    this.#update.request();
  }

  dispose(): void {
    this.#own.dispose();
  }
}

/** The documents that are shown, all cells of notebooks among them: only some cells have an editor. */
export function visibleDocuments(): ReadonlySet<vscode.TextDocument> {
  const { visibleTextEditors, visibleNotebookEditors } = vscode.window;
  const cells = visibleNotebookEditors.flatMap(({ notebook }) => notebook.getCells());
  return new Set([...visibleTextEditors, ...cells].map(({ document }) => document));
}
