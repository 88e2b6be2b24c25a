/**
 * What happens to notes and to the other stores when everything goes wrong. `npm run test:faults` takes a few minutes, with `--short` a few
 * seconds. Prints figures, and the counts of passed and failed scenarios at the end.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { editingServers, fuzzedServer, killedServers } from './assistants';
import { longNote, manyNotes } from './bulk';
import { fullDisk, fullDiskImport, injectedErrors, lostFolder, lostPermission } from './disk';
import { gitMerge } from './gitMerge';
import { hostileNames, malformedFiles } from './hostile';
import { killedSaves, killedSessions, killedTriage } from './kill';
import { scaling } from './scaling';
import { poisonedFolder } from './poisoned';
import type { Scenario } from './scenario';
import { killedStores } from './killStores';
import { killedBibliographies } from './killBibliographies';
import { carriedLibrary, killedDevices } from './killDevices';
import { otherClocks, otherNamespace, stoppedCompaction, stoppedSave } from './locks';
import { largeTriageLog } from './triageSize';
import { twoWriters } from './twoWriters';
import { packageTests, processTests, unitTests, workbenchTests } from './unitTests';
import { killedTabs, twoTabs } from './webTabs';
import { typedText } from './webTyping';
import { mustRun } from '../support/command';
import { wordList } from './wordList';
import { bundleWorker } from './workers';

const scenarios: readonly Scenario[] = [
  killedSaves,
  killedSessions,
  killedTriage,
  killedStores,
  killedBibliographies,
  killedDevices,
  carriedLibrary,
  twoWriters,
  editingServers,
  killedServers,
  fuzzedServer,
  otherClocks,
  otherNamespace,
  stoppedCompaction,
  stoppedSave,
  largeTriageLog,
  fullDisk,
  fullDiskImport,
  injectedErrors,
  lostPermission,
  lostFolder,
  longNote,
  manyNotes,
  malformedFiles,
  hostileNames,
  poisonedFolder,
  gitMerge,
  scaling,
  wordList,
  killedTabs,
  twoTabs,
  typedText,
  unitTests,
  processTests,
  workbenchTests,
  packageTests,
];

async function runAll(short: boolean, only: string | undefined): Promise<{ passed: number; failed: number }> {
  // Some scenarios run the extension; the short ones do not.
  if (!short) await mustRun(process.execPath, ['esbuild.mjs']);
  const root = await mkdtemp(join(tmpdir(), 'papers-faults-'));
  const script = (name: string): string => join(root, `${name}.mjs`);
  const scripts = {
    worker: script('worker'),
    rawWorker: script('rawWorker'),
    storeWorker: script('storeWorker'),
    lockWorker: script('lockWorker'),
  };
  let failed = 0;
  const chosen = scenarios.filter(
    ({ name, isFullOnly }) => (only === undefined || name.includes(only)) && !(short && isFullOnly === true),
  );
  try {
    // Workers may run as another user.
    await chmod(root, 0o755);
    for (const [name, file] of Object.entries(scripts)) await bundleWorker(name, file);
    const runOne = async (scenario: Scenario, index: number): Promise<void> => {
      const folder = join(root, `${index}`);
      const started = Date.now();
      const figures: string[] = [];
      // One that runs alone prints at once: a long one may be ended before its end.
      const say = (figure: string): void => {
        if (beside.includes(scenario)) figures.push(`  ${figure}`);
        else console.log(`  ${figure}`);
      };
      await mkdir(folder);
      try {
        await scenario.run({ ...scripts, folder, short, say });
      } catch (error) {
        failed += 1;
        say(`FAILED: ${inspect(error)}`);
      }
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log([...figures, `${scenario.name} (${seconds} s)`].join('\n'));
    };
    // Each has a folder of its own. At full length they would distort each other's timing.
    const beside = short ? chosen.filter(({ waits }) => waits) : [];
    await Promise.all(beside.map((scenario) => runOne(scenario, chosen.indexOf(scenario))));
    for (const [index, scenario] of chosen.entries())
      if (!beside.includes(scenario)) await runOne(scenario, index);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  return { passed: chosen.length - failed, failed };
}

const [only] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const { passed, failed } = await runAll(process.argv.includes('--short'), only);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
