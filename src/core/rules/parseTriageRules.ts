import { hasFields, isRecord } from '../base/guards';
import { parseQuery } from '../search/query/parseQuery';
import type { QueryNode } from '../search/query/queryNode';
import { listOf } from '../search/query/operators';
import { type Result, err, ok } from '../base/result';
import { type TriageRule, isRuleAction, ruleActions } from './triageRule';
import { localizable, type Message } from '../base/localization';
import { termsOf } from '../search/tokenize';

/** The valid rules of the setting, in order, and what is wrong with the others. */
export interface ParsedRules {
  readonly rules: readonly TriageRule[];
  /** Sentences to show to the user, in the order of the rules. */
  readonly problems: readonly Message[];
}

/** In UTF-16 units; rule names are shown next to titles. */
const longestName = 80;

/** Parses the value of the setting. An invalid rule does not affect the others. Never throws. */
export function parseTriageRules(value: unknown): ParsedRules {
  if (value === undefined || value === null) return { rules: [], problems: [] };
  if (!Array.isArray(value))
    return { rules: [], problems: [localizable('The setting is not a list of rules.')] };
  const rules: TriageRule[] = [];
  const problems: Message[] = [];
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const rule = readRule(entry);
    if (rule.ok) rules.push(rule.value);
    else problems.push(problemOfRule(index + 1, labelOf(entry), rule.error));
  }
  return { rules, problems };
}

/**
 * Parses the query of a rule. Rules run unattended, so what is only a warning in a search, and a query that matches
 * everything, are errors here.
 */
export function parseRuleQuery(text: string): Result<QueryNode, Message> {
  const { node, problems } = parseQuery(text);
  const [problem] = problems;
  if (problem) return err(problem.message);
  return node && !matchesEverything(node)
    ? ok(node)
    : err(localizable('The query matches every paper. Name a word or a filter.'));
}

/** The display name of a rule: its own name or else its query, on one line and truncated. */
export function ruleName(name: string | undefined, match: string): string {
  const line = fold(name ?? '') || fold(match);
  return line.length <= longestName
    ? line
    : `${line.slice(0, longestName - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function readRule(entry: unknown): Result<TriageRule, Message> {
  if (!isRecord(entry)) return err(localizable('It is not an object with “match” and “action”.'));
  const { name, match, action } = entry;
  if (name !== undefined && typeof name !== 'string') return err(localizable('Its “name” is not a text.'));
  if (typeof match !== 'string' || match.trim() === '')
    return err(localizable('It has no “match”, the query for its papers.'));
  if (!isRuleAction(action))
    return err(localizable('Its “action” has to be one of {0}.', listOf(ruleActions)));
  const query = parseRuleQuery(match);
  return query.ok ? ok({ name: ruleName(name, match), query: query.value, action }) : query;
}

function labelOf(entry: unknown): string {
  if (!hasFields(entry)) return '';
  const { name, match } = entry;
  return ruleName(typeof name === 'string' ? name : undefined, typeof match === 'string' ? match : '');
}

function problemOfRule(position: number, label: string, problem: Message): Message {
  return label === ''
    ? localizable('Rule {0}: {1}', String(position), problem)
    : localizable('Rule {0} (“{1}”): {2}', String(position), label, problem);
}

function fold(text: string): string {
  return text
    .slice(0, 10 * longestName)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a query matches every paper because it contains no searchable word: `***`, `-"…"` alone, `title:"!"`. */
function matchesEverything(node: QueryNode): boolean {
  switch (node.kind) {
    case 'word':
    case 'phrase':
      return termsOf(node.text).length === 0;
    case 'criterion':
      return node.criterion.kind === 'title' && termsOf(node.criterion.text).length === 0;
    case 'not':
      return matchesEverything(node.node);
    case 'and':
      return node.nodes.every(matchesEverything);
    case 'or':
      return node.nodes.some(matchesEverything);
  }
}
