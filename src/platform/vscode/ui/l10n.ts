import * as vscode from 'vscode';
import type { Localization } from '../../../core/base/localization';
import { shownNumber } from './shownNumber';

/**
 * Translates into the language of VS Code, and writes numbers as that language does. All messages go through it: with
 * `vscode.l10n` itself a thousand papers would be 1000 in every language.
 */
export const l10n: Localization = {
  t: (message, ...args) => {
    const values = args.map((value) => (typeof value === 'number' ? shownNumber(value) : value));
    return vscode.l10n.t(message, ...values);
  },
};
