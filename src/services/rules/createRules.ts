import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import type { QueryablePaper } from '../../core/search/query/queryablePaper';
import type { PaperState } from '../../core/state/paperState';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { RuleSettings } from './ruleSettings';
import { newestFirst, queryablePaper } from '../search/searchCorpus';
import type { Log } from '../../platform/vscode/ui/log';

/** The triage rules over the papers. `state` is asked for only once rules are there. */
export function createRules(parts: {
  readonly library: Library;
  readonly state: () => PaperState;
  readonly log: Log;
}): { readonly rules: RuleEvaluator; readonly settings: RuleSettings } {
  const { library, state, log } = parts;
  const rules = new RuleEvaluator({
    ids: () => newestFirst(library),
    facts: (id) => factsWithoutRules(id, library, state()),
    run: (steps) => runInTimeSlices(steps),
    report: (cause) => log.error('Triage rules:', cause),
  });
  return { rules, settings: new RuleSettings(rules, log) };
}

/** Rules go by what the person said, not by what other rules did. */
export function factsWithoutRules(
  id: PaperId,
  library: Library,
  state: PaperState,
): QueryablePaper | undefined {
  const paper = library.paper(id);
  return paper?.id === id
    ? queryablePaper(paper, library, state, state.ownTriage(id) ?? 'unread')
    : undefined;
}
