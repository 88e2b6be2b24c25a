import type { QueryNode } from '../search/query/queryNode';

/** What a rule does with the papers that it matches. */
export const ruleActions = ['hide', 'later', 'show'] as const;

export type RuleAction = (typeof ruleActions)[number];

export function isRuleAction(value: unknown): value is RuleAction {
  return (ruleActions as readonly unknown[]).includes(value);
}

/** A rule as it stands in the settings. */
export interface TriageRuleSetting {
  readonly name?: string;
  /** A query of the language that `parseQuery` reads. */
  readonly match: string;
  readonly action: RuleAction;
}

/** A rule that can be applied. */
export interface TriageRule {
  /** What is said of papers that it acts on; its query where it has no name. */
  readonly name: string;
  readonly query: QueryNode;
  readonly action: RuleAction;
}
