import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import type { ReferencePlace } from '../../core/references/referenceIndex';
import { isolateDirection } from '../../core/text/isolateDirection';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { parentPath } from '../../platform/common/uriPath';
import { shownNumber } from '../../platform/vscode/ui/shownNumber';
import { lineLabel, locationOf, placeLabel } from '../../services/references/placeLabel';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';

const viewId = 'dailyPapers.references';
const groupingKey = 'references.grouping';

export type Grouping = 'paper' | 'file';

/** A row: a paper or a file with its places, or a place. */
export type ReferenceNode =
  | { readonly kind: 'paper'; readonly paperId: PaperId; readonly places: readonly ReferencePlace[] }
  | { readonly kind: 'file'; readonly uri: string; readonly places: readonly ReferencePlace[] }
  | { readonly kind: 'place'; readonly place: ReferencePlace; readonly parent: Grouping };

/** The view References: which papers the workspace's files name, and where. */
export class ReferencesView implements vscode.TreeDataProvider<ReferenceNode>, Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new vscode.EventEmitter<undefined>());
  readonly #view: vscode.TreeView<ReferenceNode>;
  readonly onDidChangeTreeData = this.#changed.event;
  #grouping: Grouping;
  /** As they were listed last, so that a row can be revealed. */
  #roots: readonly ReferenceNode[] = [];

  constructor(
    private readonly services: Services,
    private readonly memory: vscode.Memento,
  ) {
    this.#grouping = memory.get<unknown>(groupingKey) === 'file' ? 'file' : 'paper';
    void contextKeys.referencesGrouping.set(this.#grouping);
    this.#view = this.#own.add(
      vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true }),
    );
  }

  /** What is listed may have changed. */
  refresh(): void {
    this.#changed.fire(undefined);
  }

  async group(by: Grouping): Promise<void> {
    this.#grouping = by;
    await contextKeys.referencesGrouping.set(by);
    await this.memory.update(groupingKey, by);
    this.refresh();
  }

  /** Opens the view with the places of a paper in sight. */
  async show(id: PaperId): Promise<void> {
    await this.services.references.use();
    if (this.#grouping !== 'paper') await this.group('paper');
    await vscode.commands.executeCommand(`${viewId}.focus`);
    const roots = await this.getChildren();
    const paperId = this.services.service.library.idOf(id);
    const node = roots.find((one) => one.kind === 'paper' && one.paperId === paperId);
    if (node) await this.#view.reveal(node, { select: true, focus: true, expand: true });
  }

  async getChildren(node?: ReferenceNode): Promise<ReferenceNode[]> {
    if (node?.kind === 'place') return [];
    if (node) return node.places.map((place) => ({ kind: 'place', place, parent: node.kind }));
    await this.services.references.use();
    this.#roots = this.#grouping === 'paper' ? this.#papers() : this.#files();
    const places = this.#roots.reduce((sum, one) => sum + ('places' in one ? one.places.length : 0), 0);
    if (places === 0) this.#view.description = '';
    else this.#view.description = placeCount(places);
    return [...this.#roots];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: ReferenceNode): vscode.TreeItem {
    if (node.kind === 'paper') return this.#paperItem(node.paperId, node.places);
    return node.kind === 'file' ? fileItem(node.uri, node.places) : this.#placeItem(node);
  }

  dispose(): void {
    this.#own.dispose();
  }

  #papers(): ReferenceNode[] {
    return Array.from(this.services.references.all(), ([paperId, places]): ReferenceNode => ({
      ...{ kind: 'paper', paperId, places },
    })).sort((a, b) => this.#titleOf(a).localeCompare(this.#titleOf(b)));
  }

  #titleOf(node: ReferenceNode): string {
    const paper = node.kind === 'paper' ? this.services.state.paper(node.paperId) : undefined;
    return paper ? plainTitle(paper) : '';
  }

  #files(): ReferenceNode[] {
    const files = new Map<string, ReferencePlace[]>();
    for (const places of this.services.references.all().values()) {
      for (const place of places) files.set(place.uri, [...(files.get(place.uri) ?? []), place]);
    }
    return Array.from(files, ([uri, places]): ReferenceNode => ({
      ...{ kind: 'file', uri },
      places: places.toSorted((a, b) => (a.cell ?? 0) - (b.cell ?? 0) || a.line - b.line),
    })).sort((a, b) => (a.kind === 'file' && b.kind === 'file' && a.uri > b.uri ? 1 : -1));
  }

  #paperItem(id: PaperId, places: readonly ReferencePlace[]): vscode.TreeItem {
    const paper = this.services.state.paper(id);
    const title = paper ? plainTitle(paper) : id;
    const item = new vscode.TreeItem(isolateDirection(title), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `paper:${id}`;
    item.iconPath = new vscode.ThemeIcon('book');
    item.description = String(places.length);
    item.tooltip = title;
    item.contextValue = 'referencedPaper';
    item.accessibilityInformation = { label: `${title}, ${placeCount(places.length)}` };
    return item;
  }

  #placeItem({ place, parent }: Extract<ReferenceNode, { kind: 'place' }>): vscode.TreeItem {
    const location = locationOf(place);
    const text = place.text.trim();
    // In a narrow sidebar the name of the file says more than the beginning of the line.
    const where = placeLabel(place);
    const inFile = `${lineLabel(place).replace(/^[:, ]{1,2}/, '')}: ${this.#nameOf(place)}`;
    const item = new vscode.TreeItem(isolateDirection(parent === 'paper' ? where : inFile));
    item.description = text;
    item.tooltip = `${where}\n${text}`;
    item.command = {
      title: vscode.l10n.t('Open'),
      command: 'vscode.open',
      arguments: [location.uri, { selection: location.range }],
    };
    item.contextValue = 'referencePlace';
    item.accessibilityInformation = { label: `${where}: ${text}` };
    return item;
  }

  #nameOf({ paperId }: ReferencePlace): string {
    const paper = this.services.state.paper(paperId);
    return paper ? plainTitle(paper) : paperId;
  }
}

function placeCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 place') : vscode.l10n.t('{0} places', shownNumber(count));
}

function fileItem(uri: string, places: readonly ReferencePlace[]): vscode.TreeItem {
  const resource = vscode.Uri.parse(uri);
  const item = new vscode.TreeItem(resource, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `file:${uri}`;
  item.iconPath = vscode.ThemeIcon.File;
  const folder = parentPath(vscode.workspace.asRelativePath(resource));
  item.description = folder === '.' ? String(places.length) : `${folder} · ${places.length}`;
  item.contextValue = 'referencingFile';
  return item;
}
