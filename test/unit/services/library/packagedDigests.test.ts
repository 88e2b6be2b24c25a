import assert from 'node:assert/strict';
import { RemovedPackagedDigests } from '../../../../src/services/library/packagedDigests';
import { malformed } from '../../../support/malformed';
import { MemoryMemento } from '../../../support/memoryMemento';

suite('Packaged digests that a person removed', () => {
  const digest = { id: 'seeds/a.txt', label: 'Mar 11' };
  const listed = async (stored: unknown): Promise<unknown> => {
    const memento = new MemoryMemento();
    await memento.update('digests.removed', stored);
    return new RemovedPackagedDigests(memento).list();
  };

  test('are those that are stored, also with a field of a later release', async () => {
    const stored = [digest, { ...digest, later: 1 }];
    assert.deepEqual(await listed(stored), stored);
  });

  test('do not include malformed values', async () => {
    for (const [name, value] of malformed(digest, Object.keys(digest)))
      assert.deepEqual(await listed([value, digest]), [digest], name);
    for (const stored of [undefined, null, 'a', digest]) assert.deepEqual(await listed(stored), []);
  });
});
