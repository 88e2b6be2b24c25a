import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import files from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { DigestStore } from '../../src/services/library/digestStore';
import { ConfinedFolder } from '../../src/platform/node/files/confinedFolder';
import { LocalWholeFiles } from '../../src/platform/node/files/wholeFiles';
import { type Bench, type Scenario, change, notesPath, openStore, updateError, subject } from './scenario';
import { Worker } from './workers';
import { type Message, localized } from '../../src/core/base/localization';

const file = `${subject.id}.md`;

interface Answer {
  readonly ok: boolean;
  readonly message?: Message;
  readonly unsaved?: string;
}

/** One clear sentence, and the text to recover. */
function assertRefused(answer: Answer, typed: string, reason: RegExp): void {
  assert.equal(answer.ok, false, 'was saved');
  assert.match(localized(answer.message ?? ''), reason);
  assert.ok(answer.unsaved?.includes(typed), 'what was typed cannot be recovered');
}

export const fullDisk: Scenario = {
  name: 'the disk is full',
  async run(bench) {
    const mounted = await mountSmallDisk(bench.folder);
    if (!mounted) {
      bench.say('no small disk can be mounted here: only injected errors are tried');
      return;
    }
    try {
      const store = openStore(bench.folder);
      await change(store, subject, { body: 'old text' });
      const path = join(bench.folder, ...notesPath, file);
      const old = await readFile(path);
      await writeFile(join(bench.folder, 'ballast'), Buffer.alloc(200_000));
      const typed = 'new text '.repeat(20_000);
      const error = await updateError(store, subject, { body: typed });
      assertRefused({ ok: false, ...error }, typed, /disk is full/);
      assert.deepEqual(await readFile(path), old);
      assert.deepEqual(await readdir(join(path, '..')), [file], 'leftovers on a full disk');
      await rm(join(bench.folder, 'ballast'));
      await change(store, subject, { body: 'new text' });
      bench.say('on a disk of 256 KB: old bytes intact, nothing left over, saved once there was space');
    } finally {
      spawnSync('umount', [bench.folder]);
    }
  },
};

export const fullDiskImport: Scenario = {
  name: 'the disk is full when a digest is imported',
  async run(bench) {
    const mounted = await mountSmallDisk(bench.folder);
    if (!mounted) {
      bench.say('no small disk can be mounted here');
      return;
    }
    try {
      const digests = join(bench.folder, 'digests');
      const store = new DigestStore(new LocalWholeFiles(new ConfinedFolder(bench.folder, ['digests'])));
      const bytes = Buffer.from('A line of a digest.\n'.repeat(2_400));
      const facts = { name: 'digest.txt', added: 1 };
      let refused = 0;
      for (const room of [200_000, 215_000, 230_000, 245_000, 255_000]) {
        await writeFile(join(bench.folder, 'ballast'), Buffer.alloc(room)).catch(() => undefined);
        const isAdded = await store.add(bytes, facts).then(
          () => true,
          (error: unknown) => {
            assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
            return false;
          },
        );
        const { digests: found, damaged } = await store.list();
        assert.deepEqual([found.length, damaged], [isAdded ? 1 : 0, []]);
        if (!isAdded) {
          refused += 1;
          assert.deepEqual(await readdir(digests).catch(() => []), [], 'leftovers on a full disk');
        }
        await rm(join(bench.folder, 'ballast'));
        const { file } = await store.add(bytes, facts);
        assert.ok(bytes.equals(await store.read(file)));
        await store.remove(file);
      }
      assert.ok(refused > 2, `only ${refused} imports were refused`);
      bench.say(`${refused} imports on a full disk: refused, nothing left over, whole once there was space`);
    } finally {
      spawnSync('umount', [bench.folder]);
    }
  },
};

async function mountSmallDisk(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status === 0;
}

/** The steps of saving a note that may fail, and how. */
const steps = ['open', 'link', 'mkdir', 'readdir', 'realpath'] as const;
const synchronousSteps = ['renameSync'] as const;
const handleSteps = ['writeFile', 'chmod', 'sync', 'close', 'stat', 'readFile'] as const;
const codes = ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS', 'EACCES', 'EMFILE'] as const;

export const injectedErrors: Scenario = {
  name: 'any one step of a save fails',
  async run(bench) {
    let tried = 0;
    let refused = 0;
    for (const exists of [false, true]) {
      for (const step of [...steps, ...synchronousSteps, ...handleSteps]) {
        for (const code of bench.short ? codes.slice(0, 1) : codes) {
          for (let nth = 1; nth <= 4; nth += 1) {
            const outcome = await failOnce(bench, { exists, step, code, nth });
            if (outcome === 'not reached') break;
            tried += 1;
            if (outcome === 'refused') refused += 1;
          }
        }
      }
    }
    assert.ok(refused > 25, `only ${refused} failures were felt`);
    bench.say(
      `${tried} injected errors, ${refused} of them felt: the old text or the new one, whole, each time`,
    );
  },
};

interface Injected {
  readonly exists: boolean;
  readonly step: (typeof steps)[number] | (typeof synchronousSteps)[number] | (typeof handleSteps)[number];
  readonly code: string;
  /** Which call of the step fails, from 1. */
  readonly nth: number;
}

