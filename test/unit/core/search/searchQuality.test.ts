import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quality, readCollection, searcherOf } from '../../../bench/searchQuality';
import { root } from '../../../support/paths';

const folder = join(root, '../shared/search-cacm');

suite('ranking of text queries', () => {
  test('the measures are those of the field', () => {
    const documents = ['a', 'b', 'c'].map((id) => ({ id, title: id, text: '' }));
    const judgements = new Map([
      [
        'q',
        new Map([
          ['b', 1],
          ['c', 1],
        ]),
      ],
    ]);
    const { ndcg, mrr } = quality({ documents, queries: new Map([['q', '']]), judgements }, () => ['a', 'b']);
    assert.equal(mrr, 1 / 2);
    assert.ok(Math.abs(ndcg - 1 / Math.log2(3) / (1 + 1 / Math.log2(3))) < 1e-12);
  });

  test('reaches its figures on a judged collection', function () {
    if (!existsSync(folder)) this.skip();
    const collection = readCollection(folder);
    const { ndcg, mrr } = quality(collection, searcherOf(collection.documents));
    assert.ok(ndcg >= 0.4935 && mrr >= 0.7605, `nDCG@10 ${ndcg}, MRR@10 ${mrr}`);
  });
});
