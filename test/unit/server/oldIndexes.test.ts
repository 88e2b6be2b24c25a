import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noPermissions } from '../../../src/core/assistants/permissions';
import { removeOldIndexes } from '../../../src/server/oldIndexes';
import { checkedEnding } from '../../../src/platform/node/files/openedFile';
import { versionsOfIndex } from '../../../src/services/assistants/accessFile';
import { indexFileName } from '../../../src/services/stores';

suite('Indexes of servers on several versions of Node', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-indexes-'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  /** Stores an index as a server does, at a time in seconds. */
  const put = (name: string, time: number): void => {
    const file = join(folder, name);
    writeFileSync(file, name);
    utimesSync(file, time, time);
  };
  const left = (): readonly string[] => readdirSync(folder).toSorted();

  test('have names of their own, and share that of the extension on its versions', () => {
    const access = {
      permissions: noPermissions,
      folders: {},
      settings: {},
      removedDigests: [],
      unicode: '74.2 15.1',
    };
    const nameOn = (unicode: string): string => indexFileName('papers', versionsOfIndex(access, unicode));
    assert.deepEqual(['74.2 15.1', '75.1 15.1', '76.1 16.0'].map(nameOn), [
      'papers.index',
      'papers.assistants.75.1-15.1.index',
      'papers.assistants.76.1-16.0.index',
    ]);
  });

  test('of this version and of the one stored last stay, with all else', async () => {
    const others = ['papers.index', 'digests.parsed', 'my.assistants.notes.md'];
    for (const name of others) put(name, 1);
    put('papers.assistants.index', 9);
    for (const [time, versions] of ['73.1-15.0', '74.2-15.1', '76.1-16.0'].entries())
      for (const of of ['papers', 'fulltext', 'notes'] as const) put(indexFileName(of, versions), time + 2);
    const checked = (versions: string): string => indexFileName('papers', versions) + checkedEnding;
    // The first is beside no index.
    for (const versions of ['70.1-14.0', '74.2-15.1', '76.1-16.0']) put(checked(versions), 99);
    await removeOldIndexes(folder, '73.1-15.0');
    const kept = ['73.1-15.0', '76.1-16.0'].flatMap((versions) =>
      (['papers', 'fulltext', 'notes'] as const).map((of) => indexFileName(of, versions)),
    );
    kept.push(checked('76.1-16.0'));
    assert.deepEqual(left(), [...others, ...kept].toSorted());
    await removeOldIndexes(folder, undefined);
    assert.deepEqual(left(), [...others, ...kept.slice(3)].toSorted());
  });

  test('a folder that does not exist has none', () => removeOldIndexes(join(folder, 'missing'), '1-1'));
});
