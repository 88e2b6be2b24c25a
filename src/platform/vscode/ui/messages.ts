import * as vscode from 'vscode';
import type { Message } from '../../../core/base/localization';
import { shownMessage } from './shownMessage';

type Show = <T extends string>(message: Message, ...actions: T[]) => Thenable<T | undefined>;

// Every message of the extension goes through these functions, as any may contain a text from outside.
export const showInformation: Show = (message, ...actions) =>
  vscode.window.showInformationMessage(plainMessage(shownMessage(message)), ...actions);
export const showWarning: Show = (message, ...actions) =>
  vscode.window.showWarningMessage(plainMessage(shownMessage(message)), ...actions);
export const showError: Show = (message, ...actions) =>
  vscode.window.showErrorMessage(plainMessage(shownMessage(message)), ...actions);

/** Asks before something is done. Resolves to whether the person chose `action`. */
export async function askInDialog(message: string, detail: string, action: string): Promise<boolean> {
  const choice = await vscode.window.showInformationMessage(message, { modal: true, detail }, action);
  return choice === action;
}

/**
 * Escapes a text where VS Code would turn `[label](address)` into a link, even one that runs a command: in messages, in
 * progress and below an input box.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
