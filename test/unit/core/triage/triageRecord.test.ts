import assert from 'node:assert/strict';
import { triageRecord } from '../../../../src/core/triage/triageRecord';
import { malformed } from '../../../support/malformed';

suite('A line of the log of decisions', () => {
  const valid = { id: 'a-00000000', state: 'read', at: 5 };
  const parsed: readonly (readonly [string, unknown, unknown])[] = [
    ['the required fields', valid, valid],
    [
      'an identifier',
      { ...valid, arxiv: '2401.00011', doi: '10.1/a' },
      { ...valid, arxiv: '2401.00011', doi: '10.1/a' },
    ],
    ['a stamp', { ...valid, stamp: [5, 0, 'device'] }, { ...valid, stamp: [5, 0, 'device'] }],
    ['a decision that was taken back', { ...valid, undecided: true }, { ...valid, undecided: true }],
    ['an identifier that is no text', { ...valid, arxiv: 1, doi: null }, valid],
    ['a stamp that is damaged', { ...valid, stamp: [5] }, valid],
    ['“undecided” that is not true', { ...valid, undecided: 1 }, valid],
    ['a field of a later release', { ...valid, later: 1 }, valid],
    ['inherited fields', Object.create(valid), valid],
    ['fields of an array', Object.assign([], valid), valid],
  ];
  for (const [name, value, record] of parsed)
    test(`with ${name} is read`, () => assert.deepEqual(triageRecord(value), record));
  for (const [name, value] of [
    ...malformed(valid, ['id', 'state', 'at']),
    ['an unknown state', { ...valid, state: 'liked' }],
  ] as const)
    test(`is not ${name}`, () => assert.equal(triageRecord(value), undefined));
});
