/**
 * What happens to notes when everything goes wrong. `npm run test:faults` takes a few minutes, with `--short` a few
 * seconds. Prints figures, and the counts of passed and failed scenarios at the end.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longNote, manyNotes } from './bulk';
import { fullDisk, injectedErrors, lostFolder, lostPermission } from './disk';
import { gitMerge } from './gitMerge';
import { hostileNames, malformedFiles } from './hostile';
import { killedSaves, killedSessions, killedTriage } from './kill';
import { scaling } from './scaling';
import type { Scenario } from './scenario';
import { twoWriters } from './twoWriters';
import { bundleWorker } from './workers';

const scenarios: readonly Scenario[] = [
  killedSaves,
  killedSessions,
  killedTriage,
  twoWriters,
  fullDisk,
  injectedErrors,
  lostPermission,
  lostFolder,
  longNote,
  manyNotes,
  malformedFiles,
  hostileNames,
  gitMerge,
  scaling,
];

async function runAll(short: boolean, only: string | undefined): Promise<{ passed: number; failed: number }> {
  const root = await mkdtemp(join(tmpdir(), 'papers-faults-'));
  const scripts = { worker: join(root, 'worker.mjs'), rawWorker: join(root, 'rawWorker.mjs') };
  let failed = 0;
  const chosen = scenarios.filter(({ name }) => only === undefined || name.includes(only));
  try {
    // Workers may run as another user.
    await chmod(root, 0o755);
    for (const [name, script] of Object.entries(scripts)) await bundleWorker(name, script);
    for (const [index, scenario] of chosen.entries()) {
      console.log(scenario.name);
      const folder = join(root, `${index}`);
      await mkdir(folder);
      try {
        await scenario.run({ ...scripts, folder, short, say: (figure) => console.log(`  ${figure}`) });
      } catch (error) {
        failed += 1;
        console.error(`  FAILED:`, error);
      }
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  return { passed: chosen.length - failed, failed };
}

const [only] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const { passed, failed } = await runAll(process.argv.includes('--short'), only);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
