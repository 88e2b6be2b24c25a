import type { PaperNode } from './node';
import { paperNode } from './node';
import type { PaperModel } from './paperModel';
import type { TreeShape } from './paperTree';
import * as vscode from 'vscode';

/** The view Later: the reading list, each paper once, in the order of the days. */
export class LaterShape implements TreeShape {
  readonly viewId = 'dailyPapers.later';

  constructor(private readonly model: PaperModel) {}

  roots(): readonly PaperNode[] {
    const seen = new Set<string>();
    for (const day of this.model.days()) {
      for (const id of day.paperIds) if (this.model.triage(id) === 'later') seen.add(id);
    }
    return [...seen].map((id) => paperNode(id));
  }

  children(): readonly PaperNode[] {
    return [];
  }

  groupItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }

  description(): string | undefined {
    const count = this.roots().length;
    return count === 0 ? undefined : String(count);
  }
}
