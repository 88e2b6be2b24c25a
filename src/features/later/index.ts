import type * as vscode from 'vscode';
import type { Services } from '../../services/services';
import { finish, type CooperativeTask } from '../../core/base/cooperativeTask';
import type { PaperId } from '../../core/library/paper';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
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

  /** What {@link prepare} found, until a paper is put on the list or taken from it. */
  #listed: ReadonlySet<PaperId> | undefined;
  /** The papers that have changed while {@link prepare} looks for those on the list. */
  #changed: Set<PaperId> | 'all' = new Set();

  constructor(
    private readonly library: Library,
    private readonly state: PaperState,
    onDidChange: Event<PaperStateChange>,
  ) {
    onDidChange((change) => {
      if (change === 'all') this.#changed = 'all';
      else if (this.#changed !== 'all') for (const id of change) this.#changed.add(id);
      if (this.#listed && !this.#isUpToDate(this.#listed, change)) this.#listed = undefined;
    });
  }

  async prepare(): Promise<void> {
    if (this.#listed) return;
    this.#changed = new Set();
    const listed = await runInTimeSlices(this.#listing(), undefined, countingTurn);
    if (this.#isUpToDate(listed, this.#changed)) this.#listed = listed;
  }

  /** Whether papers that have changed are listed or not as they were before: a note or a tag changes no list. */
  #isUpToDate(listed: ReadonlySet<PaperId>, changed: Iterable<PaperId> | 'all'): boolean {
    if (changed === 'all') return false;
    for (const changedId of changed) {
      const id = this.library.idOf(changedId);
      if (listed.has(id) !== this.#isListed(id)) return false;
    }
    return true;
  }

  #isListed(id: PaperId): boolean {
    return this.state.triage(id) === 'later' && this.library.daysOf(id).length > 0;
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
