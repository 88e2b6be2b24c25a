import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalWatcher } from '../../../../../src/platform/node/files/localWatcher';

suite('Watcher of a local folder', () => {
  let base: string;
  let watcher: LocalWatcher;
  let told: (string | undefined)[];
  let wake: () => void;

  setup(async () => {
    base = await mkdtemp(join(tmpdir(), 'local-watcher-'));
    told = [];
    wake = () => undefined;
    watcher = new LocalWatcher(base, ['.papers', 'notes'], (name) => {
      told.push(name);
      wake();
    });
  });

  teardown(async () => {
    watcher.dispose();
    await rm(base, { recursive: true });
  });

  /** Waits until a change is reported that may be one of `name`, until the test times out. */
  async function detailsOf(name: string): Promise<void> {
    while (!told.some((each) => each === undefined || each === name)) {
      await new Promise<void>((resolve) => (wake = resolve));
    }
    told.length = 0;
  }

  /** Waits until the folder itself is watched and earlier changes were reported: later ones are reported by name. */
  async function settled(folder: string): Promise<void> {
    for (let count = 0; ; count += 1) {
      const probe = `probe-${count}`;
      told.length = 0;
      await mkdir(join(folder, probe));
      while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (told.at(-1) === probe) break;
    }
    told.length = 0;
  }

  const notes = (): string => join(base, '.papers', 'notes');

  test('a folder that is made together with its parent, with a file, again and again', async () => {
    for (let round = 0; round < 30; round += 1) {
      await mkdir(notes(), { recursive: true });
      await writeFile(join(notes(), 'a.md'), 'first');
      await detailsOf('a.md');
      await settled(notes());
      await writeFile(join(notes(), 'a.md'), 'second');
      await detailsOf('a.md');
      await rm(join(base, '.papers'), { recursive: true });
      await detailsOf('a.md');
    }
  });

  test('a folder that is renamed away, and another in its place', async () => {
    await mkdir(notes(), { recursive: true });
    await settled(notes());
    await rename(join(base, '.papers'), join(base, 'other'));
    await detailsOf('');
    await mkdir(notes(), { recursive: true });
    await settled(notes());
    await writeFile(join(base, 'other', 'notes', 'old.md'), '');
    await writeFile(join(notes(), 'new.md'), '');
    await detailsOf('new.md');
    assert.ok(!told.includes('old.md'));
  });

  test('changes beside the folder are not reported', async () => {
    await mkdir(notes(), { recursive: true });
    await settled(notes());
    await writeFile(join(base, 'x.md'), '');
    await writeFile(join(base, '.papers', 'y.md'), '');
    await writeFile(join(notes(), 'z.md'), '');
    while (!told.includes('z.md')) await new Promise<void>((resolve) => (wake = resolve));
    assert.deepEqual([...new Set(told)], ['z.md']);
  });

  test('nothing is reported after disposal', async () => {
    await mkdir(notes(), { recursive: true });
    await settled(notes());
    const other: (string | undefined)[] = [];
    const second = new LocalWatcher(base, ['.papers', 'notes'], (name) => {
      other.push(name);
      wake();
    });
    watcher.dispose();
    await writeFile(join(notes(), 'a.md'), '');
    while (!other.includes('a.md')) await new Promise<void>((resolve) => (wake = resolve));
    second.dispose();
    assert.deepEqual(told, []);
  });
});
