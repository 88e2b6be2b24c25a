import type { SearchHit, SearchOptions } from '../searchDocument';
import { isIdentifiedBy, readIdentifier } from './identifierQuery';
import { matchesQuery } from './matchesQuery';
import { parseQuery } from './parseQuery';
import type { QueryablePaper } from './queryablePaper';
import { planQuery, type QueryPlan } from './planQuery';
import { type ParsedQuery, type QueryNode, type QueryProblem, queryError } from './queryNode';

/** The data for answers: the index, and the values of its papers. */
export interface QuerySources {
  search(text: string, options: SearchOptions): Promise<readonly SearchHit[]> | readonly SearchHit[];
  /** Undefined for a paper that is gone. */
  facts(id: string): QueryablePaper | undefined;
  /** All papers, in the order in which a query that ranks nothing is to list them. */
  ids(): Iterable<string>;
  /** Called now and then while all papers are looked at: a promise to be awaited before going on. */
  pause?(): Promise<void> | undefined;
}

export interface QueryAnswer {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** In the order of the text. While one is an error, nothing but a title is looked for. */
  readonly problems: readonly QueryProblem[];
  /** Whether no paper has a phrase as it is written, so that its words were looked for instead. */
  readonly loosened: boolean;
}

/**
 * Answers a query of the language that `parseQuery` reads. A paper whose title equals the whole text comes first. Looks
 * at papers one by one; `executeQuery` is for many.
 */
export async function answerQuery(
  text: string,
  sources: QuerySources,
  options: { readonly limit?: number } = {},
): Promise<QueryAnswer> {
  const limit = options.limit ?? 50;
  const parsed = parseQuery(text);
  const { problems } = parsed;
  const asked = readIdentifier(text);
  const named = asked ? await sources.search(`${asked.identifier} `, { limit }) : [];
  const titled = [
    ...named.filter((hit) => asked !== undefined && isIdentifiedBy(asked.identifier, hit)),
    ...(await sources.search('', { limit, title: text })),
  ];
  if (queryError(problems)) return { hits: titled, problems, loosened: false };
  const wanted = asked ? parseQuery(asked.text) : parsed;
  const strict = await answerPlan(planQuery(wanted), sources, limit);
  const loose = strict.length + titled.length === 0 ? loosened(wanted) : undefined;
  const hits = loose ? await answerPlan(planQuery(loose), sources, limit) : strict;
  return {
    hits: hitsOfTitleAndWords(titled, hits, limit),
    problems,
    loosened: loose !== undefined && hits.length > 0,
  };
}

async function answerPlan(
  plan: QueryPlan,
  sources: QuerySources,
  limit: number,
): Promise<readonly SearchHit[]> {
  const { text, deciding } = plan;
  const accepts =
    deciding.length > 0 &&
    ((facts: QueryablePaper): boolean => deciding.every((node) => matchesQuery(node, facts)));
  const filter = accepts ? { filter: (id: string) => test(sources, id, accepts) } : {};
  const ranked = text === '' ? [] : await sources.search(text, { limit, ...filter });
  if (!accepts || ranked.length >= limit || (text !== '' && !plan.beyondWords)) return ranked;
  return [...ranked, ...(await listed(sources, accepts, limit - ranked.length, ranked))];
}

/** Papers that pass, in their own order, without those that were ranked. */
async function listed(
  sources: QuerySources,
  accepts: (facts: QueryablePaper) => boolean,
  limit: number,
  ranked: readonly SearchHit[],
): Promise<SearchHit[]> {
  const known = new Set(ranked.map(({ id }) => id));
  const hits: SearchHit[] = [];
  for (const id of sources.ids()) {
    if (hits.length >= limit) break;
    await sources.pause?.();
    if (!known.has(id) && test(sources, id, accepts)) hits.push({ id, score: 0, terms: [], fields: {} });
  }
  return hits;
}

function test(sources: QuerySources, id: string, accepts: (facts: QueryablePaper) => boolean): boolean {
  const facts = sources.facts(id);
  return facts !== undefined && accepts(facts);
}

/** The query with its phrases read as words; undefined if it has no phrases. */
export function loosened(parsed: ParsedQuery): ParsedQuery | undefined {
  return parsed.node && hasPhrase(parsed.node) ? { ...parsed, node: loosen(parsed.node) } : undefined;
}

function hasPhrase(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(hasPhrase);
  return node.kind === 'phrase';
}

function loosen(node: QueryNode): QueryNode {
  if (node.kind === 'and' || node.kind === 'or') return { ...node, nodes: node.nodes.map(loosen) };
  return node.kind === 'phrase' ? { ...node, kind: 'word' } : node;
}

/** The papers whose title the query is, then the others; each with what is known of how it matched. */
export function hitsOfTitleAndWords(
  titled: readonly SearchHit[],
  hits: readonly SearchHit[],
  limit: number,
): SearchHit[] {
  if (titled.length === 0) return hits.slice(0, limit);
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const first = new Map(titled.map((hit) => [hit.id, byId.get(hit.id) ?? hit]));
  return [...first.values(), ...hits.filter(({ id }) => !first.has(id))].slice(0, limit);
}
