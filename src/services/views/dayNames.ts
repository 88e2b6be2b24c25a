import * as vscode from 'vscode';
import { DayNames } from '../../core/library/dayNames';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Dates in the language of VS Code. */
export const dayNames = new DayNames(vscode.env.language, () => new Date().getFullYear(), l10n);
