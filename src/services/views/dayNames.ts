import * as vscode from 'vscode';
import { DayNames } from '../../core/library/dayNames';
import { hostLocalization } from '../../platform/vscode/ui/shownMessage';

/** Dates in the language of VS Code. */
export const dayNames = new DayNames(vscode.env.language, () => new Date().getFullYear(), hostLocalization);
