import * as vscode from 'vscode';
import type { ViewNode } from './treeNodes';

const settleMs = 250;

/**
 * The rows that a key pressed in a tree view is meant for: the whole selection when the focused row is part of it,
 * else the focused row alone, as with a context menu.
 *
 * The extension API tells a view's selection but not its focused row, and arrow keys move only the focus. VS Code's
 * own `list.toggleSelection` adds the focused row to the selection or takes it away, so what differs afterwards is
 * the focused row; toggling once more restores the selection.
 */
export async function focusedRows(view: vscode.TreeView<ViewNode>): Promise<readonly ViewNode[]> {
  const before = view.selection;
  const after = await selectionAfterToggle(view);
  await vscode.commands.executeCommand('list.toggleSelection');
  const focused = difference(after, before) ?? difference(before, after);
  if (!focused || before.includes(focused)) return before;
  return [focused];
}

function selectionAfterToggle(view: vscode.TreeView<ViewNode>): Promise<readonly ViewNode[]> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve(view.selection);
    };
    // Nothing is focused in an empty view: then no event comes.
    const timer = setTimeout(done, settleMs);
    const listener = view.onDidChangeSelection(done);
    vscode.commands.executeCommand('list.toggleSelection').then(undefined, reject);
  });
}

function difference(of: readonly ViewNode[], without: readonly ViewNode[]): ViewNode | undefined {
  return of.find((node) => !without.includes(node));
}
