import * as vscode from 'vscode';
import { newestFirst } from '../../services/search/searchCorpus';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { type RuleSuggestion, suggestRules } from '../../core/rules/suggestRules';
import { parseRuleQuery, ruleName } from '../../core/rules/parseTriageRules';
import type { RuleAction, TriageRuleSetting } from '../../core/rules/triageRule';
import type { QueryablePaper } from '../../core/search/query/queryablePaper';
import type { QueryNode } from '../../core/search/query/queryNode';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { paperCount } from '../../platform/vscode/ui/counts';
import { countMatches } from '../../core/rules/countMatches';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { factsWithoutRules } from '../../services/rules/createRules';
import { addRule, openRules } from '../../services/rules/ruleSettings';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';
import { type Message, localizable } from '../../core/base/localization';

/** Registers the commands of triage rules, and keeps the results of the rules in step with the papers. */
export function registerRules(_context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  const { rules, state, libraryService } = services;
  const { library } = libraryService;
  return vscode.Disposable.from(
    state.onDidChange((ids) =>
      rules.recheck(ids === 'all' ? newestFirst(library) : ids.map((id) => library.idOf(id))),
    ),
    registerRuleCommands(services),
  );
}

interface ActionItem extends vscode.QuickPickItem {
  readonly action: RuleAction;
}

function actions(): readonly ActionItem[] {
  return [
    {
      label: `$(eye-closed) ${l10n.t('Hide')}`,
      detail: l10n.t('They leave digests, recommendations and counts, unless you marked or annotated them.'),
      action: 'hide',
    },
    {
      label: `$(bookmark) ${l10n.t('Keep for Later')}`,
      detail: l10n.t('They stand in the view Later until you mark them otherwise.'),
      action: 'later',
    },
    {
      label: `$(eye) ${l10n.t('Always Show')}`,
      detail: l10n.t('No other rule hides them.'),
      action: 'show',
    },
  ];
}

/** Registers the commands that write triage rules. */
function registerRuleCommands(services: Services): Disposable {
  return registerCommands(
    {
      editTriageRules: openRules,
      addTriageRule: async (given) => {
        const rule = await askRule(services, typeof given === 'string' ? given : '');
        if (rule) await add(services, rule);
      },
      hideLikeThis: async (...args) => {
        await services.ready();
        const { paper: id } = await services.views.resolve(args);
        const facts = id === undefined ? undefined : factsOf(services, id);
        if (!facts) throw new UserFacingError(noPaperMessage);
        const rule = await askLikeness(services, facts);
        if (rule) await add(services, rule);
      },
    },
    services.reporter,
  );
}

async function askRule(services: Services, given: string): Promise<TriageRuleSetting | undefined> {
  const match = await askMatch(services, given);
  if (match === undefined) return undefined;
  const picked = await vscode.window.showQuickPick(actions(), {
    title: l10n.t('Add Triage Rule ({0}/{1})', 2, 3),
    placeHolder: l10n.t('What to do with papers that match'),
  });
  if (!picked) return undefined;
  const name = await askText({
    title: l10n.t('Add Triage Rule ({0}/{1})', 3, 3),
    value: ruleName(undefined, match),
    prompt: l10n.t('A name for the rule, which is shown on the papers that it acts on'),
  });
  return name === undefined ? undefined : ruleSetting(name, match, picked.action);
}

async function askMatch(services: Services, value: string): Promise<string | undefined> {
  let counting = new AbortController();
  const match = await askText({
    title: l10n.t('Add Triage Rule ({0}/{1})', 1, 3),
    value,
    prompt: l10n.t('Words and filters, as in Papers: Search'),
    placeHolder: l10n.t('title:survey, author:"Ada Lovelace", cat:cs.CV -diffusion'),
    validateInput: async (text) => {
      counting.abort();
      counting = new AbortController();
      if (text.trim() === '') return l10n.t('Type which papers the rule is for.');
      const query = parseRuleQuery(text);
      return query.ok ? matchesMessage(services, query.value, counting.signal) : shownMessage(query.error);
    },
  });
  counting.abort();
  return match?.trim();
}

function matchCount(matching: number, all: number): string {
  if (all === 1) return l10n.t('{0} of 1 paper matches.', matching);
  return matching === 1
    ? l10n.t('1 of {0} papers matches.', all)
    : l10n.t('{0} of {1} papers match.', matching, all);
}

