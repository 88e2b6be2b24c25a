import * as vscode from 'vscode';
import type { ViewNode } from './treeNodes';

type View = vscode.TreeView<ViewNode>;

/**
 * The one of some tree views that has the focus, and the rows that a key pressed there is meant for: the whole
 * selection when the focused row is part of it, else the focused row alone, as with a context menu. Undefined if none
 * of the views has a row to focus.
 *
 * The extension API tells a view's selection but neither which view has the focus nor its focused row, and arrow keys
 * move only the focus. VS Code's own `list.toggleSelection` adds the focused row of the focused list to the selection
 * or takes it away, so the view whose selection it changes has the focus, and what differs is the focused row;
 * toggling once more restores the selection.
 */
export async function focusedRows(
  views: readonly View[],
): Promise<{ readonly view: View; readonly rows: readonly ViewNode[] } | undefined> {
  // The view may be redrawn between the two: then the second attempt finds the row.
  const toggled = (await toggleSelection(views)) ?? (await toggleSelection(views));
  if (toggled) {
    const { view, selection, focused } = toggled;
    return { view, rows: selection.includes(focused) ? selection : [focused] };
  }
  // The list may have the focus, but no row of it: then the selection is meant.
  await vscode.commands.executeCommand('list.focusFirst');
  const first = await toggleSelection(views);
  return first && { view: first.view, rows: first.selection };
}

interface Toggled {
  readonly view: View;
  /** The selection before, which was restored. */
  readonly selection: readonly ViewNode[];
  /** The row that was toggled. */
  readonly focused: ViewNode;
}

/** VS Code sends a changed selection before it answers the command, so selections are up to date after each. */
async function toggleSelection(views: readonly View[]): Promise<Toggled | undefined> {
  const selections = (): (readonly ViewNode[])[] => views.map(({ selection }) => selection);
  const before = selections();
  await vscode.commands.executeCommand('list.toggleSelection');
  const during = selections();
  await vscode.commands.executeCommand('list.toggleSelection');
  const after = selections();
  for (const [index, view] of views.entries()) {
    const [selection = [], toggled = []] = [before[index], during[index]];
    // A selection that changes for another reason meanwhile does not change back.
    const [focused, ...others] = difference(selection, toggled);
    if (!focused || others.length > 0 || difference(selection, after[index] ?? []).length > 0) continue;
    return { view, selection, focused };
  }
  return undefined;
}

/** The rows that are in only one of two selections. */
function difference(one: readonly ViewNode[], other: readonly ViewNode[]): readonly ViewNode[] {
  return [...other.filter((node) => !one.includes(node)), ...one.filter((node) => !other.includes(node))];
}
