import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TriageStore } from '../../src/core/triage/triageStore';
import { ignoreMissing } from '../../src/platform/common/errorCode';
import { type LibraryDevice, libraryDevice } from '../support/libraryDevice';
import { killOnce } from './kill';
import { type Bench, type Scenario, random } from './scenario';

const names = ['laptop', 'server'] as const;
const day = 24 * 60 * 60 * 1000;

export const killedDevices: Scenario = {
  name: 'two devices mark papers and merge their library through a folder, and are killed',
  waits: true,
  async run(bench) {
    await mkdir(join(bench.folder, 'shared'));
    const marks = await markAndKill(bench, 'library', 60);
    await checkMarks(bench, marks, () => join(bench.folder, 'shared'));
    const files = (await readdir(join(bench.folder, 'shared'))).length;
    assert.equal(files, names.length);
    bench.say(
      `${marks.kills} SIGKILLs, ${marks.saved.join(' and ')} acknowledged marks of two devices with clocks three days apart: 0 lost, both devices the same`,
    );
  },
};

export const carriedLibrary: Scenario = {
  name: 'a library is carried between the folders of two servers, which both write to it and are killed',
  waits: true,
  async run(bench) {
    const folders = names.map((name) => join(bench.folder, `${name}-shared`));
    for (const folder of folders) await mkdir(folder);
    await fillFolder(bench, folders[0] ?? '');
    const carrier = new Carrier(folders);
    const done = new AbortController();
    const carrying = carrier.carryUntil(done.signal);
    const marks = await markAndKill(bench, 'carriedLibrary', 40).finally(() => done.abort());
    await carrying;
    await checkMarks(bench, marks, (name) => join(bench.folder, `${name}-shared`), carrier);
    const left = await readdir(folders[0] ?? '');
    assert.ok(!left.some((name) => name.startsWith(goneDevice)), 'the file of the device that is gone stays');
    bench.say(
      `${marks.kills} SIGKILLs, ${marks.saved.join(' and ')} acknowledged marks, ${carrier.count} files carried: 0 lost, both servers the same, the file of a third device folded`,
    );
  },
};

const goneDevice = '0123456789abcdef';

/** A device that is gone has marked two papers. */
async function fillFolder(bench: Bench, folder: string): Promise<void> {
  const device = await libraryDevice(join(bench.folder, 'gone'), () => 1000 * day);
  try {
    await device.triage.set(['of-gone-1', 'of-gone-2'], 'skipped');
    await device.replica.syncWith(device.replica.folder(folder));
  } finally {
    device.dispose();
  }
  const text = await readFile(join(folder, `${device.id}.jsonl`), 'utf8');
  await unlink(join(folder, `${device.id}.jsonl`));
  await writeFile(join(folder, `${goneDevice}.jsonl`), text.replaceAll(device.id, goneDevice));
}

interface Marks {
  readonly kills: number;
  /** The number of acknowledged marks of each device. */
  readonly saved: readonly number[];
}

/** Both devices mark papers and are killed, at the same time, and go on where they were. */
async function markAndKill(bench: Bench, mode: string, full: number): Promise<Marks> {
  const kills = bench.short ? 3 : full;
  const draw = random(7);
  const saved = await Promise.all(
    names.map(async (name) => {
      let next = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        const wait = draw() * (bench.short ? 60 : 250);
        const told = await killOnce(bench.storeWorker, [mode, bench.folder, name, `${next}`], wait);
        next = Number(told.at(-1) ?? next - 1) + 1;
      }
      return next;
    }),
  );
  return { kills: kills * names.length, saved };
}

/** Merges until both devices have everything; some weeks pass for those whose files are carried. */
async function checkMarks(
  bench: Bench,
  { saved }: Marks,
  folderOf: (name: string) => string,
  carrier?: Carrier,
): Promise<void> {
  let now = Date.now() + 100_000 * day;
  const devices: LibraryDevice[] = [];
  try {
    for (const name of names)
      devices.push(await libraryDevice(join(bench.folder, name), carrier ? () => now : undefined));
    for (let round = 0; round < (carrier ? 12 : 2); round += 1) {
      for (const [at, { replica }] of devices.entries()) {
        await replica.syncWith(replica.folder(folderOf(names[at] ?? '')));
        await carrier?.carry();
      }
      now += 8 * day;
    }
    const [one, other] = await Promise.all(devices.map(({ triage }) => triage.records()));
    assert.ok(one);
    assert.deepEqual(new Map([...one].toSorted()), new Map([...(other ?? [])].toSorted()));
    checkStates(one, saved);
    if (carrier) for (const id of ['of-gone-1', 'of-gone-2']) assert.equal(one.get(id)?.state, 'skipped');
  } finally {
    for (const device of devices) device.dispose();
  }
}

function checkStates(records: Awaited<ReturnType<TriageStore['records']>>, saved: Marks['saved']): void {
  for (const [at, name] of names.entries())
    for (let count = 0; count < (saved[at] ?? 0); count += 1)
      assert.equal(
        records.get(`${name}-${count}`)?.state,
        count % 2 === 0 ? 'read' : 'later',
        `${name} lost ${count}`,
      );
  assert.ok(records.has('of-both'));
}

/** A sync service for two folders: whole files, at any moment, also while they are written. A changed file wins over a deleted one. */
class Carrier {
  count = 0;
  /** The files as they were last the same on both sides. */
  readonly #last = new Map<string, string>();

  constructor(private readonly folders: readonly string[]) {}

  async carryUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.carry();
      await sleep(5);
    }
  }

  async carry(): Promise<void> {
    const listed = await Promise.all(this.folders.map((folder) => readdir(folder)));
    const all = new Set([...listed.flat(), ...this.#last.keys()]);
    for (const name of all) if (name.endsWith('.jsonl') && !name.startsWith('.')) await this.#carry(name);
  }

  async #carry(name: string): Promise<void> {
    const paths = this.folders.map((folder) => join(folder, name));
    const [one, other] = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(ignoreMissing)));
    const last = this.#last.get(name);
    if (one !== other) {
      const isFirst = other === last || (one !== last && one !== undefined);
      const [text, target] = [isFirst ? one : other, paths[isFirst ? 1 : 0] ?? ''];
      this.count += 1;
      if (text === undefined) await unlink(target).catch(ignoreMissing);
      else {
        await writeFile(`${target}.part`, text);
        await rename(`${target}.part`, target);
      }
      this.#set(name, text);
    } else this.#set(name, one);
  }

  #set(name: string, text: string | undefined): void {
    if (text === undefined) this.#last.delete(name);
    else this.#last.set(name, text);
  }
}
