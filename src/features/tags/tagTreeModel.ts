import * as vscode from 'vscode';
import type { TagBranch } from '../../core/notes/tagTree';
import { findBranch, tagTree } from '../../core/notes/tagTree';
import type { PaperId } from '../../core/library/paper';
import type { NoticeNode, ViewNode } from '../../services/views/treeNodes';
import { paperNode, tagNode } from '../../services/views/treeNodes';
import { paperCount, shownNumber } from '../../platform/vscode/ui/shownNumber';
import type { Services } from '../../services/services';
import { tagQuery } from '../../services/views/paperScope';
import type { NamedQuery, TreeModel } from '../../services/views/paperTree';
import { viewNotices } from '../../services/views/viewNotices';

type TagServices = Pick<Services, 'state' | 'views' | 'notesPlace' | 'leftOut' | 'linked'>;

/** The view Tags: tags nested by `/`, and the papers under each. */
export class TagTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.tags';
  #forest: readonly TagBranch<PaperId>[] | undefined;

  constructor(private readonly services: TagServices) {
    services.views.onDidChange(() => (this.#forest = undefined));
  }

  notices(): readonly NoticeNode[] {
    return viewNotices(this.services, 'notes');
  }

  roots(): readonly ViewNode[] {
    return this.#branches().map((branch) => tagNode(branch.tag, undefined));
  }

  children(node: ViewNode): readonly ViewNode[] {
    const branch = node.kind === 'tag' ? findBranch(this.#branches(), node.tag) : undefined;
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
    return this.services.notesPlace.description();
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    const branch = node.kind === 'tag' ? findBranch(this.#branches(), node.tag) : undefined;
    if (!branch) return new vscode.TreeItem(vscode.l10n.t('This tag is no longer in use'));
    const item = new vscode.TreeItem(branch.name, vscode.TreeItemCollapsibleState.Collapsed);
    const papers = paperCount(branch.count);
    item.id = node.key;
    item.iconPath = new vscode.ThemeIcon('tag');
    item.description = shownNumber(branch.count);
    item.tooltip = vscode.l10n.t('{0}: {1}', branch.tag, papers);
    item.contextValue = 'tag';
    item.accessibilityInformation = { label: `${branch.tag}, ${papers}` };
    return item;
  }

  #branches(): readonly TagBranch<PaperId>[] {
    const { state } = this.services;
    this.#forest ??= tagTree(state.tagged(), (tag) => state.shownTag(tag));
    return this.#forest;
  }
}
