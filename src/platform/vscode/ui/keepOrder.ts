import type * as vscode from 'vscode';

/**
 * Shows the rows of a quick pick in the order given. VS Code sorts them by label as a person types unless
 * `sortByLabel` is off; the property is there in every supported version, and missing from its typings.
 */
export function keepOrder(pick: vscode.QuickPick<vscode.QuickPickItem>): void {
  (pick as { sortByLabel?: boolean }).sortByLabel = false;
}
