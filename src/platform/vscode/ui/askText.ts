import * as vscode from 'vscode';
import { plainMessage } from './messages';

/** Asks for a line of text. What is said of it stays as it is written. */
export async function askText(options: vscode.InputBoxOptions): Promise<string | undefined> {
  return vscode.window.showInputBox({
    ...options,
    validateInput: async (value) => {
      const said = await options.validateInput?.(value);
      if (typeof said === 'string') return plainMessage(said);
      return said && { ...said, message: plainMessage(said.message) };
    },
  });
}
