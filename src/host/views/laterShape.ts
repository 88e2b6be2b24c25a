import { finish, type Steps } from '../../core/base/steps';
import type { PaperId } from '../../core/papers/paper';
import { inSlices } from '../base/inSlices';
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
    return Array.from(finish(this.#listed()), (id) => paperNode(id));
  }

  children(): readonly PaperNode[] {
    return [];
  }

  groupItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }

  async description(): Promise<string | undefined> {
    const { size } = await inSlices(this.#listed());
    return size === 0 ? undefined : String(size);
  }

  *#listed(): Steps<ReadonlySet<PaperId>> {
    const listed = new Set<PaperId>();
    for (const { paperIds } of this.model.days()) {
      for (const id of paperIds) {
        if (this.model.triage(id) === 'later') listed.add(id);
        yield;
      }
    }
    return listed;
  }
}
