import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SearchDocument } from '../../../../src/core/search/searchDocument';
import { withoutNote } from '../../../../src/core/search/paperTexts';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { referenceSearch } from './referenceRanking';
import { isFullLength, runs } from '../../../support/testLength';
import { seedDocuments } from './seedDocuments';

const queries = [
  'diffusion model',
  'diffusoin modle',
  'lang',
  'l',
  'tranfor',
  'the',
  'a study of language models for code generation and reasoning',
  'variational rnn ',
  'zzzz quality',
];

function built(documents: Iterable<SearchDocument>): SearchIndex {
  const index = new SearchIndex();
  for (const document of documents) index.put(document);
  return index;
}

/** Ids and scores, the ranking's whole outcome. */
function answers(index: SearchIndex, query: string): { id: string; score: number }[] {
  return index.search(query, { limit: 10 }).map(({ id, score }) => ({ id, score }));
}

suite('The index answers what its ranking defines', () => {
  const documents = seedDocuments();
  const index = built(documents);
  const asked = [
    ...queries,
    ...documents.slice(0, isFullLength ? 12 : 4).map(({ title }) => title.slice(0, 9 + title.length / 3)),
  ];
  for (const query of asked) {
    test(query, () => {
      const expected = referenceSearch(documents, query).slice(0, 10);
      assert.deepEqual(
        answers(index, query).map(({ id }) => id),
        expected.map(({ id }) => id),
      );
    });
  }

  test('a filter picks from the same ranking', () => {
    const even = (id: string): boolean => Number(id.slice(1)) % 7 === 0;
    const expected = referenceSearch(documents, 'language model').filter(({ id }) => even(id));
    const hits = index.search('language model', { limit: 9, filter: even });
    assert.deepEqual(
      hits.map(({ id }) => id),
      expected.slice(0, 9).map(({ id }) => id),
    );
  });
});

suite('The index answers what a rebuild from scratch answers', () => {
  const pool = seedDocuments();

  /** Puts and deletes at random, merging and searching in between, against a plain map. */
  function edit(
    index: SearchIndex,
    edits: readonly { at: number; text: number; kind: number }[],
  ): Map<string, SearchDocument> {
    const expected = new Map<string, SearchDocument>();
    let merging: Generator<undefined, void> | undefined;
    for (const { at, text, kind } of edits) {
      const id = `p${at}`;
      const source = pool[text];
      if (kind < 6 && source) {
        const note = { notes: `note ${kind} of paper ${at}`, tags: ['model'] };
        const document = { ...source, id, ...(kind < 4 && note) };
        index.put(document);
        expected.set(id, document);
      } else if (kind < 8) {
        index.delete(id);
        expected.delete(id);
      } else if (kind < 9) {
        index.search('model');
        index.withoutNotes().search('model');
      } else {
        merging ??= index.maintain();
        if (merging.next().done) merging = undefined;
      }
    }
    return expected;
  }

  function assertSame(index: SearchIndex, expected: Map<string, SearchDocument>): void {
    const fresh = built([...expected.values()].reverse());
    assert.equal(index.size, expected.size);
    for (const query of queries) assert.deepEqual(index.search(query), fresh.search(query), query);
    for (const id of [...expected.keys()].slice(0, 3)) assert.deepEqual(index.related(id), fresh.related(id));
    assertSameWithoutNotes(index, expected);
  }

  function assertSameWithoutNotes(index: SearchIndex, expected: Map<string, SearchDocument>): void {
    const bare = index.withoutNotes();
    const fresh = built([...expected.values()].map(withoutNote));
    assert.equal(bare.size, expected.size);
    for (const query of queries) assert.deepEqual(bare.search(query), fresh.search(query), query);
    for (const id of [...expected.keys()].slice(0, 3)) assert.deepEqual(bare.related(id), fresh.related(id));
  }

  const count = isFullLength ? 1000 : 300;
  test(`after ${count} random edits`, () => {
    const random = fc.sample(fc.nat(), { numRuns: 3 * count, seed: 7 });
    const edits = Array.from({ length: count }, (_, i) => ({
      at: random[3 * i]! % 120,
      text: random[3 * i + 1]! % pool.length,
      kind: random[3 * i + 2]! % 10,
    }));
    const index = new SearchIndex();
    assertSame(index, edit(index, edits));
  });

  test('after any edits', () => {
    const step = fc.record({ at: fc.nat(15), text: fc.nat(pool.length - 1), kind: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (edits) => {
        const index = new SearchIndex();
        assertSame(index, edit(index, edits));
      }),
      { numRuns: runs(100) },
    );
  });

  test('after a merge during which documents change and die', () => {
    const many = Array.from({ length: 1600 }, (_, i) => ({
      id: `d${i}`,
      title: `Paper ${i % 37} of ${i % 11}`,
      abstract: `word${i % 101} diffusion model lang${i}`,
    }));
    const index = built(many);
    const expected = new Map<string, SearchDocument>(many.map((document) => [document.id, document]));
    assert.ok(index.segments().length > 1);
    const merging = index.maintain();
    const changes = isFullLength ? 9 : 3;
    for (let step = 0; !merging.next().done; step += 1) {
      if (step >= changes) continue;
      index.delete(`d${step}`);
      expected.delete(`d${step}`);
      const changed = { id: `d${1500 + step}`, title: 'Changed', abstract: 'quality model' };
      index.put(changed);
      expected.set(changed.id, changed);
      assertSame(index, expected);
    }
    assert.ok((index.segments()[0]?.liveCount ?? 0) > 1500);
    assert.ok(expected.size < 1600);
    assertSame(index, expected);
  });
});
