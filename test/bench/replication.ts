import { finish } from '../../src/core/base/cooperativeTask';
import { HybridClock, type Stamp } from '../../src/core/base/hybridClock';
import { EntryTable, type LibraryEntry } from '../../src/core/replication/libraryEntry';
import { type LocalItem, reconciling } from '../../src/core/replication/reconcile';
import { triageStates } from '../../src/core/triage/triageState';

const count = 100_000;

/** Prints how long 100,000 marks of two devices take to merge, and to compare with those of this device. */
export function benchReplication(): void {
  const entries = (device: string): readonly LibraryEntry[] =>
    Array.from({ length: count }, (_, at) => {
      const stamp: Stamp = [1_700_000_000_000 + ((at * 7919) % count), 0, device];
      const arxiv = `2401.${String(at).padStart(5, '0')}`;
      const state = triageStates[(at + device.length) % triageStates.length];
      return {
        kind: 'mark',
        key: `arxiv:${arxiv}`,
        value: { id: `paper-${at}`, arxiv, state, at: stamp[0] },
        stamp,
      };
    });
  const [one, other] = [entries('laptop'), entries('server')];
  const timed = <T>(what: string, work: () => T): T => {
    const [began, used] = [performance.now(), process.cpuUsage()];
    const result = work();
    const { user, system } = process.cpuUsage(used);
    const cpu = ((user + system) / 1000).toFixed(0);
    console.log(`${what}: ${(performance.now() - began).toFixed(0)} ms, ${cpu} ms of the processor`);
    return result;
  };
  for (const round of ['first', 'second', 'third']) {
    const merged = new EntryTable(one);
    timed(`${round} run, merge ${count} marks of one device into those of another`, () => {
      for (const entry of other) merged.put(entry);
    });
    const local = new Map(one.map(({ key, value, stamp }): [string, LocalItem] => [key, { value, stamp }]));
    const clock = new HybridClock(
      () => 0,
      () => '',
    );
    const equal = new WeakMap<LocalItem, LibraryEntry>();
    const parts = { base: new EntryTable(), merged, clock, equal };
    const { apply } = timed('  compare them with those of this device', () =>
      finish(reconciling('mark', local, parts)),
    );
    console.log(`  ${apply.length} to apply`);
    const after = new Map(
      Array.from(merged.ofKind('mark'), ({ key, value, stamp }): [string, LocalItem] => [
        key,
        { value, stamp },
      ]),
    );
    timed('  compare equal marks for the first time', () => finish(reconciling('mark', after, parts)));
    timed('  compare equal marks again', () => finish(reconciling('mark', after, parts)));
  }
}
