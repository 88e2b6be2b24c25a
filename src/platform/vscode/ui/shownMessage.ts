import * as vscode from 'vscode';
import { type Localization, type Message, localized } from '../../../core/base/localization';
import { shownNumber } from './shownNumber';

/** Translates into the language of VS Code, and writes numbers as that language does. */
export const hostLocalization: Localization = {
  t: (message, ...args) => {
    const values = args.map((value) => (typeof value === 'number' ? shownNumber(value) : value));
    return vscode.l10n.t(message, ...values);
  },
};

/** A message in the language of VS Code. */
export function shownMessage(message: Message): string {
  return localized(message, hostLocalization);
}
