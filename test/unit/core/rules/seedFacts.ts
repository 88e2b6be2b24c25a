import type { QueryablePaper } from '../../../../src/core/search/query/queryablePaper';
import { factsOf } from '../search/query/factsOf';
import { seedDocuments } from '../search/seedDocuments';

/** The papers of the packaged digests, without any marks or notes. */
export const seedFacts: ReadonlyMap<string, QueryablePaper> = new Map(
  seedDocuments().map(({ id, title, abstract }) => [id, factsOf({ title, abstract })]),
);
