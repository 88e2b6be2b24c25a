import assert from 'node:assert/strict';
import { matchesQuery } from '../../../../../src/core/search/query/matchesQuery';
import type { QueryablePaper } from '../../../../../src/core/search/query/queryablePaper';
import { parseQuery } from '../../../../../src/core/search/query/parseQuery';
import { stem } from '../../../../../src/core/search/stem';
import { termsOf } from '../../../../../src/core/search/tokenize';
import { seedDocuments } from '../seedDocuments';

function facts(abstract: string): QueryablePaper {
  return {
    ...{ title: '', abstract, notes: '', tags: [], authors: [], categories: [], days: [], sources: [] },
    state: 'unread',
    has: { note: false, tag: false, highlight: false, code: false },
  };
}

function matches(query: string, abstract: string): boolean {
  const { node } = parseQuery(query);
  assert.ok(node);
  return matchesQuery(node, facts(abstract));
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

  test('a word of the seeds is found wherever another with its stem stands', () => {
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
