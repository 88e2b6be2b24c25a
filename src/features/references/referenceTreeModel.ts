import * as vscode from 'vscode';
import type { PaperId } from '../../core/library/paper';
import type { ReferencePlace } from '../../core/references/referenceIndex';
import { isolateDirection, withoutIsolate } from '../../core/text/isolateDirection';
import { parentPath } from '../../platform/common/uriPath';
import { inNotebook, lineLabel, locationOf, placeLabel } from '../../services/references/placeLabel';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import type { TreeModel } from '../../services/views/paperTree';
import { spokenLabel } from '../../services/views/spokenLabel';
import {
  type FileNode,
  type PaperNode,
  type PlaceNode,
  type ViewNode,
  fileNode,
  paperNode,
  placeNode,
} from '../../services/views/treeNodes';
import { l10n } from '../../platform/vscode/ui/l10n';

export type Grouping = 'paper' | 'file';

type Places = readonly ReferencePlace[];

/** The view References: which papers the workspace's files name, and where; by paper or by file. */
export class ReferenceTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.references';
  /** The rows that were listed last, by the key of their parent. */
  #places: ReadonlyMap<string, Places> = new Map();
  #roots: readonly (PaperNode | FileNode)[] = [];

  constructor(
    private readonly services: Pick<Services, 'references' | 'state'>,
    public grouping: Grouping,
  ) {}

  async prepare(node?: ViewNode): Promise<void> {
    if (node) return;
    await this.services.references.use();
    const listed = this.grouping === 'paper' ? this.#papers() : this.#files();
    this.#roots = listed.map(([row]) => row);
    this.#places = new Map(listed.map(([row, places]) => [row.key, places]));
  }

  /** Which rows there are changes with the references only. */
  rowsOf(ids: readonly PaperId[]): readonly PaperNode[] {
    return ids.map((id) => paperNode(id)).filter(({ key }) => this.#places.has(key));
  }

  roots(): readonly ViewNode[] {
    return this.#roots;
  }

  children(node: ViewNode): readonly ViewNode[] {
    if (node.kind !== 'paper' && node.kind !== 'file') return [];
    return (this.#places.get(node.key) ?? []).map((place) => placeNode(place, node));
  }

  description(): string | undefined {
    const places = [...this.#places.values()].flat().length;
    return places === 0 ? undefined : placeCount(places);
  }

  /** The row opens its places by a click, as that of a file does. */
  paperItem(node: PaperNode, item: vscode.TreeItem): void {
    const { length } = this.#places.get(node.key) ?? [];
    item.description = String(length);
    item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    delete item.command;
    const title = typeof item.label === 'string' ? withoutIsolate(item.label) : '';
    item.accessibilityInformation = { label: spokenLabel(title, placeCount(length)) };
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    if (node.kind === 'file') return fileItem(node, this.#places.get(node.key) ?? []);
    const place = node.kind === 'place' ? this.#placeOf(node) : undefined;
    if (node.kind !== 'place' || !place) return new vscode.TreeItem(l10n.t('This place is no longer there'));
    return this.#placeItem(node, place);
  }

  /** Rows stay the same objects while the text of their line changes. */
  #placeOf({ key, parent }: PlaceNode): ReferencePlace | undefined {
    return this.#places.get(parent.key)?.find((place) => placeNode(place, parent).key === key);
  }

  #placeItem({ key, parent }: PlaceNode, place: ReferencePlace): vscode.TreeItem {
    const location = locationOf(place);
    const text = place.text.trim();
    // In a narrow sidebar the name of the file says more than the beginning of the line.
    const where = placeLabel(place);
    const inFile = `${lineLabel(place).replace(/^[:, ]{1,2}/, '')}: ${this.#titleOf(place.paperId)}`;
    const item = new vscode.TreeItem(isolateDirection(parent.kind === 'paper' ? where : inFile));
    item.id = key;
    item.description = text;
    item.tooltip = `${where}\n${text}`;
    item.command = {
      title: l10n.t('Open'),
      command: 'vscode.open',
      arguments: [location.uri, { selection: location.range }],
    };
    item.contextValue = 'referencePlace';
    item.accessibilityInformation = { label: `${where}: ${text}` };
    return item;
  }

  #named(): readonly (readonly [PaperId, Places])[] {
    return Array.from(this.services.references.all(), ([id, places]) => [id, places.map(inNotebook)]);
  }

  #papers(): readonly (readonly [PaperNode, Places])[] {
    const all = this.#named().map(([id, places]) => ({
      row: paperNode(id),
      places: places.toSorted(byPlace),
      title: this.#titleOf(id),
    }));
    return all
      .toSorted((a, b) => a.title.localeCompare(b.title))
      .map(({ row, places }) => [row, places] as const);
  }

  #files(): readonly (readonly [FileNode, Places])[] {
    const files = new Map<string, ReferencePlace[]>();
    for (const place of this.#named().flatMap(([, places]) => places)) {
      const known = files.get(place.uri);
      if (known) known.push(place);
      else files.set(place.uri, [place]);
    }
    return [...files]
      .toSorted(([one], [other]) => (one > other ? 1 : -1))
      .map(([uri, places]) => [fileNode(uri), places.toSorted(byPlace)] as const);
  }

  #titleOf(id: PaperId): string {
    const paper = this.services.state.paper(id);
    return paper ? plainTitle(paper) : id;
  }
}

function byPlace(one: ReferencePlace, other: ReferencePlace): number {
  if (one.uri !== other.uri) return one.uri > other.uri ? 1 : -1;
  return (one.cell ?? 0) - (other.cell ?? 0) || one.line - other.line;
}

function placeCount(count: number): string {
  return count === 1 ? l10n.t('1 place') : l10n.t('{0} places', count);
}

function fileItem({ key, uri }: FileNode, places: Places): vscode.TreeItem {
  const resource = vscode.Uri.parse(uri);
  const item = new vscode.TreeItem(resource, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = key;
  item.iconPath = vscode.ThemeIcon.File;
  const folder = parentPath(vscode.workspace.asRelativePath(resource));
  item.description = folder === '.' ? String(places.length) : `${folder} · ${places.length}`;
  item.contextValue = 'referencingFile';
  return item;
}
