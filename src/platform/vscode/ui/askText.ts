import * as vscode from 'vscode';
import { plainMessage } from './messages';

/** Asks for a line of text. Validation messages are shown as plain text, without links. */
export async function askText(options: vscode.InputBoxOptions): Promise<string | undefined> {
  return vscode.window.showInputBox({
    ...options,
    validateInput: async (value) => {
      const message = await options.validateInput?.(value);
      if (typeof message === 'string') return plainMessage(message);
      return message && { ...message, message: plainMessage(message.message) };
    },
  });
}