async function failOnce(bench: Bench, what: Injected): Promise<'refused' | 'saved' | 'not reached'> {
  const base = join(bench.folder, `${what.exists ? 'old' : 'new'}-${what.step}-${what.code}-${what.nth}`);
  await mkdir(base, { recursive: true });
  const store = openStore(base);
  await store.ready();
  if (what.exists) await change(store, subject, { body: 'old text' });
  const path = join(base, ...notesPath, file);
  const old = what.exists ? await readFile(path, 'utf8') : undefined;
  const { reached, restore } = inject(what);
  const result = await store.update(subject, { body: 'new text' });
  restore();
  if (!reached()) return 'not reached';
  const now = await readFile(path, 'utf8').catch(() => undefined);
  if (result.ok) assert.match(now ?? '', /new text$/);
  else {
    // The rename may have been done before the failure: then the new text is there as a whole.
    assert.ok(now === old || now?.endsWith('new text'), `${now ?? 'nothing'} after ${JSON.stringify(what)}`);
    assert.match(localized(result.error.message), /^[A-Z][^]*\.$/);
    assert.ok(result.error.unsaved?.includes('new text'));
  }
  await change(openStore(base), subject, { body: 'at last' });
  return result.ok ? 'saved' : 'refused';
}

type Call = (...args: unknown[]) => unknown;

/** Makes the `nth` call of a step of `node:fs/promises` fail. */
function inject({ step, code, nth }: Injected): { reached: () => boolean; restore: () => void } {
  let calls = 0;
  const fails = (): boolean => {
    calls += 1;
    return calls === nth;
  };
  const failing =
    (original: Call): Call =>
    async (...args) => {
      if (!fails()) return original(...args);
      // A handle that stays open would be found by Node later on.
      if (step === 'close') await original();
      throw Object.assign(new Error(`${code}: injected`), { code });
    };
  const failingAtOnce =
    (original: Call): Call =>
    (...args) => {
      if (!fails()) return original(...args);
      throw Object.assign(new Error(`${code}: injected`), { code });
    };
  const isSynchronous = (synchronousSteps as readonly string[]).includes(step);
  const functions = (isSynchronous ? files : promises) as unknown as Record<string, Call>;
  const name = isSynchronous || (steps as readonly string[]).includes(step) ? step : 'open';
  const original = functions[name]!;
  const failingHandle: Call = async (...args) => {
    const handle = (await original(...args)) as Record<string, Call>;
    handle[step] = failing(handle[step]!.bind(handle));
    return handle;
  };
  if (isSynchronous) functions[name] = failingAtOnce(original);
  else functions[name] = name === step ? failing(original) : failingHandle;
  syncBuiltinESMExports();
  return {
    reached: () => calls >= nth,
    restore: () => {
      functions[name] = original;
      syncBuiltinESMExports();
    },
  };
}

export const lostPermission: Scenario = {
  name: 'permission is lost, or never was there',
  async run(bench) {
    const notes = join(bench.folder, ...notesPath);
    await mkdir(notes, { recursive: true });
    for (const path of [bench.folder, join(notes, '..'), notes]) {
      if (process.getuid?.() === 0) await chown(path, 65534, 65534);
    }
    const worker = new Worker(bench.worker, ['obey', bench.folder], true);
    await worker.next();
    assert.deepEqual(await worker.ask('old text'), { ok: true });
    const path = join(notes, file);
    const old = await readFile(path);
    const cases: readonly (readonly [string, string, number, number])[] = [
      ['the folder became read-only', notes, 0o555, 0o755],
      ['the folder may not be entered', notes, 0o000, 0o755],
      ['the file became read-only', path, 0o444, 0o644],
      ['the file may not be read', path, 0o000, 0o644],
    ];
    for (const [name, target, without, again] of cases) {
      await chmod(target, without);
      assertRefused((await worker.ask(name)) as Answer, name, /no permission/);
      await chmod(target, again);
      assert.deepEqual(await readFile(path), old, name);
    }
    assert.deepEqual(await worker.ask('new text'), { ok: true });
    assert.deepEqual(await readdir(notes), [file]);
    await worker.end();
    bench.say(
      `${cases.length} kinds: refused in one sentence, old bytes intact, saved once permission was back`,
    );
  },
};

export const lostFolder: Scenario = {
  name: 'the folder is deleted or renamed in mid-session',
  async run(bench) {
    const base = join(bench.folder, 'workspace');
    const notes = join(base, ...notesPath);
    const begin = async (): Promise<ReturnType<typeof openStore>> => {
      await rm(bench.folder, { recursive: true, force: true });
      await mkdir(base, { recursive: true });
      const store = openStore(base);
      await change(store, subject, { addTags: ['kept'], body: 'old text' });
      return store;
    };
    let store = await begin();
    await rm(join(base, '.papers'), { recursive: true });
    const kept = await change(store, subject, { addTags: ['new'] });
    assert.deepEqual([kept.tags, kept.body], [['kept', 'new'], 'old text']);

    store = await begin();
    const old = await readFile(join(notes, file));
    await rename(join(base, '.papers'), join(base, '.moved'));
    await change(store, subject, { body: 'new text' });
    assert.deepEqual(await readFile(join(base, '.moved', 'notes', file)), old);
    assert.match(await readFile(join(notes, file), 'utf8'), /kept[^]*new text/);

    store = await begin();
    await rename(base, `${base}-moved`);
    const error = await updateError(store, subject, { body: 'new text' });
    assertRefused({ ok: false, ...error }, 'new text', /not there any more/);
    assert.match(error.unsaved ?? '', /kept/);
    assert.deepEqual(await readFile(join(`${base}-moved`, ...notesPath, file)), old);
    assert.deepEqual(
      await readdir(bench.folder),
      ['workspace-moved'],
      'the workspace came back as an empty folder',
    );
    bench.say(
      'notes folder deleted or renamed: the note is kept whole; workspace renamed: refused, text to recover',
    );
  },
};
