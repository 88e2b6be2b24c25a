import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import { countMatches } from '../../core/rules/countMatches';
import type { QueryablePaper } from '../../core/search/query/queryablePaper';
import type { PaperState } from '../../core/state/paperState';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { registerRuleCommands } from './ruleCommands';
import type { PaperViews } from '../../services/views/paperViews';
import { factsWithoutRules } from '../../services/rules/createRules';
import { newestFirst } from '../../services/search/searchCorpus';
import type { Stores } from '../../services/services';

/** Registers the commands of rules, and keeps what the rules say in step with the papers. */
export function registerRules(stores: Stores, views: PaperViews): Disposable {
  const { rules, state, reporter, ready } = stores;
  const { library } = stores.service;
  const own = new DisposableStore();
  own.add(
    state.onDidChange((ids) =>
      rules.recheck(ids === 'all' ? newestFirst(library) : ids.map((id) => library.idOf(id))),
    ),
  );
  own.add(
    registerRuleCommands({
      reporter,
      target: async (args) => {
        await ready();
        return (await views.resolve(args)).papers;
      },
      facts: (id) => factsWithoutRules(library.idOf(id), library, state),
      count: async (queries, signal) => {
        await ready();
        const ids = [...newestFirst(library)];
        const matching = await runInTimeSlices(countMatches(queries, allFacts(ids, library, state)), signal);
        return { all: ids.length, matching };
      },
    }),
  );
  return own;
}

function* allFacts(ids: readonly PaperId[], library: Library, state: PaperState): Iterable<QueryablePaper> {
  for (const id of ids) {
    const facts = factsWithoutRules(id, library, state);
    if (facts) yield facts;
  }
}
