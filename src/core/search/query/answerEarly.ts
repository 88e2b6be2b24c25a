import type { SearchHit, SearchOptions } from '../searchDocument';
import { isIdentifiedBy } from './identifierQuery';
import { matchesQuery } from './matchesQuery';
import { planQuery, type QueryPlan } from './planQuery';
import type { QueryablePaper } from './queryablePaper';
import { hitsOfTitleAndWords, loosened, type QueryAnswer, readQuery } from './queryAnswer';

/** What early answers need: a search of titles, and what is known of the papers. */
export interface EarlySources {
  search(text: string, options: SearchOptions): Promise<readonly SearchHit[]> | readonly SearchHit[];
  /** Undefined for a paper that is gone. */
  facts(id: string): QueryablePaper | undefined;
  /** All papers, in the order in which a query that ranks nothing is to list them. */
  ids(): Iterable<string>;
  /** Called now and then while all papers are looked at: a promise to be awaited before going on. */
  pause?(): Promise<void> | undefined;
}

/**
 * Answers while the index is being built. Looks at papers one by one, and says what is right: `executeQuery` has the same
 * answer, if both search the same texts.
 */
export async function answerEarly(
  text: string,
  sources: EarlySources,
  options: { readonly limit?: number } = {},
): Promise<QueryAnswer> {
  const limit = options.limit ?? 50;
  const { problems, identifier, wanted } = readQuery(text);
  const named = identifier === undefined ? [] : await sources.search(`${identifier} `, { limit });
  const titled = [
    ...named.filter((hit) => identifier !== undefined && isIdentifiedBy(identifier, hit)),
    ...(await sources.search('', { limit, title: text })),
  ];
  if (!wanted) return { hits: titled, problems, loosened: false };
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
  sources: EarlySources,
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
  sources: EarlySources,
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

function test(sources: EarlySources, id: string, accepts: (facts: QueryablePaper) => boolean): boolean {
  const facts = sources.facts(id);
  return facts !== undefined && accepts(facts);
}
