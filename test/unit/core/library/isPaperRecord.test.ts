import assert from 'node:assert/strict';
import { isPaperRecord } from '../../../../src/core/library/isPaperRecord';
import { malformed, type NamedValue } from '../../../support/malformed';

suite('A stored record of a paper', () => {
  const valid = { title: 'Routes of Tokens', abstract: '' };
  const repository = { url: 'https://example.org/a' };
  const accepted: readonly NamedValue[] = [
    ['a title and an abstract', valid],
    [
      'all kinds of fields',
      { ...valid, authors: ['Anna Lee'], year: 2024, repository: { ...repository, stars: 3 } },
    ],
    ['a repository without stars', { ...valid, repository }],
    ['an optional field that is undefined', { ...valid, doi: undefined }],
    ['a field of a later release', { ...valid, later: null }],
    ['inherited fields', Object.create(valid)],
    ['fields of an array', Object.assign([], valid)],
  ];
  const rejected: readonly NamedValue[] = [
    ...malformed(valid, ['title', 'abstract']),
    ['null as an optional field', { ...valid, doi: null }],
    ['authors that are a text', { ...valid, authors: 'Anna Lee' }],
    ['an author who is no text', { ...valid, authors: ['Anna Lee', 1] }],
    ['a negative year', { ...valid, year: -1 }],
    ['a year in words', { ...valid, year: '2024' }],
    ['a repository that is a text', { ...valid, repository: repository.url }],
    ['a repository without an address', { ...valid, repository: { stars: 3 } }],
    ['half a star', { ...valid, repository: { ...repository, stars: 0.5 } }],
  ];
  for (const [name, value] of accepted) test(`may be ${name}`, () => assert.ok(isPaperRecord(value)));
  for (const [name, value] of rejected) test(`is not ${name}`, () => assert.ok(!isPaperRecord(value)));
});
