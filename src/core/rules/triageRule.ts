import type { QueryNode } from '../search/query/queryNode';

/** The effect of a rule on the papers that it matches. */
export const ruleActions = ['hide', 'later', 'show'] as const;

export type RuleAction = (typeof ruleActions)[number];

export function isRuleAction(value: unknown): value is RuleAction {
  return (ruleActions as readonly unknown[]).includes(value);
}

/** A rule as written in the settings. */
export interface TriageRuleSetting {
  readonly name?: string;
  /** A query in the syntax of `parseQuery`. */
  readonly match: string;
  readonly action: RuleAction;
}

/** A parsed rule. */
export interface TriageRule {
  /** Shown with the papers that it acts on: its name or else its query. */
  readonly name: string;
  readonly query: QueryNode;
  readonly action: RuleAction;
}
