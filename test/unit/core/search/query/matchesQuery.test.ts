import assert from 'node:assert/strict';
import { evaluateAll } from '../../../../../src/core/search/query/evaluateQuery';
import { matchesQuery } from '../../../../../src/core/search/query/matchesQuery';
import { PaperTable } from '../../../../../src/core/search/query/paperTable';
import { parseQuery } from '../../../../../src/core/search/query/parseQuery';
import { stem } from '../../../../../src/core/search/stem';
import { termsOf } from '../../../../../src/core/search/tokenize';
import { seedDocuments } from '../seedDocuments';
import { factsOf } from './factsOf';

function matches(query: string, abstract: string): boolean {
  const { node } = parseQuery(query);
  assert.ok(node);
  return matchesQuery(node, factsOf({ abstract }));
}

suite('matchesQuery: words', () => {
  const table: [query: string, text: string, expected: boolean][] = [
    ['ability', 'It is able to.', false],
    ['possibilities', 'A possible answer.', true],
    ['die', 'A dying art.', true],
    ['agencies', 'With agency.', true],
    ['cries', 'It cried.', true],
    ['hoping', 'A hope.', true],
    ["don't", 'They dont.', true],
    ['dont', "They don't.", true],
    ['naive', 'A naïve model.', true],
    ['model', 'No such word.', false],
  ];
  for (const [query, text, expected] of table) {
    test(`${query} ${expected ? 'is' : 'is not'} in “${text}”`, () =>
      assert.equal(matches(query, text), expected));
  }

  test('a word of the seeds finds all texts with a word of the same stem', () => {
    const words = new Set(seedDocuments().flatMap(({ title, abstract }) => termsOf(`${title} ${abstract}`)));
    const byStem = new Map<string, string[]>();
    for (const word of words) byStem.set(stem(word), [...(byStem.get(stem(word)) ?? []), word]);
    const missed: string[] = [];
    for (const [first = '', ...others] of byStem.values()) {
      for (const word of others) {
        if (!matches(first, word)) missed.push(`${first} in ${word}`);
        if (!matches(word, first)) missed.push(`${word} in ${first}`);
      }
    }
    assert.ok(byStem.size > 1000);
    assert.deepEqual(missed, []);
  });
});

suite('matchesQuery: files of the workspace', () => {
  const files = ['src/model.py', 'Paper/main.tex'];
  const table: [query: string, expected: boolean][] = [
    ['is:in-code', true],
    ['file:src/model.py', true],
    ['file:model.py', true],
    ['file:./src/', true],
    [String.raw`file:src\model.py`, true],
    ['file:paper', true],
    ['file:odel.py', false],
    ['file:src/model', false],
    ['-is:in-code', false],
  ];
  for (const [query, expected] of table) {
    test(`${query} ${expected ? 'is' : 'is not'} met`, () => {
      const { node } = parseQuery(query);
      assert.ok(node);
      assert.equal(matchesQuery(node, { ...factsOf({}), files }), expected);
      assert.equal(matchesQuery(node, factsOf({})), query.startsWith('-'));
    });
  }

  test('all papers at once are found by the same', () => {
    const papers = new PaperTable();
    const record = { tags: [], authors: [], categories: [], state: 'unread' as const, has: factsOf({}).has };
    papers.put('named', { ...record, files });
    papers.put('other', record);
    for (const [query, expected] of table) {
      const { node } = parseQuery(query);
      assert.ok(node);
      const bits = evaluateAll([node], { papers, segments: [] });
      assert.deepEqual([...bits], [Number(expected), Number(query.startsWith('-'))], query);
    }
    papers.put('named', record);
    const { node } = parseQuery('is:in-code');
    assert.ok(node);
    assert.deepEqual([...evaluateAll([node], { papers, segments: [] })], [0, 0]);
  });
});
