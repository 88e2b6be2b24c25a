import { Emitter } from '../../core/base/event';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { type Judged, judgement, lessonOf } from '../../core/search/trainingExamples';
import type { Recommendation } from '../../core/search/recommend';
import type * as vscode from 'vscode';
import type { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import type { PaperState } from '../../core/state/paperState';
import type { LibraryService } from '../library/libraryService';
import type { PaperSearch } from '../search/paperSearch';

const forgottenKey = 'recommendations.forgotten';
/** Of more unread papers, the newest are ranked. */
const mostRanked = 3000;

/** What recommendations are learnt from and made with. */
interface RecommendationSources {
  readonly service: LibraryService;
  readonly state: PaperState;
  readonly rules: RuleEvaluator;
  readonly search: PaperSearch;
  readonly log: vscode.LogOutputChannel;
  readonly ready: () => Promise<void>;
}

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
    private readonly sources: RecommendationSources,
    private readonly memory: vscode.Memento,
  ) {
    this.#own.add(sources.state.onDidChange(() => (this.#isStale = true)));
    this.#own.add(sources.rules.onDidChange(() => (this.#isStale = true)));
  }

  /**
   * Best first; empty as long as there is nothing to learn from. After a mark the ranking of before, without what is no
   * longer unread, is given at once: a new one takes a second, and `onDidChange` says when it is there.
   */
  async ranked(): Promise<readonly Recommendation[]> {
    if (this.#isStale) this.#ranking ??= this.#rankAnew();
    if (!this.#known) await this.#ranking;
    return (this.#known ?? []).filter(({ id }) => this.sources.state.needsTriage(id));
  }

  /** Forgets what was learnt: a paper counts again once something else is done with it. @returns what undoes that */
  async reset(): Promise<() => Promise<void>> {
    const before = this.#forgotten();
    const now = [...this.#judged()].map(([id, judged]) => [id, judgement(judged)]);
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
      this.sources.log.warn(`Recommendations: ${String(error)}`);
      return;
    } finally {
      this.#ranking = undefined;
    }
    this.#changed.fire();
  }

  async #rank(): Promise<readonly Recommendation[]> {
    await this.sources.ready();
    const forgotten = this.#forgotten();
    const lessons = [...this.#judged()].flatMap(([id, judged]) => {
      const lesson = forgotten[id] === judgement(judged) ? undefined : lessonOf(judged);
      return lesson ? [{ id, ...lesson }] : [];
    });
    if (!lessons.some(({ wanted }) => wanted)) return [];
    const known = new Set(lessons.map(({ id }) => id));
    const unread = this.#newestUnread().filter((id) => !known.has(id));
    return this.sources.search.recommend(lessons, unread);
  }

  /** The papers with which something was done. */
  *#judged(): Iterable<readonly [PaperId, Judged]> {
    const { service, state } = this.sources;
    for (const id of service.library.paperIds()) {
      const note = state.note(id);
      const annotated = note !== undefined && (note.tags.length > 0 || note.highlights.length > 0);
      // What rules do with a paper is not learnt from: they would teach what they were told.
      const judged = { state: state.ownTriage(id) ?? 'unread', annotated };
      if (lessonOf(judged)) yield [id, judged];
    }
  }

  #newestUnread(): readonly PaperId[] {
    const unread = new Set<PaperId>();
    for (const { paperIds } of this.sources.service.library.days) {
      for (const id of paperIds) if (this.sources.state.needsTriage(id)) unread.add(id);
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
