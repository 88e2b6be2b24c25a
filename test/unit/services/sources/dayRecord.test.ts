import assert from 'node:assert/strict';
import { formatRecord, parseRecord } from '../../../../src/services/sources/dayRecord';
import type { DayRecord } from '../../../../src/services/sources/responseStore';
import { malformed, type NamedValue } from '../../../support/malformed';

suite('The record of a day', () => {
  const record: DayRecord = {
    service: 'arxiv',
    query: 'cs.LG',
    day: '2024-03-14',
    parts: ['a'],
    fetched: 5,
    whole: true,
  };
  const valid = { version: 1, ...record };
  const sum = { length: 5, sha256: 'a' };
  const accepted: readonly NamedValue[] = [
    ['release 0.1.0, without checksums', valid],
    ['a day that was removed', { ...valid, parts: [], removed: true }],
    ['a list that is not whole', { ...valid, whole: false, reason: 'It was cut.' }],
    ['checksums', { ...valid, sums: { a: sum } }],
    ['checksums with a field of a later release', { ...valid, sums: { a: { ...sum, later: 1 } } }],
    ['an array of checksums', { ...valid, sums: [sum] }],
    ['a field of a later release', { ...valid, later: null }],
  ];
  for (const [name, value] of accepted)
    test(`of ${name} is read`, () => assert.deepEqual(parseRecord(JSON.stringify(value)), value));

  const rejected: readonly NamedValue[] = [
    ...malformed(valid, Object.keys(valid)),
    ...malformed(sum, Object.keys(sum)).map(([name, other]): NamedValue => [
      `${name} as a checksum`,
      { ...valid, sums: { a: other } },
    ]),
    ['a later version', { ...valid, version: 2 }],
    ['an unknown service', { ...valid, service: 'later' }],
    ['a day of no month', { ...valid, day: '2024-13-14' }],
    ['a part that is no text', { ...valid, parts: ['a', 1] }],
    ['a reason that is no message', { ...valid, reason: 1 }],
    ['a day that was not removed', { ...valid, removed: false }],
    ['checksums that are null', { ...valid, sums: null }],
    ['checksums that are a text', { ...valid, sums: 'a' }],
    ['a length of half a byte', { ...valid, sums: { a: { ...sum, length: 0.5 } } }],
  ];
  test('is none if the file is malformed', () => {
    for (const [name, value] of rejected) assert.equal(parseRecord(JSON.stringify(value)), undefined, name);
    assert.equal(parseRecord(formatRecord(record).slice(0, -1)), undefined);
  });
});
