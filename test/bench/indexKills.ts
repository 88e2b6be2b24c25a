import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeIndex } from '../../src/core/search/indexFile';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { builtModule } from '../support/builtModule';
import { seededRandom } from './random';

export interface KillReport {
  readonly kills: number;
  /** How many kills left a temporary file behind: they came while a file was being written. */
  readonly whileWriting: number;
  /** How many times another state of the index was found than before. */
  readonly saves: number;
}

/**
 * Kills a process that saves the index over and over, at random moments, and reads the file after each kill: it always
 * holds one whole index, of one of the states that were saved.
 *
 * @throws Error at the first file that does not
 */
export async function killWhileSaving(kills: number): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-kills-'));
  const file = join(folder, 'search.index');
  const saver = await builtModule('test/bench/indexSaver.ts');
  const random = seededRandom(42);
  let whileWriting = 0;
  const states = new Set<number>();
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      await killed(fork(saver, [file, `${kill}`]), random() * 30);
      states.add(stateOf(file));
      if (readdirSync(folder).length > 1) whileWriting += 1;
    }
    return { kills, whileWriting, saves: states.size };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Ends a process some time after it said that it has saved once. */
async function killed(child: ChildProcess, after: number): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([new Promise((resolve) => child.once('message', resolve)), exit]);
  await sleep(after);
  child.kill('SIGKILL');
  await exit;
}

/** The number that the saver put into the index. */
function stateOf(file: string): number {
  const decoded = decodeIndex(readFileSync(file), 'kills');
  if (!decoded.ok) throw new Error(`A kill left an index that is ${decoded.error}`);
  const index = new SearchIndex(decoded.value);
  const [hit] = index.search('quokka');
  if (!hit || index.size < 2) throw new Error('A kill left an index that lacks papers');
  return index.hashOf(hit.id) ?? 0;
}

/** `npm run bench -- kills`. */
export async function benchKills(): Promise<void> {
  const { kills, whileWriting, saves } = await killWhileSaving(200);
  console.log(
    `${kills} kills, ${whileWriting} of them while a file was being written; ${saves} states found, none torn`,
  );
}
