import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually';

/** The milliseconds that `pattern` finds in all logs of the extension, the oldest first, once there are `wanted` of them. */
export function loggedTimes(userFolder: string, pattern: RegExp, wanted: number): Promise<readonly number[]> {
  return eventually(async () => {
    const files = (await readdir(userFolder, { recursive: true })).filter((name) =>
      name.endsWith('Daily Papers.log'),
    );
    const texts = await Promise.all(files.map((name) => readFile(join(userFolder, name), 'utf8')));
    // Lines begin with the date and the time.
    const lines = texts.flatMap((text) => text.split('\n')).toSorted();
    const times = lines.flatMap((line) => [...line.matchAll(pattern)].map(([, ms]) => Number(ms)));
    if (times.length < wanted)
      throw new Error(`${times.length} of ${wanted} windows have logged ${pattern.source}`);
    return times;
  });
}
