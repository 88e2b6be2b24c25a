import type { ToolHits, ToolLibrary } from '../../core/assistants/toolLibrary';
import { type QueryProblem, queryError } from '../../core/search/query/queryNode';
import type { PaperState } from '../../core/state/paperState';
import type { TriageStore } from '../../core/triage/triageStore';
import type { EarlyAnswer, PaperSearch } from '../search/paperSearch';
import { resultWithin } from '../../platform/common/resultWithin';
import type { FullTexts } from '../fullTexts/fullTexts';
import type { Recommendations } from '../recommendations/recommendations';
import { localized } from '../../core/base/localization';

/** The parts of services that only assistants use. */
interface AssistantServices {
  readonly recommendations: Pick<Recommendations, 'ranked'>;
  readonly fullTexts: Pick<FullTexts, 'fetch'>;
  readonly state: Pick<PaperState, 'paper'>;
  readonly triage: Pick<TriageStore, 'records'>;
  readonly search: AnySearch;
}

type AnySearch = Pick<PaperSearch, 'search' | 'searchEarly'>;

/** Searches wait for the index for this time, in milliseconds. The first one of a large library takes minutes to build. */
const indexPatience = 10_000;

/** In milliseconds. */
const week = 7 * 24 * 60 * 60 * 1000;

type ApiPart = Omit<ToolLibrary, 'search' | 'recommended' | 'readThisWeek' | 'fetchFullText'>;

/** The public API, with additions for assistants. */
export function toolLibrary(api: ApiPart, services: AssistantServices): ToolLibrary {
  const { recommendations, fullTexts, state, search, triage } = services;
  return {
    days: () => api.days(),
    paper: (id) => api.paper(id),
    search: (query, { limit }) => searchForTool(search, query, limit),
    related: (id, options) => api.related(id, options),
    recommended: async ({ limit }) =>
      (await recommendations.ranked(limit)).map(({ id }) => ({ paperId: id })),
    readThisWeek: async () => {
      const since = Date.now() - week;
      const read = [...(await triage.records()).values()].filter(
        (mark) => mark.state === 'read' && mark.at >= since,
      );
      const ids = read.toSorted((a, b) => b.at - a.at).flatMap(({ id }) => state.paper(id)?.id ?? []);
      return ids.map((paperId) => ({ paperId }));
    },
    passages: (query, options) => api.passages(query, options),
    fullText: (id) => api.fullText(id),
    fetchFullText: async (id) => {
      const paper = state.paper(id);
      const fetched = paper && (await fullTexts.fetch(paper));
      return fetched?.ok === false ? localized(fetched.error.message) : undefined;
    },
    note: (id) => api.note(id),
    cite: (ids, format) => api.cite(ids, format),
    references: (id) => api.references(id),
    triage: (id) => api.triage(id),
    setTriage: (id, state) => api.setTriage(id, state),
    updateNote: (id, change) => api.updateNote(id, change),
    addHighlight: (id, range, options) => api.addHighlight(id, range, options),
  };
}

/**
 * Searches for a query of a model, which may write filters that do not exist: these are searched for as words, or ignored if
 * their value is wrong.
 */
async function searchForTool(search: AnySearch, query: string, limit: number): Promise<ToolHits> {
  const answer = await searchSoon(search, query, limit);
  const error = queryError(answer.problems);
  if (!error) return toolHits(answer);
  const others = await searchSoon(search, withoutErrors(query, answer.problems), limit);
  return { ...toolHits(others), error: localized(error.message) };
}

async function searchSoon(search: AnySearch, query: string, limit: number): Promise<EarlyAnswer> {
  const complete = await resultWithin(search.search(query, limit), indexPatience);
  return complete ? { ...complete.value, early: false } : search.searchEarly(query, limit);
}

function toolHits({ hits, early, loosened }: EarlyAnswer): ToolHits {
  return { hits: hits.map(({ id }) => ({ paperId: id })), isPartial: early, isLoosened: loosened };
}

/** The query with unknown filters as words ("method:x" as "method x"), and without filters whose value is wrong. */
function withoutErrors(query: string, problems: readonly QueryProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.reduceRight(
    (text, { range: { start, end } }) => {
      if (text[end - 1] === ':') return `${text.slice(0, end - 1)} ${text.slice(end)}`;
      const before = text.slice(0, text.lastIndexOf(' ', start) + 1);
      return `${before} ${text.slice(end)}`;
    },
    query.replace(/\s/gu, ' '),
  );
}
