import { createSelector } from '../../../../src/core/highlights/selector';
import type { Highlight } from '../../../../src/core/notes/note';

/** A highlight of a part of an abstract, without comment or tags. */
export function plainHighlight(id: string, abstract: string, start: number, end: number): Highlight {
  return {
    ...createSelector(abstract, start, end),
    id,
    field: 'abstract',
    color: 'yellow',
    comment: '',
    tags: [],
    created: '',
    state: 'anchored',
  };
}

/** The same for the first place of some words. */
export function plainHighlightOf(id: string, abstract: string, quote: string): Highlight {
  const start = abstract.indexOf(quote);
  return plainHighlight(id, abstract, start, start + quote.length);
}
