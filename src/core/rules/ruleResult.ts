import { matchesQuery } from '../search/query/matchesQuery';
import type { QueryablePaper } from '../search/query/queryablePaper';
import type { RuleAction, TriageRule } from './triageRule';

/** The effect of the rules on a paper: the name of the rule that applies. At most one field is set. */
export interface RuleResult {
  readonly hiddenBy?: string;
  readonly laterBy?: string;
}

export const noRuleResult: RuleResult = {};

/**
 * Applies rules to a paper; of several rules with one action the first is named. A paper that a rule keeps or shows is
 * hidden by no other rule: missing a paper costs more than showing one too many.
 */
export function applyRules(rules: readonly TriageRule[], facts: QueryablePaper): RuleResult {
  const first = (action: RuleAction): TriageRule | undefined =>
    rules.find((rule) => rule.action === action && matchesQuery(rule.query, facts));
  const later = first('later');
  if (later) return { laterBy: later.name };
  // Hide rules first: usually none matches, and then the show rules need not be evaluated.
  const hidden = first('hide');
  if (!hidden || first('show')) return noRuleResult;
  return { hiddenBy: hidden.name };
}

/** The text that a row shows for a paper on which a rule acts; undefined if none does. */
export function ruleResultText({ hiddenBy, laterBy }: RuleResult): string | undefined {
  if (hiddenBy !== undefined) return `hidden by rule: ${hiddenBy}`;
  return laterBy === undefined ? undefined : `for later by rule: ${laterBy}`;
}

/** Like {@link ruleResultText}, starting with a capital letter. */
export function ruleResultSentence(verdict: RuleResult): string | undefined {
  const text = ruleResultText(verdict);
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function isSameRuleResult(one: RuleResult, other: RuleResult): boolean {
  return one.hiddenBy === other.hiddenBy && one.laterBy === other.laterBy;
}
