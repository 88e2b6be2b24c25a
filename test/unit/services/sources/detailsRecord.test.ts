import assert from 'node:assert/strict';
import { parseDetailsRecord } from '../../../../src/services/sources/detailsRecord';
import { malformed } from '../../../support/malformed';

suite('A line of the log of details', () => {
  const valid = { paperId: 'a-00000000', record: { title: 'a', abstract: '' } };
  const from = { service: 'arxiv', answer: 'response', parser: 1 };
  const parsed: readonly (readonly [string, unknown, unknown])[] = [
    ['a record', valid, valid],
    ['a record of a response', { ...valid, from }, { ...valid, from }],
    ['the title of the library', { ...valid, keepsTitle: true }, { ...valid, keepsTitle: true }],
    ['“keepsTitle” that is not true', { ...valid, keepsTitle: 1 }, valid],
    ['a field of a later release', { ...valid, later: 1 }, valid],
    ...malformed(from, Object.keys(from)).map(
      ([name, other]) => [`${name} as its response`, { ...valid, from: other }, valid] as const,
    ),
    ['a service of a later release', { ...valid, from: { ...from, service: 'later' } }, valid],
  ];
  test('is read without what is malformed', () => {
    for (const [name, value, record] of parsed) assert.deepEqual(parseDetailsRecord(value), record, name);
  });
  for (const [name, value] of [
    ...malformed(valid, Object.keys(valid)),
    ['a record without a title', { ...valid, record: { abstract: '' } }],
  ] as const)
    test(`is not ${name}`, () => assert.equal(parseDetailsRecord(value), undefined));
});
