import assert from 'node:assert/strict';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseNote } from '../../src/core/annotations/parseNote';
import { SharedTriageLog } from '../../src/host/storage/sharedTriageLog';
import { type Bench, type Scenario, change, notesPath, openStore, random, subject } from './scenario';
import { Worker } from './workers';

/** Notes that are written at a time, each by one process after another. */
const lanes = 3;
/** Kills that one note has to go through before the next is begun. */
const killsPerNote = 8;

/** What was saved and what was seen of it. */
interface Tally {
  kills: number;
  acknowledged: number;
  leftovers: number;
}

/** Starts a process that writes a note and kills it within `within` milliseconds of its first saved change. */
async function killOnce(args: readonly string[], script: string, wait: number): Promise<readonly unknown[]> {
  const worker = new Worker(script, args);
  await worker.next();
  await sleep(wait);
  await worker.kill();
  return worker.told;
}

async function killNote(bench: Bench, id: string, draw: () => number, tally: Tally): Promise<void> {
  const saved: unknown[] = [];
  const path = join(bench.folder, ...notesPath, `${id}.md`);
  for (let kill = 0; kill < killsPerNote; kill += 1) {
    saved.push(
      ...(await killOnce(['writeForever', bench.folder, id, `k${kill}`], bench.worker, draw() * 40)),
    );
    tally.kills += 1;
    const text = await readFile(path, 'utf8');
    const { note, fault } = parseNote(text, id);
    assert.equal(fault, undefined, `${id} is torn after kill ${kill}:\n${text}`);
    const found = new Set<unknown>(note.highlights.map((highlight) => highlight.id));
    const lost = saved.filter((mark) => !found.has(mark));
    assert.deepEqual(lost, [], `${id} lost what it had saved`);
    // What was under way may have been saved just before its process could say so.
    assert.ok(found.size <= saved.length + kill + 1, `${id} holds what nobody wrote`);
  }
  tally.acknowledged += saved.length;
}

export const killedWriters: Scenario = {
  name: 'processes are killed while they write notes',
  async run(bench) {
    const kills = bench.short ? 24 : 1000;
    const draw = random(4);
    const tally: Tally = { kills: 0, acknowledged: 0, leftovers: 0 };
    const ids = Array.from(
      { length: Math.ceil(kills / killsPerNote) },
      (_, index) => `killed-${index}`,
    ).values();
    const lane = async (): Promise<void> => {
      for (const id of ids) await killNote(bench, id, draw, tally);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    const folder = join(bench.folder, ...notesPath);
    tally.leftovers = (await readdir(folder)).filter((name) => name.startsWith('.')).length;
    await change(openStore(bench.folder), { ...subject, id: 'after-all' }, { addTags: ['swept'] });
    const stay = (await readdir(folder)).filter((name) => name.startsWith('.'));
    assert.deepEqual(stay, [], 'temporaries or locks stay');
    bench.say(`${tally.kills} SIGKILLs, ${tally.acknowledged} saved changes: 0 empty, 0 torn, 0 lost`);
    bench.say(`${tally.leftovers} files left by the killed, all swept by the next session`);
  },
};

export const killedTriage: Scenario = {
  name: 'processes are killed while they write triage states',
  async run(bench) {
    const kills = bench.short ? 4 : 60;
    const draw = random(5);
    const path = join(bench.folder, 'triage.jsonl');
    await mkdir(bench.folder, { recursive: true });
    const saved: unknown[] = [];
    const rounds = Array.from({ length: kills }, (_, index) => index).values();
    const lane = async (): Promise<void> => {
      for (const round of rounds) {
        saved.push(...(await killOnce(['triageForever', path, `w${round}`], bench.worker, draw() * 40)));
      }
    };
    await Promise.all([lane(), lane()]);
    const log = new SharedTriageLog(path, () => undefined);
    const found = new Set<unknown>((await log.load()).map(({ id }) => id));
    log.dispose();
    assert.deepEqual(
      saved.filter((id) => !found.has(id)),
      [],
    );
    bench.say(
      `${kills} SIGKILLs of two writers, ${saved.length} saved states, compacted all the while: 0 lost`,
    );
  },
};
