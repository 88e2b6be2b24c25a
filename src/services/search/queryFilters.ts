import * as vscode from 'vscode';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Parts of a query that a button puts in and takes out. */
export interface QueryFilter {
  readonly term: string;
  readonly button: vscode.QuickInputButton;
}

const filter = (term: string, icon: string, tooltip: string): QueryFilter => ({
  term,
  button: { iconPath: new vscode.ThemeIcon(icon), tooltip },
});

export const queryFilters: readonly QueryFilter[] = [
  filter('is:unread', 'circle-filled', l10n.t('Unread Papers Only (is:unread)')),
  filter('has:note', 'note', l10n.t('Papers with Notes Only (has:note)')),
  filter('has:code', 'code', l10n.t('Papers with Code Only (has:code)')),
];

/** The query with `term`, or without it where it has it. */
export function toggled(query: string, term: string): string {
  const words = query.split(/\s+/).filter((word) => word !== '');
  if (!words.includes(term)) return `${query.trimEnd()} ${term} `.trimStart();
  return words.filter((word) => word !== term).join(' ');
}
