import {
  notesNotRead,
  type ToolHits,
  type ToolLibrary,
  type ToolPlace,
  type ToolSearchOptions,
} from '../../core/assistants/toolLibrary';
import type { PaperId } from '../../core/library/paper';
import type { SearchScope } from '../../core/search/indexProtocol';
import { parseQuery } from '../../core/search/query/parseQuery';
import {
  type HeldThing,
  type QueryNode,
  type QueryProblem,
  queryError,
} from '../../core/search/query/queryNode';
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
  readonly triage: Pick<TriageStore, 'putSince'>;
  readonly search: AnySearch;
  /** The address of the folder of notes, without a slash at its end. */
  readonly notesFolder: () => string;
}

type AnySearch = Pick<PaperSearch, 'search' | 'searchEarly' | 'related'>;

/** Searches wait for the index for this time, in milliseconds. The first one of a large library takes minutes to build. */
const indexPatience = 10_000;

/** In milliseconds. */
const week = 7 * 24 * 60 * 60 * 1000;

type ApiPart = Omit<
  ToolLibrary,
  'search' | 'related' | 'recommended' | 'readThisWeek' | 'fetchFullText' | 'references'
> & {
  readonly references: (id: PaperId) => Promise<readonly Omit<ToolPlace, 'isOfNote'>[]>;
};

/** The public API, with additions for assistants. */
export function toolLibrary(api: ApiPart, services: AssistantServices): ToolLibrary {
  const { recommendations, fullTexts, state, search, triage } = services;
  return {
    days: () => api.days(),
    paper: (id) => api.paper(id),
    search: (query, options) => searchForTool(search, query, options),
    related: async (id, { limit, ...scope }) =>
      (await search.related(state.paper(id)?.id ?? id, limit, scope)).map((hit) => ({ paperId: hit.id })),
    recommended: async ({ limit }) =>
      (await recommendations.ranked(limit)).map(({ id }) => ({ paperId: id })),
    readThisWeek: async () => {
      const read = await triage.putSince('read', Date.now() - week);
      // A paper may have several ids.
      const ids = new Set(read.flatMap((id) => state.paper(id)?.id ?? []));
      return [...ids].map((paperId) => ({ paperId }));
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
    references: async (id) => {
      const notes = `${services.notesFolder()}/`;
      return (await api.references(id)).map((place) => ({ ...place, isOfNote: place.uri.startsWith(notes) }));
    },
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
async function searchForTool(
  search: AnySearch,
  query: string,
  { limit, ...scope }: ToolSearchOptions,
): Promise<ToolHits> {
  const refused = scope.withoutNotes === true ? noteFilters(parseQuery(query).node) : [];
  const allowed = refused.length > 0 ? withoutErrors(query, refused) : query;
  const answer = await searchSoon(search, allowed, limit, scope);
  const problems = [...refused, ...answer.problems];
  const error = queryError(problems);
  if (!error) return toolHits(answer);
  const others = queryError(answer.problems)
    ? await searchSoon(search, withoutErrors(allowed, answer.problems), limit, scope)
    : answer;
  return { ...toolHits(others), error: localized(error.message) };
}

async function searchSoon(
  search: AnySearch,
  query: string,
  limit: number,
  scope: SearchScope,
): Promise<EarlyAnswer> {
  const complete = await resultWithin(search.search(query, limit, scope), indexPatience);
  return complete ? { ...complete.value, early: false } : search.searchEarly(query, limit, scope);
}

/** What notes have: a query for it tells of them. */
const ofNotes: ReadonlySet<string> = new Set<HeldThing>(['note', 'tag', 'highlight']);

/** The filters of a query that tell of notes, each as an error. */
function noteFilters(node: QueryNode | undefined): readonly QueryProblem[] {
  if (!node) return [];
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.flatMap(noteFilters);
  if (node.kind === 'not') return noteFilters(node.node);
  if (node.kind !== 'criterion') return [];
  const { criterion, range } = node;
  const isOfNotes = criterion.kind === 'tag' || (criterion.kind === 'has' && ofNotes.has(criterion.thing));
  return isOfNotes ? [{ range, message: { text: notesNotRead }, severity: 'error' }] : [];
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
