import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { type TriageState, triageStates } from '../../core/triage/triageState';
import type { Services } from '../../services/services';
import type { DocumentReferences } from './documentReferences';
import { rangeOf } from '../../platform/vscode/ui/documentRange';
import { VisibleEditors } from './visibleEditors';

/** After the last change, in milliseconds. */
const settleFor = 200;
const setting = 'references.gutter';

/** Marks lines that name a paper with its triage state, beside their numbers, if the setting says so. */
export class GutterMarks implements Disposable {
  readonly #own = new DisposableStore();
  readonly #types: Readonly<Record<TriageState, vscode.TextEditorDecorationType>>;
  readonly #editors: VisibleEditors;

  constructor(
    media: vscode.Uri,
    private readonly services: Services,
    private readonly documents: DocumentReferences,
  ) {
    const types = triageStates.map((state) => [
      state,
      this.#own.add(
        vscode.window.createTextEditorDecorationType({
          gutterIconPath: vscode.Uri.joinPath(media, 'gutter', `${state}.svg`),
          gutterIconSize: 'contain',
        }),
      ),
    ]);
    this.#types = Object.fromEntries(types) as Record<TriageState, vscode.TextEditorDecorationType>;
    this.#editors = this.#own.add(new VisibleEditors(setting, settleFor, () => this.#drawAll()));
    this.#own.add(services.state.onDidChange(() => this.drawSoon()));
  }

  drawSoon(): void {
    this.#editors.updateSoon();
  }

  dispose(): void {
    this.#own.dispose();
  }

  #drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.services.reporter.watch(this.#draw(editor));
  }

  async #draw(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const isOn = vscode.workspace.getConfiguration('dailyPapers', document).get<boolean>(setting, false);
    const found = isOn ? await this.documents.of(document) : [];
    for (const state of triageStates) {
      const marked = found.flatMap((reference) => {
        const { paperId } = reference;
        if (paperId === undefined || this.services.state.triage(paperId) !== state) return [];
        return [rangeOf(document, reference)];
      });
      editor.setDecorations(this.#types[state], marked);
    }
  }
}
