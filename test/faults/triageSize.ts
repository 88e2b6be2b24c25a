import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TriageStore } from '../../src/core/triage/triageStore';
import { inShortSlices } from '../../src/platform/common/stores/storedLog';
import { SharedTriageLog } from '../../src/services/triage/sharedTriageLog';
import { AppendLog } from '../../src/platform/node/files/appendLog';
import type { Scenario } from './scenario';

export const largeTriageLog: Scenario = {
  name: 'a triage log of many papers',
  async run(bench) {
    for (const papers of bench.short ? [20_000] : [100_000, 1_000_000]) {
      const path = join(bench.folder, `${papers}.jsonl`);
      for (let from = 0; from < papers; from += 10_000) {
        const lines = Array.from({ length: 10_000 }, (_, at) => lineOf(from + at));
        await appendFile(path, lines.join(''));
      }
      const report = (error: unknown): void => assert.fail(String(error));
      const here = new SharedTriageLog(new AppendLog(path), report);
      const there = new SharedTriageLog(new AppendLog(path), report);
      const store = new TriageStore(here, () => 0, inShortSlices, report);
      const loading = await held(() => store.ready());
      const marking = await held(async () => {
        await there.append([{ id: 'p1', state: 'later', at: 1 }]);
        await here.poll();
      });
      assert.equal(store.get('p1'), 'later');
      const own = await held(async () => void (await store.set(['p2'], 'skipped')));
      const compacting = await held(async () => {
        await there.compact();
        await here.poll();
      });
      assert.equal(store.get('p1'), 'later');
      bench.say(
        `${papers} papers, longest hold in ms: start ${loading}, mark elsewhere ${marking}, own mark ${own}, log compacted elsewhere ${compacting}`,
      );
      store.dispose();
      here.dispose();
      there.dispose();
    }
  },
};

function lineOf(paper: number): string {
  return `${JSON.stringify({ id: `p${paper}`, state: 'read', at: paper })}\n`;
}

/** The longest turn of the event loop in milliseconds of processor time: other programs do not count. */
async function held(work: () => Promise<void>): Promise<string> {
  let longest = 0;
  let isRunning = true;
  const watch = (last: number): void => {
    const now = processorTime();
    longest = Math.max(longest, now - last);
    if (isRunning) setImmediate(() => watch(now));
  };
  watch(processorTime());
  await work();
  isRunning = false;
  await new Promise((resolve) => setImmediate(resolve));
  return longest.toFixed(1);
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
