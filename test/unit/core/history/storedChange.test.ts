import assert from 'node:assert/strict';
import { parseStoredChange } from '../../../../src/core/history/storedChange';
import { malformed, type NamedValue } from '../../../support/malformed';

suite('A change that another program stored', () => {
  const patch = { paperId: 'a', name: 'a.md', start: 0, removed: '', inserted: 'x' };
  const stamped = { ...patch, before: 'one', after: 'two' };
  const note = { kind: 'note', patch };
  const marks = { kind: 'marks', before: [['a', null]], after: [['a', 'read']] };
  const parsed: readonly (readonly [string, unknown, unknown])[] = [
    ['of a note', note, note],
    ['of a note that was there before', { ...note, patch: stamped }, { ...note, patch: stamped }],
    ['of a note, with a field of a later release', { ...note, later: 1 }, note],
    [
      'of a note whose patch has one',
      { ...note, patch: { ...patch, later: 1 } },
      { ...note, patch: { ...patch, later: 1 } },
    ],
    ['of marks', marks, marks],
    ['of no marks', { ...marks, before: [], after: [] }, { ...marks, before: [], after: [] }],
  ];
  const rejected: readonly NamedValue[] = [
    ...malformed(note, ['kind', 'patch']),
    ...malformed(marks, ['before', 'after']),
    ...malformed(patch, Object.keys(patch)).map(([name, other]): NamedValue => [
      `${name} as a patch`,
      { ...note, patch: other },
    ]),
    ['a stamp that is no text', { ...note, patch: { ...stamped, after: 1 } }],
    ['a negative offset', { ...note, patch: { ...patch, start: -1 } }],
    ['an unknown state', { ...marks, after: [['a', 'liked']] }],
    ['a mark without a paper', { ...marks, after: [[null, 'read']] }],
    ['a mark that is no pair', { ...marks, after: ['a'] }],
  ];
  for (const [name, value, change] of parsed)
    test(`${name} is read`, () => assert.deepEqual(parseStoredChange(value), change));
  test('is undefined if the value is malformed', () => {
    for (const [name, value] of rejected) assert.equal(parseStoredChange(value), undefined, name);
  });
});
