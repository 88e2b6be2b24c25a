import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { PinnedKeys } from '../../../../src/services/citations/pinnedKeys';

suite('Citation keys that papers got', () => {
  let folder: string;
  let path: string;
  const free = (): boolean => false;
  const pin = async (
    keys: PinnedKeys,
    ids: readonly string[],
    wanted: string,
    isTaken: (key: string) => boolean = free,
  ): Promise<string | undefined> => (await keys.pin([{ ids, wanted }], isTaken))[0];
  const keyOf = async (keys: PinnedKeys, ids: readonly string[]): Promise<string | undefined> =>
    (await keys.get([ids]))[0];
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'papers-keys-'));
    path = join(folder, 'keys.jsonl');
  });
  teardown(() => rm(folder, { recursive: true, force: true }));

  test('stay, under each id of a paper, and after a restart', async () => {
    assert.equal(await pin(new PinnedKeys(new AppendLog(path)), ['a', 'b'], 'lovelace2024'), 'lovelace2024');
    const again = new PinnedKeys(new AppendLog(path));
    assert.equal(await pin(again, ['b', 'a'], 'other'), 'lovelace2024');
    assert.equal(await keyOf(again, ['c']), undefined);
  });

  test('are never those of another paper, nor taken elsewhere', async () => {
    const keys = new PinnedKeys(new AppendLog(path));
    await pin(keys, ['a'], 'K');
    assert.equal(await pin(keys, ['b'], 'k', (key) => key === 'ka'), 'kb');
  });

  test('two windows that give one key at once end with two', async () => {
    const windows = [new PinnedKeys(new AppendLog(path)), new PinnedKeys(new AppendLog(path))] as const;
    const papers = Array.from({ length: 40 }, (_, at) => `p${at}`);
    await Promise.all(papers.map((id, at) => pin(windows[at % 2 === 0 ? 0 : 1], [id], 'same')));
    const keys = await Promise.all(papers.map((id) => keyOf(new PinnedKeys(new AppendLog(path)), [id])));
    assert.equal(new Set(keys).size, papers.length);
    for (const window of windows)
      assert.deepEqual(await Promise.all(papers.map((id) => keyOf(window, [id]))), keys);
  });

  test('many at once have keys of their own, one for a paper that is there twice', async () => {
    const keys = new PinnedKeys(new AppendLog(path));
    const papers = ['a', 'b', 'a', 'c'].map((id) => ({ ids: [id], wanted: 'same' }));
    const given = await keys.pin(papers, free);
    assert.equal(new Set(given).size, 3);
    assert.equal(given[0], given[2]);
    assert.deepEqual(await keys.pin(papers, free), given);
  });

  test('a renamed one is free again', async () => {
    const keys = new PinnedKeys(new AppendLog(path));
    await pin(keys, ['a'], 'old');
    await keys.rename('a', 'new');
    assert.equal(await keyOf(keys, ['a']), 'new');
    assert.equal(await pin(keys, ['b'], 'old'), 'old');
  });

  test('lines that are no keys are passed over', async () => {
    await appendFile(
      path,
      '{"paper":"a","key":"no key"}\n{"paper":"","key":"k"}\nnull\n{"paper":"b","key":"k"}\n',
    );
    const keys = new PinnedKeys(new AppendLog(path));
    assert.equal(await keyOf(keys, ['a']), undefined);
    assert.equal(await keyOf(keys, ['b']), 'k');
  });
});
