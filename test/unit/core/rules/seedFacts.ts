import type { QueryablePaper } from '../../../../src/core/search/query/queryablePaper';
import { seedDocuments } from '../search/seedDocuments';

/** What is known of a paper of which only title and abstract are. */
export function factsOf(known: Partial<QueryablePaper>): QueryablePaper {
  return {
    ...{ title: '', abstract: '', notes: '', tags: [], authors: [], categories: [], days: [], sources: [] },
    state: 'unread',
    has: { note: false, tag: false, highlight: false, code: false },
    ...known,
  };
}

/** The papers of the packaged digests, as nobody has done anything with them. */
export const seedFacts: ReadonlyMap<string, QueryablePaper> = new Map(
  seedDocuments().map(({ id, title, abstract }) => [id, factsOf({ title, abstract })]),
);