async function matchesMessage(
  services: Services,
  query: QueryNode,
  signal: AbortSignal,
): Promise<vscode.InputBoxValidationMessage | undefined> {
  try {
    const { all, matching } = await count(services, [query], signal);
    return { message: matchCount(matching[0] ?? 0, all), severity: vscode.InputBoxValidationSeverity.Info };
  } catch (error) {
    // A rule can be added without knowing how many papers match.
    if (!signal.aborted) services.reporter.report(error);
    return undefined;
  }
}

const kinds: Readonly<Record<RuleSuggestion['kind'], Message>> = {
  author: localizable('author'),
  category: localizable('category'),
  'title word': localizable('title word'),
};

async function askLikeness(
  services: Services,
  facts: QueryablePaper,
): Promise<TriageRuleSetting | undefined> {
  const likenesses = suggestRules(facts).flatMap((likeness) => {
    const query = parseRuleQuery(likeness.match);
    return query.ok ? [{ ...likeness, query: query.value }] : [];
  });
  const items = count(
    services,
    likenesses.map(({ query }) => query),
  ).then(({ matching }) =>
    likenesses.map(({ kind, label, match }, index) =>
      plainRow({
        label,
        description: `${shownMessage(kinds[kind])} · ${paperCount(matching[index] ?? 0)}`,
        setting: ruleSetting(label, match, 'hide'),
      }),
    ),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Hide Papers Like “{0}”', facts.title),
    placeHolder: l10n.t('What the papers to hide have in common'),
    matchOnDescription: true,
  });
  return picked?.setting;
}

function factsOf({ libraryService, state }: Services, id: PaperId): QueryablePaper | undefined {
  return factsWithoutRules(libraryService.library.idOf(id), libraryService.library, state);
}

/** How many papers there are, and how many match each query. Rejects when `signal` is aborted. */
async function count(
  services: Services,
  queries: readonly QueryNode[],
  signal?: AbortSignal,
): Promise<{ readonly all: number; readonly matching: readonly number[] }> {
  await services.ready();
  const ids = [...newestFirst(services.libraryService.library)];
  const matching = await runInTimeSlices(countMatches(queries, allFacts(services, ids)), signal);
  return { all: ids.length, matching };
}

function* allFacts({ libraryService, state }: Services, ids: readonly PaperId[]): Iterable<QueryablePaper> {
  for (const id of ids) {
    const facts = factsWithoutRules(id, libraryService.library, state);
    if (facts) yield facts;
  }
}

function ruleSetting(name: string, match: string, action: RuleAction): TriageRuleSetting {
  const said = ruleName(name, match);
  return { ...(said !== ruleName(undefined, match) && { name: said }), match, action };
}

async function add(services: Services, rule: TriageRuleSetting): Promise<void> {
  const { history } = services;
  const name = ruleName(rule.name, rule.match);
  const label = l10n.t('Add Rule “{0}”', name);
  const { step } = await history.record(label, async (record) => record(await addRule(rule)));
  const query = parseRuleQuery(rule.match);
  const { all, matching } = await count(services, query.ok ? [query.value] : []);
  const message = addedMessage(rule.action, name, matching[0] ?? 0, all);
  history.offerUndo(message, step, { [l10n.t('Edit Rules')]: openRules });
}

/** The message about the effect of a new rule and the number of papers that it matches. */
function addedMessage(action: RuleAction, name: string, matching: number, all: number): string {
  switch (action) {
    case 'hide':
      return all === 1
        ? l10n.t(
            'The rule “{0}” matches {1} of 1 paper and hides those that you did not mark or annotate.',
            name,
            matching,
          )
        : l10n.t(
            'The rule “{0}” matches {1} of {2} papers and hides those that you did not mark or annotate.',
            name,
            matching,
            all,
          );
    case 'later':
      return all === 1
        ? l10n.t(
            'The rule “{0}” matches {1} of 1 paper and keeps those for later that you did not mark otherwise.',
            name,
            matching,
          )
        : l10n.t(
            'The rule “{0}” matches {1} of {2} papers and keeps those for later that you did not mark otherwise.',
            name,
            matching,
            all,
          );
    case 'show':
      return all === 1
        ? l10n.t(
            'The rule “{0}” matches {1} of 1 paper and keeps other rules from hiding them.',
            name,
            matching,
          )
        : l10n.t(
            'The rule “{0}” matches {1} of {2} papers and keeps other rules from hiding them.',
            name,
            matching,
            all,
          );
  }
}
