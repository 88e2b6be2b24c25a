import assert from 'node:assert/strict';
import type { PaperId } from '../../../../src/core/library/paper';
import type { VersionUpdate } from '../../../../src/core/versions/findVersionUpdate';
import { refreshMessage, unseenVersions } from '../../../../src/features/details/refreshMessage';

const [first, second, third] = ['first-0123abcd', 'second-0123abcd', 'third-0123abcd'];
const updates = new Map<PaperId, VersionUpdate>([
  [first, { from: 1, to: 2, isChanged: true }],
  [second, { from: 1, to: 3, isChanged: false }],
]);
const versions = { getUnseen: (id: PaperId) => updates.get(id) };

suite('Message after details were refreshed', () => {
  const table: readonly (readonly [string, number, readonly string[], readonly string[], string])[] = [
    ['one paper', 1, [first], [], 'Details of the paper are up to date.'],
    ['some of several papers', 3, [first, second], [], 'Details of 2 of 3 papers are up to date.'],
    ['none of several papers', 3, [], [], 'No details were found.'],
    ['a failure', 2, [first], ['arXiv is busy.'], 'Details of 1 of 2 papers are up to date. arXiv is busy.'],
    [
      'failures only',
      1,
      [],
      ['arXiv is busy.', 'No network.'],
      'No details were found. arXiv is busy. No network.',
    ],
  ];
  for (const [what, requested, updated, failures, message] of table)
    test(what, () => {
      const result = { updated: new Set(updated), failures: new Set(failures) };
      assert.equal(refreshMessage(requested, result), message);
    });

  test('ends with the versions that the person has not seen', () => {
    const result = { updated: new Set([first]), failures: new Set<string>() };
    const unseen = { ids: [first], message: 'v2 is out.' };
    assert.equal(refreshMessage(1, result, unseen), 'Details of the paper are up to date. v2 is out.');
  });

  test('names the version if one paper has a newer one', () => {
    const unseen = unseenVersions(versions, [{ id: third }, { id: first }]);
    assert.deepEqual(unseen?.ids, [first]);
    assert.match(unseen.message, /^v2 is out/u);
  });

  test('counts the papers if several have newer versions', () => {
    const unseen = unseenVersions(versions, [{ id: first }, { id: second }, { id: third }]);
    assert.deepEqual(unseen, { ids: [first, second], message: '2 papers with notes have newer versions.' });
  });

  test('mentions no version if there is no newer one', () => {
    assert.equal(unseenVersions(versions, [{ id: third }]), undefined);
  });
});
