import type * as vscode from 'vscode';
import type { Services } from '../../services/services';
import { finish, type CooperativeTask } from '../../core/base/cooperativeTask';
import type { PaperId } from '../../core/library/paper';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { type PaperNode, paperNode } from '../../services/views/treeNodes';
import { countingTurn, type TreeModel } from '../../services/views/paperTree';
import type { Event } from '../../core/base/event';
import type { Library } from '../../core/library/library';
import type { PaperState, PaperStateChange } from '../../core/state/paperState';

/** Registers the view Later. */
export function registerLater(
  _context: vscode.ExtensionContext,
  { service, state, views }: Services,
): vscode.Disposable {
  return views.create(new LaterTreeModel(service.library, state, views.onDidChange));
}

/** The view Later: the reading list, each paper once, in the order of the days. */
class LaterTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.later';

  /** What {@link prepare} found, until something changes. */
  #listed: ReadonlySet<PaperId> | undefined;
  #changes = 0;

  constructor(
    private readonly library: Library,
    private readonly state: PaperState,
    onDidChange: Event<PaperStateChange>,
  ) {
    onDidChange(() => {
      this.#changes++;
      this.#listed = undefined;
    });
  }

  async prepare(): Promise<void> {
    if (this.#listed) return;
    const changes = this.#changes;
    const listed = await runInTimeSlices(this.#listing(), undefined, countingTurn);
    if (changes === this.#changes) this.#listed = listed;
  }

  roots(): readonly PaperNode[] {
    return Array.from(this.#listed ?? finish(this.#listing()), (id) => paperNode(id));
  }

  async description(): Promise<string | undefined> {
    await this.prepare();
    const { size } = this.#listed ?? finish(this.#listing());
    return size === 0 ? undefined : String(size);
  }

  *#listing(): CooperativeTask<ReadonlySet<PaperId>> {
    const listed = new Set<PaperId>();
    for (const { paperIds } of this.library.days) {
      for (const id of paperIds) {
        if (this.state.triage(id) === 'later') listed.add(id);
        yield;
      }
    }
    return listed;
  }
}
