import * as vscode from 'vscode';
import type { TagBranch } from '../../core/notes/tagTree';
import { findBranch, tagTree } from '../../core/notes/tagTree';
import type { PaperId } from '../../core/library/paper';
import type { NoticeNode, PaperNode, TagNode, ViewNode } from '../../services/views/treeNodes';
import { paperNode, tagNode } from '../../services/views/treeNodes';
import { shownNumber } from '../../platform/vscode/ui/shownNumber';
import { paperCount } from '../../platform/vscode/ui/counts';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { tagQuery } from '../../services/views/paperScope';
import type { NamedQuery, TreeModel } from '../../services/views/paperTree';
import { PreparedList } from '../../services/views/preparedList';
import { viewNotices } from '../../services/views/viewNotices';

type TagServices = Pick<
  Services,
  'state' | 'notes' | 'libraryService' | 'notesFolderController' | 'leftOut' | 'linked'
>;

interface ListedTags {
  readonly branches: readonly TagBranch<PaperId>[];
  /** The papers under them. */
  readonly papers: ReadonlySet<PaperId>;
}

/** The view Tags: tags nested by `/`, and the papers under each. */
export class TagTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.tags';
  readonly #listed: PreparedList<ListedTags>;

  constructor(private readonly services: TagServices) {
    const { state, notes, libraryService } = services;
    this.#listed = new PreparedList(function* () {
      const tagged = yield* state.tagged();
      const branches = yield* tagTree(tagged, (tag) => state.shownTag(tag));
      return { branches, papers: new Set(tagged.map(([id]) => id)) };
    });
    notes.onDidChange(() => this.#listed.invalidate());
    libraryService.library.onDidChange(() => this.#listed.invalidate());
  }

  drawn(): void {
    this.#listed.drawn();
  }

  /** A mark changes the rows of its paper, only a note changes which rows there are. */
  rowsOf(ids: readonly PaperId[]): readonly ViewNode[] | undefined {
    if (this.#listed.takeChanged()) return undefined;
    const { branches, papers } = this.#listed.current;
    const tagged = new Set(ids.filter((id) => papers.has(id)));
    return tagged.size === 0 ? [] : [...rowsOf(tagged, branches, undefined)];
  }

  prepare(): Promise<void> {
    return this.#listed.prepare();
  }

  notices(): readonly NoticeNode[] {
    return viewNotices(this.services, 'notes');
  }

  roots(): readonly ViewNode[] {
    return this.#listed.current.branches.map((branch) => tagNode(branch.tag, undefined));
  }

  children(node: ViewNode): readonly ViewNode[] {
    const branch = node.kind === 'tag' ? findBranch(this.#listed.current.branches, node.tag) : undefined;
    if (!branch || node.kind !== 'tag') return [];
    return [
      ...branch.children.map((child) => tagNode(child.tag, node)),
      ...branch.own.map((id) => paperNode(id, node)),
    ];
  }

  queryOf(node: ViewNode): NamedQuery | undefined {
    return node.kind === 'tag' ? tagQuery(node.tag) : undefined;
  }

  description(): string | undefined {
    return this.services.notesFolderController.description();
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    const branch = node.kind === 'tag' ? findBranch(this.#listed.current.branches, node.tag) : undefined;
    if (!branch) return new vscode.TreeItem(l10n.t('This tag is no longer in use'));
    const item = new vscode.TreeItem(branch.name, vscode.TreeItemCollapsibleState.Collapsed);
    const papers = paperCount(branch.count);
    item.id = node.key;
    item.iconPath = new vscode.ThemeIcon('tag');
    item.description = shownNumber(branch.count);
    item.tooltip = l10n.t('{0}: {1}', branch.tag, papers);
    item.contextValue = 'tag';
    item.accessibilityInformation = { label: `${branch.tag}, ${papers}` };
    return item;
  }
}

function* rowsOf(
  ids: ReadonlySet<PaperId>,
  branches: readonly TagBranch<PaperId>[],
  parent: TagNode | undefined,
): Iterable<PaperNode> {
  for (const { tag, own, children } of branches) {
    const node = tagNode(tag, parent);
    for (const id of own) if (ids.has(id)) yield paperNode(id, node);
    yield* rowsOf(ids, children, node);
  }
}
