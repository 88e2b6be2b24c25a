import { matchesQuery } from '../search/query/matchesQuery';
import type { QueryablePaper } from '../search/query/queryablePaper';
import type { RuleAction, TriageRule } from './triageRule';
import { localizable, type Message } from '../base/localization';

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

/** The text that a row shows for a paper on which a rule acts; undefined if no rule does. */
export function ruleResultText({ hiddenBy, laterBy }: RuleResult): Message | undefined {
  if (hiddenBy !== undefined) return localizable('hidden by rule: {0}', hiddenBy);
  return laterBy === undefined ? undefined : localizable('for later by rule: {0}', laterBy);
}

/** Like {@link ruleResultText}, for a place of its own. */
export function ruleResultSentence({ hiddenBy, laterBy }: RuleResult): Message | undefined {
  if (hiddenBy !== undefined) return localizable('Hidden by rule: {0}', hiddenBy);
  return laterBy === undefined ? undefined : localizable('For later by rule: {0}', laterBy);
}

export function isSameRuleResult(one: RuleResult, other: RuleResult): boolean {
  return one.hiddenBy === other.hiddenBy && one.laterBy === other.laterBy;
}
