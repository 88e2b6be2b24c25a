import { closeAll, openWorkbench } from '../support/workbench';
import { loggedTimes } from './loggedTimes';

const runs = 20;
const activated = /Activated in ([\d.]+) ms/g;
const loaded = /The code was loaded in ([\d.]+) ms/g;

/**
 * How long loading the code takes, and `activate` after it, as the extension logs them in the extension host. Each run loads the
 * window again, on the seeds.
 */
export async function benchActivation(): Promise<void> {
  const workbench = await openWorkbench({ allBuiltIn: true });
  try {
    for (let run = 1; run < runs; run++) {
      await loggedTimes(workbench.userFolder, activated, run);
      await workbench.reload();
    }
    for (const [what, pattern, target] of [
      ['activate', activated, '15 ms'],
      ['loading the code', loaded, '–'],
    ] as const) {
      const times = (await loggedTimes(workbench.userFolder, pattern, runs)).toSorted((a, b) => a - b);
      const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(1);
      console.log(
        `${what}, ${times.length} windows: median ${at(0.5)} ms, worst ${at(1)} ms (to reach: ${target})`,
      );
    }
  } finally {
    await closeAll();
  }
}
