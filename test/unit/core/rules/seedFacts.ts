import type { QueryablePaper } from '../../../../src/core/search/query/queryablePaper';
import { seedDocuments } from '../search/seedDocuments';

/** The facts of a paper of which only title and abstract are known. */
export function factsOf(known: Partial<QueryablePaper>): QueryablePaper {
  return {
    title: '',
    abstract: '',
    notes: '',
    tags: [],
    authors: [],
    categories: [],
    days: [],
    sources: [],
    state: 'unread',
    has: { note: false, tag: false, highlight: false, code: false },
    ...known,
  };
}

/** The papers of the packaged digests, without any marks or notes. */
export const seedFacts: ReadonlyMap<string, QueryablePaper> = new Map(
  seedDocuments().map(({ id, title, abstract }) => [id, factsOf({ title, abstract })]),
);
