import assert from 'node:assert/strict';
import { formatHeader, parseEntries, parseLibraryLine } from '../../../../src/core/replication/libraryEntry';
import { malformed, type NamedValue } from '../../../support/malformed';

suite('A line of the library that devices share', () => {
  const hash = 'a'.repeat(64);
  const header = formatHeader('device');
  const entry = { kind: 'search', key: 'a', at: [5, 0, 'device'] };
  const read = { kind: 'search', key: 'a', stamp: [5, 0, 'device'] };
  const blob = { blob: hash, part: 0, of: 2, data: 'eA==' };
  const status = { device: 'device', at: 5, read: {} };

  const parsed: readonly (readonly [string, unknown, unknown])[] = [
    ['a header', { ...header, later: 1 }, { type: 'header', header }],
    [
      'an entry',
      { ...entry, value: { x: 1 }, blobs: [hash] },
      { type: 'entry', entry: { ...read, value: { x: 1 }, blobs: [hash] } },
    ],
    ['a deleted entry', entry, { type: 'entry', entry: read }],
    ['an entry with a field of a later release', { ...entry, later: 1 }, { type: 'entry', entry: read }],
    ['a part of a blob', { ...blob, later: 1 }, { type: 'blob', part: blob }],
    [
      'a status',
      status,
      { type: 'status', status: { device: 'device', time: 5, machine: '', files: new Map() } },
    ],
  ];
  for (const [name, value, line] of parsed)
    test(`is ${name}`, () => assert.deepEqual(parseLibraryLine(value), line));

  const rejected: readonly NamedValue[] = [
    ...malformed(header, ['version', 'device']),
    ...malformed(entry, Object.keys(entry)),
    ...malformed(blob, Object.keys(blob)),
    ...malformed(
      status,
      Object.keys(status).filter((field) => field !== 'read'),
    ),
    ['a status of a list', { ...status, read: [] }],
    ['an entry that has null', { ...entry, value: null }],
    ['an entry with blobs that are no list', { ...entry, blobs: hash }],
    ['an entry with a short hash', { ...entry, blobs: ['a'] }],
    ['a header of half a version', { ...header, version: 1.5 }],
    ['a part after the last', { ...blob, part: 2 }],
    ['a part before the first', { ...blob, part: -1 }],
    ['half a part', { ...blob, part: 0.5 }],
    ['a part of a blob with a short hash', { ...blob, blob: 'a' }],
  ];
  test('is undefined if the value is malformed', () => {
    for (const [name, value] of rejected) assert.equal(parseLibraryLine(value), undefined, name);
  });

  test('of a list counts if it is an entry', () => {
    assert.deepEqual(parseEntries([header, entry, null, blob]), [read]);
    assert.deepEqual(parseEntries({ 0: entry, length: 1 }), []);
  });
});
