import { matchesQuery } from '../search/query/matchesQuery';
import type { QueryablePaper } from '../search/query/queryablePaper';
import type { RuleAction, TriageRule } from './triageRule';

/** What the rules say of a paper: the name of the rule that says it. At most one is there. */
export interface RuleResult {
  readonly hiddenBy?: string;
  readonly laterBy?: string;
}

export const noRuleResult: RuleResult = {};

/**
 * Applies rules to a paper; of several with one action the first gives the name. What one rule keeps or shows no other
 * hides: a paper that is missed costs more than one too many.
 */
export function applyRules(rules: readonly TriageRule[], facts: QueryablePaper): RuleResult {
  const first = (action: RuleAction): TriageRule | undefined =>
    rules.find((rule) => rule.action === action && matchesQuery(rule.query, facts));
  const later = first('later');
  if (later) return { laterBy: later.name };
  // The rules that hide first: mostly none does, and then the others need not be asked.
  const hidden = first('hide');
  if (!hidden || first('show')) return noRuleResult;
  return { hiddenBy: hidden.name };
}

/** What a row says of a paper on which a rule acts. */
export function ruleResultText({ hiddenBy, laterBy }: RuleResult): string | undefined {
  if (hiddenBy !== undefined) return `hidden by rule: ${hiddenBy}`;
  return laterBy === undefined ? undefined : `for later by rule: ${laterBy}`;
}

/** The same where it stands for itself. */
export function ruleResultSentence(verdict: RuleResult): string | undefined {
  const text = ruleResultText(verdict);
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function isSameRuleResult(one: RuleResult, other: RuleResult): boolean {
  return one.hiddenBy === other.hiddenBy && one.laterBy === other.laterBy;
}
