import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { suggestRules } from '../../core/rules/suggestRules';
import { parseRuleQuery, ruleName } from '../../core/rules/parseTriageRules';
import type { RuleAction, TriageRuleSetting } from '../../core/rules/triageRule';
import type { QueryablePaper } from '../../core/search/query/queryablePaper';
import type { QueryNode } from '../../core/search/query/queryNode';
import { askText } from '../../platform/vscode/ui/askText';
import { type FailureReporter, UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { addRule, openRules } from '../../services/rules/ruleSettings';

export interface RuleCommandsDeps {
  readonly reporter: FailureReporter;
  /** The papers that a command is about. */
  target(args: readonly unknown[]): Promise<readonly PaperId[]>;
  facts(id: PaperId): QueryablePaper | undefined;
  /** How many papers there are, and how many answer each query. Rejects when `signal` is aborted. */
  count(
    queries: readonly QueryNode[],
    signal?: AbortSignal,
  ): Promise<{ readonly all: number; readonly matching: readonly number[] }>;
}

interface ActionItem extends vscode.QuickPickItem {
  readonly action: RuleAction;
}

const actions: readonly ActionItem[] = [
  {
    label: '$(eye-closed) Hide',
    detail: 'They leave digests, recommendations and counts, unless you marked or annotated them.',
    action: 'hide',
  },
  {
    label: '$(bookmark) Keep for Later',
    detail: 'They stand in the view Later until you mark them otherwise.',
    action: 'later',
  },
  {
    label: '$(eye) Always Show',
    detail: 'No other rule hides them.',
    action: 'show',
  },
];

/** Registers the commands that write triage rules. */
export function registerRuleCommands(deps: RuleCommandsDeps): Disposable {
  return registerCommands(
    {
      editTriageRules: openRules,
      addTriageRule: async (given) => {
        const rule = await askRule(deps, typeof given === 'string' ? given : '');
        if (rule) await add(deps, rule);
      },
      hideLikeThis: async (...args) => {
        const [id] = await deps.target(args);
        const facts = id === undefined ? undefined : deps.facts(id);
        if (!facts) throw new UserFacingError('Select a paper in the Digests view or open one first.');
        const rule = await askLikeness(deps, facts);
        if (rule) await add(deps, rule);
      },
    },
    deps.reporter,
  );
}

async function askRule(deps: RuleCommandsDeps, given: string): Promise<TriageRuleSetting | undefined> {
  const match = await askMatch(deps, given);
  if (match === undefined) return undefined;
  const picked = await vscode.window.showQuickPick(actions, {
    title: 'Add Triage Rule (2/3)',
    placeHolder: 'What to do with papers that match',
  });
  if (!picked) return undefined;
  const name = await askText({
    title: 'Add Triage Rule (3/3)',
    value: ruleName(undefined, match),
    prompt: 'A name for the rule, which is shown on the papers that it acts on',
  });
  return name === undefined ? undefined : ruleSetting(name, match, picked.action);
}

async function askMatch(deps: RuleCommandsDeps, value: string): Promise<string | undefined> {
  let counting = new AbortController();
  const match = await askText({
    title: 'Add Triage Rule (1/3)',
    value,
    prompt: 'Words and filters, as in Papers: Search',
    placeHolder: 'title:survey, author:"Ada Lovelace", cat:cs.CV -diffusion',
    validateInput: async (text) => {
      counting.abort();
      counting = new AbortController();
      if (text.trim() === '') return 'Type which papers the rule is for.';
      const query = parseRuleQuery(text);
      return query.ok ? matchesMessage(deps, query.value, counting.signal) : query.error;
    },
  });
  counting.abort();
  return match?.trim();
}

async function matchesMessage(
  deps: RuleCommandsDeps,
  query: QueryNode,
  signal: AbortSignal,
): Promise<vscode.InputBoxValidationMessage | undefined> {
  try {
    const { all, matching } = await deps.count([query], signal);
    const message = `${matching[0] ?? 0} of ${all} papers match.`;
    return { message, severity: vscode.InputBoxValidationSeverity.Info };
  } catch (error) {
    // A rule can be added without knowing how many papers match.
    if (!signal.aborted) deps.reporter.report(error);
    return undefined;
  }
}

async function askLikeness(
  deps: RuleCommandsDeps,
  facts: QueryablePaper,
): Promise<TriageRuleSetting | undefined> {
  const likenesses = suggestRules(facts).flatMap((likeness) => {
    const query = parseRuleQuery(likeness.match);
    return query.ok ? [{ ...likeness, query: query.value }] : [];
  });
  const items = deps.count(likenesses.map(({ query }) => query)).then(({ matching }) =>
    likenesses.map(({ kind, label, match }, index) =>
      plainRow({
        label,
        description: `${kind} · ${pluralize(matching[index] ?? 0, 'paper')}`,
        setting: ruleSetting(label, match, 'hide'),
      }),
    ),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: `Hide Papers Like “${facts.title}”`,
    placeHolder: 'What the papers to hide have in common',
    matchOnDescription: true,
  });
  return picked?.setting;
}

function ruleSetting(name: string, match: string, action: RuleAction): TriageRuleSetting {
  const said = ruleName(name, match);
  return { ...(said !== ruleName(undefined, match) && { name: said }), match, action };
}

const done: Readonly<Record<RuleAction, string>> = {
  hide: 'hides papers that match, unless you marked or annotated them',
  later: 'keeps papers that match for later, unless you marked them otherwise',
  show: 'keeps other rules from hiding papers that match',
};

async function add(deps: RuleCommandsDeps, rule: TriageRuleSetting): Promise<void> {
  const undo = await addRule(rule);
  const message = `The rule “${ruleName(rule.name, rule.match)}” ${done[rule.action]}.`;
  // Not awaited: the toast may stand for a long time.
  void showInformation(message, 'Undo', 'Edit Rules').then(async (choice) => {
    try {
      if (choice === 'Undo') await undo();
      if (choice === 'Edit Rules') await openRules();
    } catch (error) {
      deps.reporter.report(error);
    }
  });
}
