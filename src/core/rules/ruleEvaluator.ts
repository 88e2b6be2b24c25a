import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import type { PaperId } from '../library/paper';
import type { QueryablePaper } from '../search/query/queryablePaper';
import { type RuleResult, applyRules, noRuleResult, isSameRuleResult } from './ruleResult';
import type { TriageRule } from './triageRule';

export interface RuleEvaluatorDeps {
  /** Every paper, those to evaluate first at the front. */
  ids(): Iterable<PaperId>;
  /** The paper's data without the effect of rules; undefined if the paper was removed. */
  facts(id: PaperId): QueryablePaper | undefined;
  /** Runs the steps in time slices. */
  run(steps: Iterator<void, void>): Promise<void>;
  report(cause: unknown): void;
}

/** Results are published after this many papers, then after twice as many, and so on. */
const firstBatch = 64;

/**
 * Caches the result of the rules for each paper until the paper or the rules change. Papers are evaluated in small
 * steps; until a paper is evaluated again, its previous result is kept. Does nothing without rules.
 */
export class RuleEvaluator implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new Emitter<readonly PaperId[]>());
  readonly #results = new Map<PaperId, RuleResult>();
  /** Papers to be evaluated, in order. */
  readonly #waiting = new Set<PaperId>();
  #rules: readonly TriageRule[] = [];
  #running: Promise<void> | undefined;
  /** Resolvers of the promises that {@link setRules} returned. */
  #begun: (() => void)[] = [];

  /** Fires with the papers whose result has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly deps: RuleEvaluatorDeps) {}

  get rules(): readonly TriageRule[] {
    return this.#rules;
  }

  of(id: PaperId): RuleResult {
    return this.#results.get(id) ?? noRuleResult;
  }

  /** Replaces the rules. Resolves once the first papers have been evaluated. */
  setRules(rules: readonly TriageRule[]): Promise<void> {
    this.#rules = rules;
    this.#waiting.clear();
    if (rules.length === 0) {
      const freed = [...this.#results.keys()];
      this.#results.clear();
      this.#publish(freed);
      return Promise.resolve();
    }
    // Papers that have a result but were removed from the library are evaluated too, which drops their result.
    for (const id of this.deps.ids()) this.#waiting.add(id);
    for (const id of this.#results.keys()) this.#waiting.add(id);
    const begun = new Promise<void>((resolve) => this.#begun.push(resolve));
    this.#start();
    return begun;
  }

  /** Evaluates changed papers again. */
  recheck(ids: Iterable<PaperId>): void {
    if (this.#rules.length === 0) return;
    for (const id of ids) this.#waiting.add(id);
    this.#start();
  }

  /** Resolves when no paper is left to evaluate. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  dispose(): void {
    this.#rules = [];
    this.#waiting.clear();
    this.#disposables.dispose();
  }

  #start(): void {
    this.#running ??= this.deps
      .run(this.#steps())
      .catch((error: unknown) => {
        // An error would be reported again for every paper.
        this.#waiting.clear();
        this.deps.report(error);
      })
      .finally(() => {
        this.#running = undefined;
        this.#resolveBegun();
        // Papers may have changed after the last step.
        if (this.#waiting.size > 0) this.#start();
      });
  }

  /** Iterating a set includes items that are added meanwhile, so this ends when no paper is left. */
  *#steps(): Generator<void, void> {
    let changed: PaperId[] = [];
    let judged = 0;
    let tellAfter = firstBatch;
    for (const id of this.#waiting) {
      this.#waiting.delete(id);
      if (this.#evaluate(id)) changed.push(id);
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

  /** Evaluates one paper; returns whether its result changed. */
  #evaluate(id: PaperId): boolean {
    const facts = this.deps.facts(id);
    const verdict = facts ? applyRules(this.#rules, facts) : noRuleResult;
    if (isSameRuleResult(verdict, this.of(id))) return false;
    if (isSameRuleResult(verdict, noRuleResult)) this.#results.delete(id);
    else this.#results.set(id, verdict);
    return true;
  }

  #publish(changed: readonly PaperId[]): void {
    if (changed.length > 0) this.#changed.fire(changed);
    this.#resolveBegun();
  }

  #resolveBegun(): void {
    for (const tell of this.#begun.splice(0)) tell();
  }
}
