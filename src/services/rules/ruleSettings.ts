import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { StepChange } from '../../core/history/historyStep';
import { listChange, type StoredList } from '../../core/history/listChange';
import { parseTriageRules } from '../../core/rules/parseTriageRules';
import type { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import type { TriageRuleSetting } from '../../core/rules/triageRule';
import { type FailureReporter, UserFacingError } from '../../platform/vscode/ui/commands';
import { showWarning } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { Log } from '../../platform/vscode/ui/log';
import { type Message, localized } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

const section = 'dailyPapers';
const setting = 'triageRules';
const rulesSetting = `${section}.${setting}`;

/** At most this many problems are listed in a warning. */
const mostSaid = 3;

/** Applies the rules that the settings hold, and those that they hold after a change. */
export class RuleSettings implements Disposable {
  readonly #own = new DisposableStore();
  /** The text of the last warning, which is not repeated. */
  #said = '';

  constructor(
    private readonly verdicts: RuleEvaluator,
    private readonly log: Log,
    private readonly reporter: FailureReporter,
  ) {}

  /** To be called once the papers are known. Resolves when the first of them are judged. */
  async begin(): Promise<void> {
    this.#own.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(rulesSetting)) this.reporter.watch(this.#apply());
      }),
    );
    await this.#apply();
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #apply(): Promise<void> {
    const { rules, problems } = parseTriageRules(configured().get<unknown>(setting));
    const hides = rules.some(({ action }) => action === 'hide');
    void contextKeys.hasHidingRules.set(hides);
    this.#warn(problems.map(shownMessage));
    await this.verdicts.setRules(rules);
  }

  #warn(problems: readonly Message[]): void {
    const said = problems.map((problem) => localized(problem));
    if (said.join('\n') === this.#said) return;
    this.#said = said.join('\n');
    if (problems.length === 0) return;
    for (const problem of said) this.log.warn(`${rulesSetting}: ${problem}`);
    const sentences = [
      problems.length === 1
        ? l10n.t('A triage rule is left out.')
        : l10n.t('{0} triage rules are left out.', problems.length),
      ...problems.slice(0, mostSaid).map(shownMessage),
      ...(problems.length > mostSaid ? [l10n.t('The log names the others.')] : []),
    ];
    const open = { [l10n.t('Open Settings')]: openRules };
    showWithActions(this.reporter, sentences.join(' '), open, showWarning);
  }
}

/** Shows the rules in the person's settings.json; puts the setting there where it is missing. */
export async function openRules(): Promise<void> {
  const edit = configured().inspect<unknown>(setting)?.globalValue === undefined;
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', {
    revealSetting: { key: rulesSetting, edit },
  });
}

/** The rules in the person's settings. Every state of a rule is an item of its own: rules have no other identity. */
const ownRules: StoredList<unknown> = {
  read: readOwnRules,
  write,
  keyOf: (rule) => JSON.stringify(rule),
  targetOf: (rule) => ({
    key: `rule:${JSON.stringify(rule)}`,
    name: l10n.t('the rule “{0}”', ruleLabel(rule)),
  }),
};

/** Adds a rule to the person's settings. Resolves to the change, which leaves other rules as they are. */
export async function addRule(rule: TriageRuleSetting): Promise<StepChange> {
  const before = readOwnRules();
  const after = [...(before ?? []), rule];
  await write(after);
  return listChange(ownRules, before, after);
}

/** The name of a rule. The value from the settings may have any type. */
function ruleLabel(rule: unknown): string {
  const { name, match } = (rule ?? {}) as { readonly name?: unknown; readonly match?: unknown };
  const label = typeof name === 'string' ? name : match;
  return typeof label === 'string' ? label : JSON.stringify(rule);
}

/** Undefined if the setting is not set. */
function readOwnRules(): readonly unknown[] | undefined {
  const own = configured().inspect<unknown>(setting)?.globalValue;
  if (own === undefined) return undefined;
  if (!Array.isArray(own))
    throw new UserFacingError(
      l10n.t('The setting “{0}” is not a list. Run Papers: Edit Triage Rules to correct it.', rulesSetting),
    );
  return own as readonly unknown[];
}

async function write(rules: readonly unknown[] | undefined): Promise<void> {
  try {
    await configured().update(setting, rules, vscode.ConfigurationTarget.Global);
  } catch (cause) {
    throw new UserFacingError(
      l10n.t(
        'The rule could not be written to your settings. Correct the errors in settings.json and try again.',
      ),
      { cause },
    );
  }
}

function configured(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(section);
}
