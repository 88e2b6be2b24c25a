import assert from 'node:assert/strict';
import { executeQuery } from '../../../../../src/core/search/query/executeQuery';
import { readIdentifier } from '../../../../../src/core/search/query/identifierQuery';
import { PaperTable } from '../../../../../src/core/search/query/paperTable';
import { SearchIndex } from '../../../../../src/core/search/searchIndex';

const index = new SearchIndex();
for (let number = 1220; number < 1250; number += 1)
  index.put({
    id: String(number),
    title: `Neighbour number ${number} of a list`,
    abstract: `It cites 2403.0${number + 1} and 10.1145/1234.${number + 1}.`,
    keywords: [`2403.0${number}`, `10.1145/1234.${number}`],
  });
const papers = new PaperTable();
const first = (query: string): string | undefined => executeQuery(query, { index, papers }, 20).hits[0]?.id;

suite('A query that names a paper', () => {
  const queries = [
    '2403.01234',
    '2403.01234v2',
    'arXiv:2403.01234v2',
    'https://arxiv.org/abs/2403.01234v3',
    'https://arxiv.org/pdf/2403.01234v2.pdf',
    'https://www.alphaxiv.org/abs/2403.01234',
    'https://huggingface.co/papers/2403.01234',
    'please find 2403.01234v2 of a list',
    '10.48550/arXiv.2403.01234',
    '10.1145/1234.1234',
    'doi:10.1145/1234.1234',
    'https://doi.org/10.1145/1234.1234',
  ];
  for (const query of queries)
    test(`“${query}” finds it first`, () => {
      assert.equal(first(query), '1234');
    });

  test('values of operators and excluded words name no paper', () => {
    for (const text of ['title:2403.01234x', '-2403.01234', 'a "2403.01234"', 'tag:2403.01234', 'words'])
      assert.equal(readIdentifier(text), undefined, text);
  });

  test('the beginning of a title comes first, before better matches in other places', () => {
    const titled = new SearchIndex();
    titled.put({
      id: 'a',
      title: 'Large scale language: can large language models lang',
      abstract: 'can large lang',
    });
    titled.put({
      id: 'b',
      title: 'Can large language models explain themselves in many other words',
      abstract: '',
    });
    for (const query of ['can', 'can large', 'can large lang', 'Can Large Language Models explain '])
      assert.equal(executeQuery(query, { index: titled, papers }, 5).hits[0]?.id, 'b', query);
  });
});
