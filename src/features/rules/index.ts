import * as vscode from 'vscode';
import { newestFirst } from '../../services/search/searchCorpus';
import type { Services } from '../../services/services';
import { registerRuleCommands } from './ruleCommands';

/** Registers the commands of triage rules, and keeps the results of the rules in step with the papers. */
export function registerRules(_context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  const { rules, state, service } = services;
  const { library } = service;
  return vscode.Disposable.from(
    state.onDidChange((ids) =>
      rules.recheck(ids === 'all' ? newestFirst(library) : ids.map((id) => library.idOf(id))),
    ),
    registerRuleCommands(services),
  );
}
