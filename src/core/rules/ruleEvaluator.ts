import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import type { PaperId } from '../library/paper';
import type { QueryablePaper } from '../search/query/queryablePaper';
import { type RuleResult, applyRules, noRuleResult, isSameRuleResult } from './ruleResult';
import type { TriageRule } from './triageRule';

export interface RuleEvaluatorDeps {
  /** Every paper; what should be judged first in front. */
  ids(): Iterable<PaperId>;
  /** As they are without rules; undefined for a paper that is gone. */
  facts(id: PaperId): QueryablePaper | undefined;
  /** Takes the steps, with other work in between. */
  run(steps: Iterator<void, void>): Promise<void>;
  report(cause: unknown): void;
}

/** After so many papers what is known is told; after twice as many, again, and so on. */
const firstBatch = 64;

/**
 * What the rules say of each paper, kept until the paper or the rules change. Papers are judged in small steps; until
 * a paper's turn comes, what was said of it before stands. Without rules it does nothing at all.
 */
export class RuleEvaluator implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<readonly PaperId[]>());
  readonly #verdicts = new Map<PaperId, RuleResult>();
  /** Papers whose turn is yet to come, in order. */
  readonly #waiting = new Set<PaperId>();
  #rules: readonly TriageRule[] = [];
  #judging: Promise<void> | undefined;
  /** Resolve the promises of {@link setRules}. */
  #begun: (() => void)[] = [];

  /** Fires with the papers of which the rules now say something else. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly deps: RuleEvaluatorDeps) {}

  get rules(): readonly TriageRule[] {
    return this.#rules;
  }

  of(id: PaperId): RuleResult {
    return this.#verdicts.get(id) ?? noRuleResult;
  }

  /** Applies other rules. Resolves once the first papers are judged by them. */
  setRules(rules: readonly TriageRule[]): Promise<void> {
    this.#rules = rules;
    this.#waiting.clear();
    if (rules.length === 0) {
      const freed = [...this.#verdicts.keys()];
      this.#verdicts.clear();
      this.#publish(freed);
      return Promise.resolve();
    }
    // Those that had a verdict and are gone from the library are judged too, and so forgotten.
    for (const id of this.deps.ids()) this.#waiting.add(id);
    for (const id of this.#verdicts.keys()) this.#waiting.add(id);
    const begun = new Promise<void>((resolve) => this.#begun.push(resolve));
    this.#start();
    return begun;
  }

  /** Judges papers anew that have changed. */
  recheck(ids: Iterable<PaperId>): void {
    if (this.#rules.length === 0) return;
    for (const id of ids) this.#waiting.add(id);
    this.#start();
  }

  /** Resolves when no paper waits for its turn. */
  async settled(): Promise<void> {
    while (this.#judging) await this.#judging;
  }

  dispose(): void {
    this.#rules = [];
    this.#waiting.clear();
    this.#own.dispose();
  }

  #start(): void {
    this.#judging ??= this.deps
      .run(this.#steps())
      .catch((error: unknown) => {
        // What fails for one paper would be told for each.
        this.#waiting.clear();
        this.deps.report(error);
      })
      .finally(() => {
        this.#judging = undefined;
        this.#tellBegun();
        // Of papers that changed after the last step.
        if (this.#waiting.size > 0) this.#start();
      });
  }

  /** A set gives what is added to it while it is gone through, so this ends when nobody waits. */
  *#steps(): Generator<void, void> {
    let changed: PaperId[] = [];
    let judged = 0;
    let tellAfter = firstBatch;
    for (const id of this.#waiting) {
      this.#waiting.delete(id);
      if (this.#judge(id)) changed.push(id);
      judged += 1;
      if (judged === tellAfter) {
        tellAfter *= 2;
        this.#publish(changed);
        changed = [];
      }
      yield;
    }
    this.#publish(changed);
  }

  /** Whether the verdict is another than before. */
  #judge(id: PaperId): boolean {
    const facts = this.deps.facts(id);
    const verdict = facts ? applyRules(this.#rules, facts) : noRuleResult;
    if (isSameRuleResult(verdict, this.of(id))) return false;
    if (isSameRuleResult(verdict, noRuleResult)) this.#verdicts.delete(id);
    else this.#verdicts.set(id, verdict);
    return true;
  }

  #publish(changed: readonly PaperId[]): void {
    if (changed.length > 0) this.#changed.fire(changed);
    this.#tellBegun();
  }

  #tellBegun(): void {
    for (const tell of this.#begun.splice(0)) tell();
  }
}
