import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Emitter } from '../../../../src/core/base/event';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { FullTextStore, type StoredFolder } from '../../../../src/services/fullTexts/fullTextStore';
import { beyondLimit, StoredPapers } from '../../../../src/services/fullTexts/storedPapers';

suite('Stored papers', () => {
  const folder = (paper: string, size: number, lastUsed: number): StoredFolder => ({
    paper,
    version: 1,
    size,
    lastUsed,
  });
  const removed = (folders: readonly StoredFolder[], limit: number, ...pinned: readonly string[]): string[] =>
    beyondLimit(folders, limit, ({ paper }) => pinned.includes(paper)).map(({ paper }) => paper);

  test('Those used least recently are removed until the rest is within the limit', () => {
    const folders = [
      folder('new', 40, 9),
      folder('old', 40, 1),
      folder('older', 10, 0),
      folder('mid', 40, 5),
    ];
    assert.deepEqual(removed(folders, 130), []);
    assert.deepEqual(removed(folders, 125), ['older']);
    assert.deepEqual(removed(folders, 100), ['older', 'old']);
    assert.deepEqual(removed(folders, 100, 'older'), ['old']);
    assert.deepEqual(removed(folders, 0, 'mid'), ['older', 'old']);
    assert.deepEqual(removed([], 0), []);
  });

  suite('on the disk', () => {
    let place = '';
    let store: FullTextStore;
    const stored = new Emitter<string>();
    const forgotten: string[] = [];
    const open = (limit: number, ...pinned: readonly string[]): StoredPapers =>
      new StoredPapers({
        store,
        fullTexts: { onDidStore: stored.event, forget: ({ paper }) => forgotten.push(paper) },
        limit: () => limit,
        isPinned: (key) => pinned.includes(key),
        ready: () => Promise.resolve(),
        report: (error) => assert.fail(String(error)),
      });

    setup(async () => {
      place = await mkdtemp(join(tmpdir(), 'daily-papers-'));
      store = new FullTextStore(new LocalStoreFolder(place));
      forgotten.length = 0;
      for (const [at, paper] of ['2401.00001', 'cs/0101001', 'a-paper-00000000'].entries()) {
        const name = { paper, version: at === 2 ? undefined : at + 1 };
        await store.write(name, new Uint8Array(2000), new Uint8Array(10));
        await store.writeFigure(name, 'x1.png', 'png', new Uint8Array(5000));
        await store.touch(name, 1_700_000_000_000 + at * 1000);
      }
    });
    // The time of last use may still be written, because the product does not wait for it.
    teardown(() => rm(place, { recursive: true, force: true, maxRetries: 10 }));

    test('All are listed with their sizes, figures included', async () => {
      const listed = (await open(0).list()).toSorted((a, b) => a.lastUsed - b.lastUsed);
      assert.deepEqual(
        listed.map(({ paper, version }) => [paper, version]),
        [
          ['2401.00001', 1],
          ['cs/0101001', 2],
          ['a-paper-00000000', undefined],
        ],
      );
      assert.ok(listed.every(({ size }) => size > 5000 && size < 7000));
    });

    test('A paper is removed with its figures', async () => {
      const papers = open(1e6);
      await papers.remove([{ paper: 'cs/0101001', version: 2 }]);
      assert.deepEqual(await readdir(place), ['2401.00001v1', 'a-paper-00000000']);
      assert.deepEqual(forgotten, ['cs/0101001']);
      assert.deepEqual(await store.versions('cs/0101001'), []);
    });

    test('Annotated papers stay beyond the limit', async () => {
      await open(1000, '2401.00001').keepBelowLimit();
      assert.deepEqual(await readdir(place), ['2401.00001v1', 'a-paper-00000000']);
    });

    test('A folder without a page is listed and removed', async () => {
      await rm(join(place, '2401.00001v1', 'page.html.gz'));
      const papers = open(1e6);
      const [first] = (await papers.list()).filter(({ paper }) => paper === '2401.00001');
      assert.ok(first);
      await papers.remove([first]);
      assert.equal((await readdir(place)).length, 2);
    });
  });
});
