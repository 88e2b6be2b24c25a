import { isRecord } from '../../core/base/guards';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { Emitter } from '../../core/base/event';
import type { Logger } from '../../core/base/logger';
import type { Memory } from '../../core/base/memory';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { changeOf, type StepChange } from '../../core/history/historyStep';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import type { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import type { PaperState } from '../../core/state/paperState';
import { type Judged, judgement, trainingExampleOf } from '../../core/search/trainingExamples';
import type { Recommendation } from '../../core/search/recommend';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { PaperSearch } from '../search/paperSearch';
import { localizable } from '../../core/base/localization';

/** Names the judgements that recommendations are no longer learnt from, in what the extension remembers. */
export const forgottenKey = 'recommendations.forgotten';
/** If more papers are unread, only the newest are ranked. */
const mostRanked = 3000;
/** How long papers are listed in one turn of the event loop, in milliseconds. */
const listingTurn = 4;

/** For each paper the judgement that recommendations are no longer learnt from; see `judgement`. */
type Forgotten = Readonly<Record<PaperId, string>>;

/** The services that recommendations use. */
export interface RecommendationServices {
  readonly libraryService: { readonly library: Pick<Library, 'paperIds' | 'days'> };
  readonly state: Pick<PaperState, 'onDidChange' | 'needsTriage' | 'note' | 'ownTriage'>;
  readonly rules: Pick<RuleEvaluator, 'onDidChange'>;
  readonly search: Pick<PaperSearch, 'recommend'>;
  readonly ready: () => Promise<void>;
  readonly log: Pick<Logger, 'warn'>;
}

/** Ranks unread papers by what the person annotated, read and skipped. The ranking is renewed when that changes. */
export class Recommendations implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<void>());
  /** Undefined before the first ranking and after a reset. */
  #ranked: readonly Recommendation[] | undefined;
  #isStale = true;
  /** The number of resets; a ranking that began before the latest one is discarded. */
  #resets = 0;
  #ranking: Promise<void> | undefined;

  /** Fires when the result of {@link ranked} has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly services: RecommendationServices,
    private readonly memento: Memory,
  ) {
    this.#own.add(services.state.onDidChange(() => (this.#isStale = true)));
    this.#own.add(services.rules.onDidChange(() => (this.#isStale = true)));
  }

  /**
   * Unread papers, best first; empty as long as there is nothing to learn from. While a new ranking is computed, which
   * takes about a second, it resolves to the previous one at once; `onDidChange` fires when the new one is complete.
   *
   * @param most how many are returned at most
   */
  async ranked(most = Infinity): Promise<readonly Recommendation[]> {
    void this.#renew();
    if (!this.#ranked) await this.#ranking;
    return runInTimeSlices(this.#stillUnread(this.#ranked ?? [], most), undefined, listingTurn);
  }

  /** Computes the ranking again if something that it depends on has changed; `onDidChange` fires when it is ready. */
  renew(): void {
    // A failure is reported to the callers that wait for the ranking.
    this.#renew()?.catch(() => undefined);
  }

  #renew(): Promise<void> | undefined {
    if (this.#isStale) this.#ranking ??= this.#rankAgain();
    return this.#ranking;
  }

  *#stillUnread(ranked: readonly Recommendation[], most: number): CooperativeTask<readonly Recommendation[]> {
    const unread: Recommendation[] = [];
    for (const recommendation of ranked) {
      if (unread.length >= most) break;
      if (this.services.state.needsTriage(recommendation.id)) unread.push(recommendation);
      yield;
    }
    return unread;
  }

  /** Ignores all judgements so far; a paper counts again once its state changes. */
  async reset(): Promise<StepChange> {
    const before = this.#forgotten();
    const judged = await runInTimeSlices(this.#judging());
    const now = judged.map(([id, one]) => [id, judgement(one)] as const);
    const after: Forgotten = Object.fromEntries(now);
    await this.#forget(after);
    const isStored = (expected: Forgotten): boolean =>
      JSON.stringify(this.#forgotten()) === JSON.stringify(expected);
    return changeOf(
      { key: forgottenKey, name: localizable('what recommendations are learnt from') },
      {
        isAsExpected: (direction) => Promise.resolve(isStored(direction === 'undo' ? after : before)),
        apply: async (direction) => {
          const [expected, wanted] = direction === 'undo' ? [after, before] : [before, after];
          if (!isStored(expected)) return false;
          await this.#forget(wanted);
          return true;
        },
      },
    );
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #rankAgain(): Promise<void> {
    const resets = this.#resets;
    this.#isStale = false;
    try {
      const ranked = await this.#rank();
      if (this.#resets === resets) this.#ranked = ranked;
    } catch (error) {
      this.#isStale = true;
      if (!this.#ranked) throw error;
      this.services.log.warn(`Recommendations: ${String(error)}`);
      return;
    } finally {
      this.#ranking = undefined;
    }
    this.#changed.fire();
  }

  async #rank(): Promise<readonly Recommendation[]> {
    await this.services.ready();
    const judged = await runInTimeSlices(this.#judging(), undefined, listingTurn);
    const forgotten = this.#forgotten();
    const trainingExamples = judged.flatMap(([id, one]) => {
      const example = forgotten[id] === judgement(one) ? undefined : trainingExampleOf(one);
      return example ? [{ id, ...example }] : [];
    });
    if (!trainingExamples.some(({ wanted }) => wanted)) return [];
    const known = new Set(trainingExamples.map(({ id }) => id));
    const newest = await runInTimeSlices(this.#listingUnread(), undefined, listingTurn);
    return this.services.search.recommend(
      trainingExamples,
      newest.filter((id) => !known.has(id)),
    );
  }

  /** The papers with which something was done. */
  *#judging(): CooperativeTask<readonly (readonly [PaperId, Judged])[]> {
    const { libraryService, state } = this.services;
    const found: (readonly [PaperId, Judged])[] = [];
    for (const id of libraryService.library.paperIds()) {
      yield;
      const note = state.note(id);
      const annotated = note !== undefined && (note.tags.length > 0 || note.highlights.length > 0);
      // States that rules set are not learnt from: recommendations would only repeat the rules.
      const judged = { state: state.ownTriage(id) ?? 'unread', annotated };
      if (trainingExampleOf(judged)) found.push([id, judged]);
    }
    return found;
  }

  *#listingUnread(): CooperativeTask<readonly PaperId[]> {
    const unread = new Set<PaperId>();
    for (const { paperIds } of this.services.libraryService.library.days) {
      for (const id of paperIds) {
        if (this.services.state.needsTriage(id)) unread.add(id);
        yield;
      }
      if (unread.size >= mostRanked) break;
    }
    return [...unread].slice(0, mostRanked);
  }

  #forgotten(): Forgotten {
    return parseForgotten(this.memento.get(forgottenKey));
  }

  async #forget(forgotten: Forgotten): Promise<void> {
    await this.memento.update(forgottenKey, forgotten);
    this.#ranked = undefined;
    this.#resets += 1;
    this.#isStale = true;
    this.#changed.fire();
  }
}

/** Entries of the stored object that are not strings, and anything but an object, are ignored. */
function parseForgotten(value: unknown): Forgotten {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [PaperId, string] => typeof entry[1] === 'string'),
  );
}
