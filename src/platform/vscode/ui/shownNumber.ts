import * as vscode from 'vscode';
import { numberText } from '../../../core/base/intl';

/** A number as the language of VS Code writes it. */
export function shownNumber(value: number): string {
  return numberText(value, vscode.env.language);
}

/** A time in milliseconds since 1970, with its date. */
export function shownTime(time: number): string {
  return new Date(time).toLocaleString(vscode.env.language);
}

/** Some texts as a list: `a, b and c`. */
export function shownList(texts: readonly string[]): string {
  return new Intl.ListFormat(vscode.env.language).format(texts);
}
