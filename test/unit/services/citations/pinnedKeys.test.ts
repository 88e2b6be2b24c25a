import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { seededRandom } from '../../../bench/random';
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

  test('many papers at once get different keys, and a paper that is given twice gets one', async () => {
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

  test('a paper does not get the key of another one, in whatever case', async () => {
    const keys = new PinnedKeys(new AppendLog(path));
    await pin(keys, ['a'], 'first');
    await pin(keys, ['b'], 'second');
    assert.equal(await keys.rename('b', 'First'), false);
    assert.equal(await keyOf(keys, ['b']), 'second');
    assert.equal(await keys.rename('b', 'third'), true);
    assert.equal(await keyOf(keys, ['b']), 'third');
  });

  test('lines that are not keys are skipped', async () => {
    await appendFile(
      path,
      '{"paper":"a","key":"no key"}\n{"paper":"","key":"k"}\nnull\n{"paper":"b","key":"k"}\n',
    );
    const keys = new PinnedKeys(new AppendLog(path));
    assert.equal(await keyOf(keys, ['a']), undefined);
    assert.equal(await keyOf(keys, ['b']), 'k');
  });

  test('a thousand changes of a library change no key that is in use', async () => {
    const random = seededRandom(16);
    const number = (below: number): number => Math.floor(random() * below);
    const windows = [new PinnedKeys(new AppendLog(path)), new PinnedKeys(new AppendLog(path))];
    const inUse = new Map<number, string>();
    // Papers get other titles, authors, years and ids, come and go, and bibliographies take keys.
    const library = new Map<number, { readonly ids: readonly string[]; readonly wanted: string }>();
    const change = (paper: number): void => {
      const before = library.get(paper)?.ids ?? [];
      const ids = random() < 0.3 ? [`paper-${paper}-${number(1e6)}`, ...before] : before;
      if (random() < 0.1 && !inUse.has(paper)) library.delete(paper);
      else
        library.set(paper, {
          ids: ids.length > 0 ? ids : [`paper-${paper}`],
          wanted: `key${number(12)}`,
        });
    };
    for (let step = 0; step < 1000; step++) {
      change(number(60));
      if (step % 5 !== 0) continue;
      const cited = [...library].filter(() => random() < 0.2);
      const isTaken = (key: string): boolean => step > 500 && key === 'key3';
      const keys = await windows[step % 2]?.pin(
        cited.map(([, paper]) => paper),
        isTaken,
      );
      for (const [at, [paper]] of cited.entries()) {
        const key = keys?.[at] ?? '';
        assert.equal(key, inUse.get(paper) ?? key, `paper ${paper} after ${step} changes`);
        inUse.set(paper, key);
      }
      assert.equal(new Set(Array.from(inUse.values(), (key) => key.toLowerCase())).size, inUse.size);
    }
    assert.ok(inUse.size > 40);
  });
});
