import * as vscode from 'vscode';
import { type Section, sectionsOf } from '../../core/fulltext/sections';
import { isolateDirection } from '../../core/text/isolateDirection';
import { commandId } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { FullText } from '../../services/fullTexts/fullTexts';
import type { Services } from '../../services/services';

interface SectionNode {
  readonly section: Section;
  readonly parent: SectionNode | undefined;
  readonly children: SectionNode[];
}

/** Registers the view of the sections of the whole paper in front, which follows the reader. */
export function registerOutline({ reader, log }: Pick<Services, 'reader' | 'log'>): vscode.Disposable {
  const model = new OutlineModel();
  const view = vscode.window.createTreeView('dailyPapers.outline', { treeDataProvider: model });
  const update = (): void => {
    const fullText = reader.activePanel?.fullText;
    // The reader loses the focus to the view itself; the sections stay as long as no other paper is in front.
    if (!fullText && reader.activePaper === undefined && view.visible) return;
    model.show(fullText);
    void contextKeys['reader.hasWholePaper'].set(fullText !== undefined);
  };
  return vscode.Disposable.from(
    view,
    model,
    reader.onDidChangeWholePaper(update),
    reader.onDidRequest((request) => {
      if (request.type !== 'readingPlace' || request.paperId !== reader.activePaper || !view.visible) return;
      const node = model.at(request.block);
      if (node && view.selection[0] !== node)
        view.reveal(node, { select: true, focus: false }).then(undefined, (error: unknown) => {
          log.error('The section in front was not selected:', error);
        });
    }),
  );
}

class OutlineModel implements vscode.TreeDataProvider<SectionNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** In the order of the paper. */
  #nodes: readonly SectionNode[] = [];
  #shown: FullText | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  show(fullText: FullText | undefined): void {
    if (fullText?.document === this.#shown?.document) return;
    this.#shown = fullText;
    this.#nodes = fullText ? nested(sectionsOf(fullText.document)) : [];
    this.#changed.fire();
  }

  /** The section that contains a block. */
  at(block: number): SectionNode | undefined {
    return this.#nodes.findLast(({ section }) => section.block <= block);
  }

  getChildren(node?: SectionNode): readonly SectionNode[] & SectionNode[] {
    return node ? node.children : this.#nodes.filter(({ parent }) => !parent);
  }

  getParent({ parent }: SectionNode): SectionNode | undefined {
    return parent;
  }

  getTreeItem({ section, children }: SectionNode): vscode.TreeItem {
    const { Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(isolateDirection(section.title), children.length > 0 ? Expanded : None);
    item.id = `${section.block} ${section.title}`;
    item.command = {
      command: commandId('goToSection'),
      title: l10n.t('Go to Section'),
      arguments: [section.block],
    };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Sections below those that contain them. */
function nested(sections: readonly Section[]): readonly SectionNode[] {
  const open: SectionNode[] = [];
  return sections.map((section) => {
    while ((open.at(-1)?.section.level ?? 0) >= section.level) open.pop();
    const parent = open.at(-1);
    const node: SectionNode = { section, parent, children: [] };
    parent?.children.push(node);
    open.push(node);
    return node;
  });
}
