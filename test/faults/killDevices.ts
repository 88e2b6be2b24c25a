import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { libraryDevice } from '../support/libraryDevice';
import { killOnce } from './kill';
import { type Scenario, random } from './scenario';

const names = ['laptop', 'server'] as const;

export const killedDevices: Scenario = {
  name: 'two devices mark papers and merge their library through a folder, and are killed',
  waits: true,
  async run(bench) {
    const kills = bench.short ? 3 : 60;
    const draw = random(7);
    await mkdir(join(bench.folder, 'shared'));
    const marks = await Promise.all(
      names.map(async (name) => {
        let next = 0;
        for (let kill = 0; kill < kills; kill += 1) {
          const told = await killOnce(
            bench.storeWorker,
            ['library', bench.folder, name, `${next}`],
            draw() * (bench.short ? 60 : 250),
          );
          next = Number(told.at(-1) ?? next - 1) + 1;
        }
        return next;
      }),
    );
    const devices = await Promise.all(names.map((name) => libraryDevice(join(bench.folder, name))));
    try {
      for (const { replica } of [...devices, ...devices])
        await replica.syncWith(replica.folder(join(bench.folder, 'shared')));
      const [one, other] = await Promise.all(devices.map(({ triage }) => triage.records()));
      assert.deepEqual(new Map([...(one ?? [])].toSorted()), new Map([...(other ?? [])].toSorted()));
      for (const [at, name] of names.entries())
        for (let count = 0; count < (marks[at] ?? 0); count += 1) {
          const state = one?.get(`${name}-${count}`)?.state;
          assert.equal(state, count % 2 === 0 ? 'read' : 'later', `${name} lost ${count}`);
        }
      assert.ok(one?.has('of-both'));
    } finally {
      for (const device of devices) device.dispose();
    }
    const files = (await readdir(join(bench.folder, 'shared'))).length;
    assert.equal(files, names.length);
    bench.say(
      `${kills * names.length} SIGKILLs, ${marks.join(' and ')} acknowledged marks of two devices with clocks three days apart: 0 lost, both devices the same`,
    );
  },
};
