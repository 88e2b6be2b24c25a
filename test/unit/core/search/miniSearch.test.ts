import assert from 'node:assert/strict';
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import type { SearchDocument } from '../../../../src/core/search/searchDocument';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { runs } from '../../../support/testLength';

// Letters that form no English ending, so that each word is its own stem. Words share beginnings often.
const word = fc.string({ unit: fc.constantFrom('k', 'z', 'b', 'm'), minLength: 1, maxLength: 6 });
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: 1, maxLength }).map((list) => list.join(' '));
const corpus = fc
  .array(fc.record({ title: words(4), abstract: words(12) }), { minLength: 1, maxLength: 12 })
  .map((papers) => papers.map((paper, at): SearchDocument => ({ id: `p${at}`, ...paper })));

interface Query {
  readonly papers: readonly SearchDocument[];
  readonly terms: readonly string[];
}

/** Papers, and some words of them. A word that no paper has would be corrected, which is not compared here. */
const query: fc.Arbitrary<Query> = corpus.chain((papers) => {
  const known = papers.flatMap(({ title, abstract }) => `${title} ${abstract}`.split(' '));
  const terms = fc.array(fc.constantFrom(...known), { minLength: 1, maxLength: 4 });
  return fc.record({ papers: fc.constant(papers), terms });
});

function found(papers: readonly SearchDocument[], text: string): readonly string[] {
  const index = new SearchIndex();
  for (const paper of papers) index.put(paper);
  const hits = index.search(text, { limit: papers.length });
  return hits.map(({ id }) => id).toSorted();
}

function foundByMiniSearch(
  papers: readonly SearchDocument[],
  terms: readonly string[],
  prefix: boolean,
): readonly string[] {
  const index = new MiniSearch<SearchDocument>({ fields: ['title', 'abstract'] });
  index.addAll(papers);
  const isLast = (_term: string, at: number): boolean => prefix && at === terms.length - 1;
  return index
    .search(terms.join(' '), { prefix: isLast })
    .map(({ id }) => String(id))
    .toSorted();
}

suite('SearchIndex matches the papers that MiniSearch matches', () => {
  test('for whole words', () => {
    fc.assert(
      fc.property(query, ({ papers, terms }) => {
        const expected = foundByMiniSearch(papers, terms, false);
        assert.deepEqual(found(papers, `${terms.join(', ')} `), expected);
      }),
      { numRuns: runs(200) },
    );
  });

  test('for whole words and the beginning of one', () => {
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 6 }), ({ papers, terms }, length) => {
        const last = terms.at(-1) ?? '';
        // One letter after other words is not taken for a beginning.
        const beginning = last.slice(0, terms.length === 1 ? length : Math.max(2, length));
        fc.pre(terms.length === 1 || beginning.length > 1);
        const typed = [...terms.slice(0, -1), beginning];
        assert.deepEqual(found(papers, typed.join(', ')), foundByMiniSearch(papers, typed, true));
      }),
      { numRuns: runs(200) },
    );
  });
});
