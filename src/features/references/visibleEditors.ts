import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { type Timer, unref } from '../../platform/common/timers';

/** Calls back to update what is shown in visible editors: at the start, and once a change has settled. */
export class VisibleEditors implements Disposable {
  readonly #own = new DisposableStore();
  #timer: Timer | undefined;

  /**
   * @param setting its changes call back too; without the prefix of the extension
   * @param delay after the last change, in milliseconds
   */
  constructor(
    setting: string,
    private readonly delay: number,
    private readonly update: () => void,
  ) {
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
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.update, this.delay);
    unref(this.#timer);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#own.dispose();
  }
}

/** The documents that are shown, all cells of notebooks among them: only some cells have an editor. */
export function visibleDocuments(): ReadonlySet<vscode.TextDocument> {
  const { visibleTextEditors, visibleNotebookEditors } = vscode.window;
  const cells = visibleNotebookEditors.flatMap(({ notebook }) => notebook.getCells());
  return new Set([...visibleTextEditors, ...cells].map(({ document }) => document));
}
