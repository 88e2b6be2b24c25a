import type * as vscode from 'vscode';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { Emitter } from '../../core/base/event';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { type Judged, judgement, lessonOf } from '../../core/search/trainingExamples';
import type { Recommendation } from '../../core/search/recommend';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import type { Stores } from '../services';

const forgottenKey = 'recommendations.forgotten';
/** Of more unread papers, the newest are ranked. */
const mostRanked = 3000;
/** Papers are listed for so many milliseconds in a turn. */
const listingTurn = 4;

type Forgotten = Readonly<Record<PaperId, string>>;

/** Unread papers by what the person kept, read and skipped on this machine; learnt anew when that changes. */
export class Recommendations implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<void>());
  /** Undefined until it is asked for, and after what was learnt is forgotten. */
  #known: readonly Recommendation[] | undefined;
  #isStale = true;
  /** How often it was forgotten; a ranking begun before is not taken. */
  #resets = 0;
  #ranking: Promise<void> | undefined;

  /** What {@link ranked} gives is another. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly stores: Stores,
    private readonly memory: vscode.Memento,
  ) {
    this.#own.add(stores.state.onDidChange(() => (this.#isStale = true)));
    this.#own.add(stores.rules.onDidChange(() => (this.#isStale = true)));
  }

  /**
   * Best first; empty as long as there is nothing to learn from. After a mark the ranking of before, without what is no
   * longer unread, is given at once: a new one takes a second, and `onDidChange` says when it is there.
   *
   * @param most how many are given at most
   */
  async ranked(most = Infinity): Promise<readonly Recommendation[]> {
    if (this.#isStale) this.#ranking ??= this.#rankAnew();
    if (!this.#known) await this.#ranking;
    return runInTimeSlices(this.#stillUnread(this.#known ?? [], most), undefined, listingTurn);
  }

  *#stillUnread(ranked: readonly Recommendation[], most: number): CooperativeTask<readonly Recommendation[]> {
    const unread: Recommendation[] = [];
    for (const recommendation of ranked) {
      if (unread.length >= most) break;
      if (this.stores.state.isOpen(recommendation.id)) unread.push(recommendation);
      yield;
    }
    return unread;
  }

  /** Forgets what was learnt: a paper counts again once something else is done with it. @returns what undoes that */
  async reset(): Promise<() => Promise<void>> {
    const before = this.#forgotten();
    const now = (await runInTimeSlices(this.#judging())).map(([id, judged]) => [id, judgement(judged)]);
    await this.#forget(Object.fromEntries(now) as Forgotten);
    return () => this.#forget(before);
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #rankAnew(): Promise<void> {
    const resets = this.#resets;
    this.#isStale = false;
    try {
      const ranked = await this.#rank();
      if (this.#resets === resets) this.#known = ranked;
    } catch (error) {
      this.#isStale = true;
      if (!this.#known) throw error;
      this.stores.log.warn(`Recommendations: ${String(error)}`);
      return;
    } finally {
      this.#ranking = undefined;
    }
    this.#changed.fire();
  }

  async #rank(): Promise<readonly Recommendation[]> {
    await this.stores.ready();
    const judged = await runInTimeSlices(this.#judging(), undefined, listingTurn);
    const forgotten = this.#forgotten();
    const lessons = judged.flatMap(([id, one]) => {
      const lesson = forgotten[id] === judgement(one) ? undefined : lessonOf(one);
      return lesson ? [{ id, ...lesson }] : [];
    });
    if (!lessons.some(({ wanted }) => wanted)) return [];
    const known = new Set(lessons.map(({ id }) => id));
    const newest = await runInTimeSlices(this.#listingUnread(), undefined, listingTurn);
    return this.stores.search.recommend(
      lessons,
      newest.filter((id) => !known.has(id)),
    );
  }

  /** The papers with which something was done. */
  *#judging(): CooperativeTask<readonly (readonly [PaperId, Judged])[]> {
    const { service, state } = this.stores;
    const found: (readonly [PaperId, Judged])[] = [];
    for (const id of service.library.paperIds()) {
      yield;
      const note = state.note(id);
      const annotated = note !== undefined && (note.tags.length > 0 || note.highlights.length > 0);
      // What rules do with a paper is not learnt from: they would teach what they were told.
      const judged = { state: state.decision(id) ?? 'unread', annotated };
      if (lessonOf(judged)) found.push([id, judged]);
    }
    return found;
  }

  *#listingUnread(): CooperativeTask<readonly PaperId[]> {
    const unread = new Set<PaperId>();
    for (const { paperIds } of this.stores.service.library.days) {
      for (const id of paperIds) {
        if (this.stores.state.isOpen(id)) unread.add(id);
        yield;
      }
      if (unread.size >= mostRanked) break;
    }
    return [...unread].slice(0, mostRanked);
  }

  #forgotten(): Forgotten {
    const stored = this.memory.get<unknown>(forgottenKey);
    return typeof stored === 'object' && stored !== null ? (stored as Forgotten) : {};
  }

  async #forget(forgotten: Forgotten): Promise<void> {
    await this.memory.update(forgottenKey, forgotten);
    this.#known = undefined;
    this.#resets += 1;
    this.#isStale = true;
    this.#changed.fire();
  }
}
