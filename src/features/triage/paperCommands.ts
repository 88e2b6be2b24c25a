import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import type { Reader } from '../../services/reader/reader';
import type { RecentList } from '../search/recentList';
import type { TriageTarget } from './triageCommands';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { PaperViews } from '../../services/views/paperViews';
import type { Stores } from '../../services/services';

/** What joins views and reader: opening papers, going from one to the next, and keeping the selection in step. */
export class PaperCommands implements Disposable {
  readonly #commands: Disposable;

  constructor(
    private readonly stores: Stores,
    private readonly views: PaperViews,
    private readonly reader: Reader,
  ) {
    this.#commands = registerCommands(
      {
        openPaper: (...args) => this.#open(args, false),
        openToSide: (...args) => this.#open(args, true),
        nextPaper: (...args) => this.#step(args, 1),
        previousPaper: (...args) => this.#step(args, -1),
        filterAll: () => views.setFilter('all'),
        filterUnread: () => views.setFilter('unread'),
        filterLater: () => views.setFilter('later'),
        showHidden: () => views.setShowHidden(true),
        concealHidden: () => views.setShowHidden(false),
        showLog: () => stores.log.show(),
      },
      stores.reporter,
    );
  }

  readonly triageTarget = async (args: readonly unknown[]): Promise<TriageTarget> => {
    const target = await this.views.resolve(args);
    return { papers: target.papers, advance: this.#onwards(target) };
  };

  /** For the day of a row; without one, for the day that the reader in front shows. */
  readonly unreadOfDay = async (
    args: readonly unknown[],
  ): Promise<{ readonly label: string; readonly papers: readonly PaperId[] }> => {
    await this.stores.ready();
    const { library } = this.stores.service;
    const { nodes } = await this.views.resolve(args);
    const [node] = nodes;
    const dayId =
      node?.kind === 'day' ? node.dayId : (this.reader.activePanel?.dayId ?? this.views.selectedDay());
    const day = dayId === undefined ? undefined : library.day(dayId);
    const { state } = this.stores;
    const papers = day?.paperIds.filter((id) => state.needsTriage(id)) ?? [];
    return { label: day?.label ?? '', papers };
  };

  /** Remembers what the reader shows, and shows which row it has, where the person wants that. */
  followReader(recent: RecentList): Disposable {
    const told = (doing: Promise<void>): void => {
      doing.catch((error: unknown) => this.stores.reporter.report(error));
    };
    const own = new DisposableStore();
    own.add(
      this.reader.onDidChangeActivePaper((id) => {
        if (id === undefined) return;
        const dayId = this.views.selectedDay();
        if (dayId !== undefined) this.reader.activePanel?.focus({ dayId });
        told(recent.add(id).then(() => this.#revealActive()));
      }),
    );
    // A window that is loaded again may restore the reader before the view.
    own.add(this.views.onDidShowDigests(() => told(this.#revealActive())));
    return own;
  }

  dispose(): void {
    this.#commands.dispose();
  }

  async #revealActive(): Promise<void> {
    const settings = vscode.workspace.getConfiguration('dailyPapers');
    const { activePaper } = this.reader;
    if (activePaper !== undefined && settings.get<boolean>('digests.followReader', true))
      await this.views.follow(activePaper);
  }

  async #open(args: readonly unknown[], toSide: boolean): Promise<void> {
    const { papers } = await this.views.resolve(args);
    for (const id of papers) await this.reader.open(id, { toSide, preview: papers.length === 1 });
  }

  /** In a view, shows the next row's paper and leaves the keyboard there; in the reader, takes its place. */
  async #step(args: readonly unknown[], by: 1 | -1): Promise<void> {
    const target = await this.views.resolve(args);
    if (!target.tree) {
      await this.reader.activePanel?.step(by);
      return;
    }
    const next = this.views.step(target, by);
    if (!next) return;
    await next.reveal();
    await this.reader.open(next.paperId, { preserveFocus: true });
  }

  #onwards(target: Awaited<ReturnType<PaperViews['resolve']>>): (() => Promise<void>) | undefined {
    if (target.tree) {
      const next = this.views.step(target, 1);
      return next && (() => next.reveal());
    }
    const panel = this.reader.activePanel;
    return panel && (() => panel.step(1));
  }
}
