import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { pageActions } from '../../protocol/messages';
import { showInformation } from '../../platform/vscode/ui/messages';
import { citation, paperAddress, paperMarkdown, plainText } from '../../services/reader/copyText';
import type { Reader } from '../../services/reader/reader';
import type { ReaderModel, ReaderView } from '../../services/reader/readerView';

/** Undefined where the paper has nothing of the kind. */
type Copy = (view: ReaderView) => string | undefined;

const copies: Readonly<Record<string, Copy>> = {
  copyTitle: (view) => plainText(view.titleTokens),
  copyAbstract: (view) => plainText(view.abstractTokens),
  copyMarkdown: paperMarkdown,
  copyLink: (view) => paperAddress(view.paper),
  copyCitation: citation,
};

/** Commands on the reader in front. Without one they do nothing. */
export function registerReaderCommands(reader: Reader, model: Pick<ReaderModel, 'view'>): Disposable {
  const owned = new DisposableStore();
  const register = (name: string, run: () => unknown) =>
    owned.add(vscode.commands.registerCommand(`dailyPapers.reader.${name}`, run));
  for (const action of pageActions) register(action, () => reader.activePanel?.perform(action));
  for (const [name, textOf] of Object.entries(copies)) register(name, () => copy(reader, model, textOf));
  return owned;
}

async function copy(reader: Reader, model: Pick<ReaderModel, 'view'>, textOf: Copy): Promise<void> {
  const view = reader.activePaper === undefined ? undefined : await model.view(reader.activePaper);
  const text = view && textOf(view);
  if (text) {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage('Copied', 2000);
  } else if (view) {
    void showInformation('Nothing to copy: this paper comes without it.');
  }
}
