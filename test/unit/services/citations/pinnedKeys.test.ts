import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PinnedKeys } from '../../../../src/services/citations/pinnedKeys';

suite('Citation keys that papers got', () => {
  let folder: string;
  let path: string;
  const free = (): boolean => false;
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'papers-keys-'));
    path = join(folder, 'keys.jsonl');
  });
  teardown(() => rm(folder, { recursive: true, force: true }));

  test('stay, under each id of a paper, and after a restart', async () => {
    assert.equal(await new PinnedKeys(path).pin(['a', 'b'], 'lovelace2024', free), 'lovelace2024');
    const again = new PinnedKeys(path);
    assert.equal(await again.pin(['b', 'a'], 'other', free), 'lovelace2024');
    assert.equal(await again.get(['c']), undefined);
  });

  test('are never those of another paper, nor taken elsewhere', async () => {
    const keys = new PinnedKeys(path);
    await keys.pin(['a'], 'K', free);
    assert.equal(await keys.pin(['b'], 'k', (key) => key === 'ka'), 'kb');
  });

  test('two windows that give one key at once end with two', async () => {
    const windows = [new PinnedKeys(path), new PinnedKeys(path)] as const;
    const papers = Array.from({ length: 40 }, (_, at) => `p${at}`);
    await Promise.all(papers.map((id, at) => windows[at % 2 === 0 ? 0 : 1].pin([id], 'same', free)));
    const keys = await Promise.all(papers.map((id) => new PinnedKeys(path).get([id])));
    assert.equal(new Set(keys).size, papers.length);
    for (const window of windows)
      assert.deepEqual(await Promise.all(papers.map((id) => window.get([id]))), keys);
  });

  test('a renamed one is free again', async () => {
    const keys = new PinnedKeys(path);
    await keys.pin(['a'], 'old', free);
    await keys.rename('a', 'new');
    assert.equal(await keys.get(['a']), 'new');
    assert.equal(await keys.pin(['b'], 'old', free), 'old');
  });

  test('lines that are no keys are passed over', async () => {
    await appendFile(
      path,
      '{"paper":"a","key":"no key"}\n{"paper":"","key":"k"}\nnull\n{"paper":"b","key":"k"}\n',
    );
    const keys = new PinnedKeys(path);
    assert.equal(await keys.get(['a']), undefined);
    assert.equal(await keys.get(['b']), 'k');
  });
});
