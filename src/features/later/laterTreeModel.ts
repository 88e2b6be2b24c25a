import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { Event } from '../../core/base/event';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import type { PaperState, PaperStateChange } from '../../core/state/paperState';
import type { TreeModel } from '../../services/views/paperTree';
import { PreparedList } from '../../services/views/preparedList';
import { type PaperNode, paperNode } from '../../services/views/treeNodes';

/** The view Later: the reading list, each paper once, in the order of the days. */
export class LaterTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.later';

  /** Computed once, and then updated for each paper that changes. */
  readonly #listed = new PreparedList(() => this.#listing());
  /** The list in the order of the days. It is sorted again after a paper was added or removed. */
  #sorted: { readonly listed: ReadonlySet<PaperId>; readonly ids: readonly PaperId[] } | undefined;
  /** The papers that have changed while the list is made. */
  readonly #missed = new Set<PaperId>();

  constructor(
    private readonly library: Library,
    private readonly state: PaperState,
    onDidChange: Event<PaperStateChange>,
  ) {
    onDidChange((change) => {
      if (change === 'all') this.#listed.invalidate();
      else for (const id of change) this.#update(library.idOf(id));
    });
  }

  async prepare(): Promise<void> {
    await this.#listed.prepare();
    const missed = [...this.#missed];
    this.#missed.clear();
    for (const id of missed) this.#update(id);
  }

  roots(): readonly PaperNode[] {
    const listed = this.#listed.current;
    if (this.#sorted?.listed !== listed) this.#sorted = { listed, ids: this.library.sortByDay(listed) };
    return this.#sorted.ids.map((id) => paperNode(id));
  }

  drawn(): void {
    this.#listed.drawn();
  }

  rowsOf(ids: readonly PaperId[]): readonly PaperNode[] | undefined {
    if (this.#listed.takeChanged()) return undefined;
    const papers = ids.map((id) => this.library.idOf(id));
    return papers.filter((id) => this.#listed.current.has(id)).map((id) => paperNode(id));
  }

  async description(): Promise<string | undefined> {
    await this.prepare();
    const { size } = this.#listed.current;
    return size === 0 ? undefined : String(size);
  }

  #isListed(id: PaperId): boolean {
    return this.state.triage(id) === 'later' && this.library.daysOf(id).length > 0;
  }

  /** Adds a paper to the list or removes it. A change of its note or tags does not affect the list. */
  #update(id: PaperId): void {
    const listed = this.#listed.known;
    if (!listed) {
      if (this.#listed.isPreparing) this.#missed.add(id);
      this.#listed.changed();
      return;
    }
    const isListed = this.#isListed(id);
    if (listed.has(id) === isListed) return;
    if (isListed) listed.add(id);
    else listed.delete(id);
    this.#sorted = undefined;
    this.#listed.changed();
  }

  *#listing(): CooperativeTask<Set<PaperId>> {
    this.#missed.clear();
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
