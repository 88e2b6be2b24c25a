import * as vscode from 'vscode';

/** A tree view of the extension under test, with what it shows. */
interface RecordedTree {
  readonly view: vscode.TreeView<unknown>;
  readonly data: vscode.TreeDataProvider<unknown>;
  /** Has VS Code ask for all rows. */
  readonly refresh: () => void;
}

interface Recorded {
  readonly trees: Map<string, RecordedTree>;
  /** Every value that a context key has had, the last one last. */
  readonly keys: Map<string, unknown[]>;
  /** The messages that were posted to pages. */
  readonly posted: unknown[];
  /** See {@link takeExchanged}. */
  readonly exchanged: string[];
}

/** A row as VS Code gets it. */
export interface Row {
  readonly view: string;
  readonly node: Node;
  readonly label: string;
  readonly contextValue: string;
}

/** The data of a row, which VS Code passes to commands. */
export interface Node {
  readonly kind: string;
  /** One of a kind in its view. */
  readonly key: string;
  readonly paperId?: string;
  readonly dayId?: string;
}

/** Each suite is a bundle of its own, with a copy of this module. */
const place = Symbol.for('dailyPapers.recordedViews');

/**
 * Records the tree views and the context keys of the extension under test: VS Code tells them to nobody else. To be called
 * before the extension is activated.
 */
export function recordViews(): void {
  const recorded: Recorded = { trees: new Map(), keys: new Map(), posted: [], exchanged: [] };
  Reflect.set(globalThis, place, recorded);
  const { createTreeView, createWebviewPanel } = vscode.window;
  const { executeCommand } = vscode.commands;
  Object.assign(vscode.window, {
    createTreeView: (id: string, options: vscode.TreeViewOptions<unknown>) => {
      const data = options.treeDataProvider;
      const changed = new vscode.EventEmitter<unknown>();
      data.onDidChangeTreeData?.((change) => changed.fire(change));
      const view = createTreeView(id, { ...options, treeDataProvider: withChanges(data, changed.event) });
      recorded.trees.set(id, { view, data, refresh: () => changed.fire(undefined) });
      return view;
    },
  });
  Object.assign(vscode.window, {
    createWebviewPanel: (...args: Parameters<typeof createWebviewPanel>) => {
      const panel = createWebviewPanel(...args);
      const post = panel.webview.postMessage.bind(panel.webview);
      const postMessage = (message: unknown) => {
        recorded.posted.push(message);
        recorded.exchanged.push(typeOf(message));
        return post(message);
      };
      Object.defineProperty(panel.webview, 'postMessage', { value: postMessage });
      panel.webview.onDidReceiveMessage((message) => recorded.exchanged.push(`page: ${typeOf(message)}`));
      return panel;
    },
  });
  Object.assign(vscode.commands, {
    executeCommand: (command: string, ...args: unknown[]) => {
      const [key, value] = args;
      if (command === 'setContext' && typeof key === 'string')
        recorded.keys.set(key, [...(recorded.keys.get(key) ?? []), value]);
      return executeCommand(command, ...args);
    },
  });
}

function typeOf(message: unknown): string {
  return typeof message === 'object' && message !== null ? String(Reflect.get(message, 'type')) : '';
}

function withChanges(
  data: vscode.TreeDataProvider<unknown>,
  onDidChangeTreeData: vscode.Event<unknown>,
): vscode.TreeDataProvider<unknown> {
  return {
    onDidChangeTreeData,
    getChildren: (node) => data.getChildren(node),
    getTreeItem: (node) => data.getTreeItem(node),
    getParent: (node) => data.getParent?.(node),
    resolveTreeItem: (item, node, token) => data.resolveTreeItem?.(item, node, token),
  };
}

function recorded(): Recorded {
  const found = Reflect.get(globalThis, place) as Recorded | undefined;
  if (!found?.trees.size) throw new Error('The extension was activated before its views could be recorded.');
  return found;
}

export function treeOf(view: string): RecordedTree {
  const tree = recorded().trees.get(view);
  if (!tree) throw new Error(`There is no view ${view}.`);
  return tree;
}

/** The ids of all tree views. */
export function recordedViews(): readonly string[] {
  return [...recorded().trees.keys()];
}

/** The types of messages since the last call, in order: `show` for one to a page, `page: ready` for one from a page. */
export function takeExchanged(): readonly string[] {
  return recorded().exchanged.splice(0);
}

/** The messages that were posted to the pages of webviews, in order. */
export function postedMessages(): readonly unknown[] {
  return recorded().posted;
}

/** Every value that a context key has had, the last one last. */
export function valuesOf(key: string): readonly unknown[] {
  return recorded().keys.get(key) ?? [];
}

/** The rows of a view, with all that are below them. */
export async function rowsOf(view: string): Promise<readonly Row[]> {
  const rows = await rowsBelow(view, undefined);
  const keys = rows.map(({ node }) => node.key);
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  if (twice.length > 0) throw new Error(`Rows of ${view} have the same key: ${twice.join()}`);
  // The view assumes that VS Code has the requested rows.
  treeOf(view).refresh();
  return rows;
}

export async function rowsBelow(view: string, parent: unknown): Promise<readonly Row[]> {
  const { data } = treeOf(view);
  const rows: Row[] = [];
  for (const node of (await data.getChildren(parent)) ?? []) {
    const { label, contextValue = '', collapsibleState } = await data.getTreeItem(node);
    const text = typeof label === 'object' ? label.label : (label ?? '');
    rows.push({ view, node: node as Node, label: text, contextValue });
    if (collapsibleState !== vscode.TreeItemCollapsibleState.None)
      rows.push(...(await rowsBelow(view, node)));
  }
  return rows;
}
