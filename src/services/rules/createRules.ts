import type { Logger } from '../../core/base/logger';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import type { QueryablePaper } from '../../core/search/query/queryablePaper';
import type { PaperState } from '../../core/state/paperState';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { newestFirst, queryablePaper } from '../search/searchCorpus';

/** The triage rules for the papers. `state` is called only if there are rules. */
export function createRules(parts: {
  readonly library: Library;
  readonly state: () => PaperState;
  readonly log: Pick<Logger, 'error'>;
}): RuleEvaluator {
  const { library, state, log } = parts;
  return new RuleEvaluator({
    ids: () => newestFirst(library),
    facts: (id) => factsWithoutRules(id, library, state()),
    run: (steps) => runInTimeSlices(steps),
    report: (cause) => log.error('Triage rules:', cause),
  });
}

/** The facts that rules test: with the person's decisions, without the results of other rules. */
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
