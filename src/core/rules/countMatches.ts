import { matchesQuery } from '../search/query/matchesQuery';
import type { QueryablePaper } from '../search/query/queryablePaper';
import type { QueryNode } from '../search/query/queryNode';

/** How many papers answer each of the queries, in steps of one paper. */
export function* countMatches(
  queries: readonly QueryNode[],
  papers: Iterable<QueryablePaper>,
): Generator<void, readonly number[]> {
  const counts = queries.map(() => 0);
  for (const facts of papers) {
    for (const [index, query] of queries.entries()) {
      if (matchesQuery(query, facts)) counts[index] = (counts[index] ?? 0) + 1;
    }
    yield;
  }
  return counts;
}
