import { matchesQuery } from '../search/query/matchesQuery';
import type { QueryablePaper } from '../search/query/queryablePaper';
import type { QueryNode } from '../search/query/queryNode';

/** Counts the papers that match each query, yielding after each paper. The result is in the order of the queries. */
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
