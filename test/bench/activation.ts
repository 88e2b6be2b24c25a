import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeAll, eventually, openWorkbench } from '../support/workbench';

const runs = 20;

/**
 * How long `activate` takes of its own, as the extension logs it in the extension host: each run is a window that is
 * loaded anew on the seeds.
 */
export async function benchActivation(): Promise<void> {
  const workbench = await openWorkbench();
  try {
    for (let run = 1; run < runs; run++) {
      await loggedTimes(workbench.userFolder, run);
      await workbench.reload();
    }
    const times = (await loggedTimes(workbench.userFolder, runs)).toSorted((a, b) => a - b);
    const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(1);
    console.log(
      `activate, ${times.length} windows: median ${at(0.5)} ms, worst ${at(1)} ms (to reach: 20 ms)`,
    );
  } finally {
    await closeAll();
  }
}

/** The times in all logs of the extension, once there are `wanted` of them. */
function loggedTimes(userFolder: string, wanted: number): Promise<readonly number[]> {
  return eventually(async () => {
    const files = (await readdir(userFolder, { recursive: true })).filter((name) =>
      name.endsWith('Daily Papers.log'),
    );
    const texts = await Promise.all(files.map((name) => readFile(join(userFolder, name), 'utf8')));
    const times = texts.flatMap((text) =>
      [...text.matchAll(/Activated in ([\d.]+) ms/g)].map(([, ms]) => Number(ms)),
    );
    if (times.length < wanted)
      throw new Error(`${times.length} of ${wanted} windows have logged their activation`);
    return times;
  });
}
