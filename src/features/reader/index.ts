import * as vscode from 'vscode';
import { readerViewType } from '../../services/reader/reader';
import type { Services } from '../../services/services';
import { registerPaperFileSystem } from './paperFileSystem';
import { registerReaderCommands } from './readerCommands';

/** Registers the reader as the editor of `paper:` resources, their text, and the commands that open and step papers. */
export function registerReader(_context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerPaperFileSystem(services.readerModel),
    vscode.window.registerCustomEditorProvider(readerViewType, services.reader, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: true },
    }),
    registerReaderCommands(services),
  );
}
