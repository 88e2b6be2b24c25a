import type { QueryablePaper } from '../../../../../src/core/search/query/queryablePaper';

/** The facts of an unread paper; those that are not given are empty. */
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
