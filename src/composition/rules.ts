import type * as vscode from 'vscode';
import type { Library } from '../core/papers/library';
import type { PaperId } from '../core/papers/paper';
import { RuleVerdicts } from '../core/rules/ruleVerdicts';
import type { PaperFacts } from '../core/search/query/paperFacts';
import type { PaperState } from '../core/state/paperState';
import { inSlices } from '../host/base/inSlices';
import { RuleSettings } from '../host/triage/ruleSettings';
import { newestFirst, paperFacts } from './searchCorpus';

/** The triage rules over the papers. `state` is asked for only once rules are there. */
export function createRules(parts: {
  readonly library: Library;
  readonly state: () => PaperState;
  readonly log: vscode.LogOutputChannel;
}): { readonly rules: RuleVerdicts; readonly settings: RuleSettings } {
  const { library, state, log } = parts;
  const rules = new RuleVerdicts({
    ids: () => newestFirst(library),
    facts: (id) => factsWithoutRules(id, library, state()),
    run: (steps) => inSlices(steps),
    report: (cause) => log.error('Triage rules:', cause),
  });
  return { rules, settings: new RuleSettings(rules, log) };
}

/** Rules go by what the person said, not by what other rules did. */
export function factsWithoutRules(id: PaperId, library: Library, state: PaperState): PaperFacts | undefined {
  const paper = library.paper(id);
  return paper?.id === id ? paperFacts(paper, library, state, state.decision(id) ?? 'unread') : undefined;
}
