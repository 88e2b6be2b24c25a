import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseNote } from '../../src/core/notes/parseNote';
import { SharedTriageLog } from '../../src/services/triage/sharedTriageLog';
import { eventually } from '../support/eventually';
import { payload } from './payload';
import { type Bench, type Scenario, notesPath, openStore, random } from './scenario';
import { AppendLog } from '../../src/platform/node/files/appendLog';
import { Worker } from './workers';

/** Notes that are written at a time, each by one process after another. */
const lanes = 3;
/** Kills that one note has to go through before the next is begun. */
const killsPerNote = 10;

/** Starts a process that saves without end and kills it up to `wait` milliseconds after its first save. */
export async function killOnce(
  script: string,
  args: readonly string[],
  wait: number,
): Promise<readonly unknown[]> {
  const worker = new Worker(script, args);
  await worker.next();
  await sleep(wait);
  await worker.kill();
  return worker.told;
}

/** Does `work` for each number below `count`, in a few lanes. */
export async function inLanes(count: number, work: (index: number) => Promise<void>): Promise<void> {
  const rest = Array.from({ length: count }, (_, index) => index).values();
  const lane = async (): Promise<void> => {
    for (const index of rest) await work(index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Files that killed sessions left in the notes folder. */
async function leftovers(bench: Bench): Promise<readonly string[]> {
  return (await readdir(join(bench.folder, ...notesPath))).filter((name) => name.startsWith('.'));
}

export const killedSaves: Scenario = {
  name: 'processes are killed while they save',
  waits: true,
  async run(bench) {
    const kills = bench.short ? 10 : 800;
    const draw = random(4);
    let saves = 0;
    let cut = 0;
    await inLanes(kills / killsPerNote, async (index) => {
      const name = `saved-${index}.md`;
      let last = -1;
      for (let kill = 0; kill < killsPerNote; kill += 1) {
        const told = await killOnce(bench.rawWorker, [bench.folder, name, `${last + 1}`], draw() * 20);
        const saved = Number(told.at(-1));
        saves += saved - last;
        const bytes = await readFile(join(bench.folder, ...notesPath, name));
        // The save that was under way may have been done just before its process could say so.
        last = bytes.equals(payload(saved + 1)) ? saved + 1 : saved;
        assert.ok(bytes.equals(payload(last)), `${name} is torn, empty or old after save ${saved}`);
        if ((await leftovers(bench)).some((left) => left.startsWith(`.${name}.`))) cut += 1;
      }
    });
    bench.say(
      `${kills} SIGKILLs, ${cut} of which cut a save off; ${saves} acknowledged saves: 0 empty, 0 torn, 0 lost`,
    );
    // A lock whose owner was killed before it could write its name into it counts as left behind after two seconds.
    await eventually(async () => {
      await openStore(bench.folder).ready();
      assert.deepEqual(await leftovers(bench), [], 'temporaries or locks stay');
    });
    bench.say('the next session sweeps what they left');
  },
};

export const killedSessions: Scenario = {
  name: 'processes are killed while they annotate',
  waits: true,
  async run(bench) {
    const kills = bench.short ? 10 : 200;
    const draw = random(7);
    let saves = 0;
    await inLanes(kills / killsPerNote, async (index) => {
      const id = `killed-${index}`;
      const saved: unknown[] = [];
      for (let kill = 0; kill < killsPerNote; kill += 1) {
        const args = ['writeForever', bench.folder, id, `k${kill}`];
        saved.push(...(await killOnce(bench.worker, args, draw() * 40)));
        const text = await readFile(join(bench.folder, ...notesPath, `${id}.md`), 'utf8');
        const { note, error: fault } = parseNote(text, id);
        assert.equal(fault, undefined, `${id} is torn after kill ${kill}:\n${text}`);
        const found = new Set<unknown>(note.highlights.map((highlight) => highlight.id));
        const lost = saved.filter((mark) => !found.has(mark));
        assert.deepEqual(lost, [], `${id} lost highlights that were saved`);
        assert.ok(found.size <= saved.length + kill + 1, `${id} holds what nobody wrote`);
      }
      saves += saved.length;
    });
    bench.say(`${kills} SIGKILLs, ${saves} acknowledged highlights: 0 lost, no note torn`);
  },
};

export const killedTriage: Scenario = {
  name: 'processes are killed while they write triage states',
  waits: true,
  async run(bench) {
    const kills = bench.short ? 3 : 60;
    const draw = random(5);
    const path = join(bench.folder, 'triage.jsonl');
    const saved: unknown[] = [];
    await inLanes(kills, async (index) => {
      saved.push(...(await killOnce(bench.worker, ['triageForever', path, `w${index}`], draw() * 40)));
    });
    const log = new SharedTriageLog(new AppendLog(path), () => undefined);
    const found = new Set<unknown>((await log.load()).map(({ id }) => id));
    log.dispose();
    const lost = saved.filter((id) => !found.has(id));
    assert.deepEqual(lost, []);
    bench.say(
      `${kills} SIGKILLs, ${saved.length} acknowledged states in a log compacted all the while: 0 lost`,
    );
  },
};
