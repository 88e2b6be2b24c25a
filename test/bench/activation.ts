import { closeAll, openWorkbench } from '../support/workbench';
import { loggedTimes } from './loggedTimes';

const runs = 20;
const pattern = /Activated in ([\d.]+) ms/g;

/**
 * How long `activate` takes of its own, as the extension logs it in the extension host: each run is a window that is
 * loaded anew on the seeds.
 */
export async function benchActivation(): Promise<void> {
  const workbench = await openWorkbench({ allBuiltIn: true });
  try {
    for (let run = 1; run < runs; run++) {
      await loggedTimes(workbench.userFolder, pattern, run);
      await workbench.reload();
    }
    const times = (await loggedTimes(workbench.userFolder, pattern, runs)).toSorted((a, b) => a - b);
    const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(1);
    console.log(
      `activate, ${times.length} windows: median ${at(0.5)} ms, worst ${at(1)} ms (to reach: 15 ms)`,
    );
  } finally {
    await closeAll();
  }
}
