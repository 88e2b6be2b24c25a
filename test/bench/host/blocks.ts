import { type Profiler, Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import type { Block } from '../memory';
import { heldTime } from '../heldTime';

/** Turns that are not as long as this are not of interest; milliseconds. */
const shortest = 4;
const shown = 8;
const mostFunctions = 12;
/** Milliseconds. */
const samplingInterval = 1;

/**
 * Runs some work. Resolves to how long it took, and to the periods in which no other work of this process had a turn: how
 * long each was, how much of it this extension ran, and in which functions. Longest first, without the time that the
 * system gave other programs (`heldTime`).
 */
export async function watchBlocks(
  work: () => PromiseLike<unknown>,
): Promise<{ readonly took: number; readonly longest: readonly Block[] }> {
  const session = new Session();
  session.connect();
  const post = (method: string, parameters: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result)));
    });
  await post('Profiler.enable');
  await post('Profiler.setSamplingInterval', { interval: samplingInterval * 1000 });
  await post('Profiler.start');
  // The profiler takes its times from the same clock; to start it takes long, after it has noted the time.
  const microsecondsAt = Number(process.hrtime.bigint() / 1000n) - performance.now() * 1000;
  const { took, gaps } = await turnsOf(work);
  const { profile } = (await post('Profiler.stop')) as { readonly profile: Profiler.Profile };
  session.disconnect();
  const longest = gaps.toSorted((a, b) => b.held - a.held).slice(0, shown);
  return {
    took,
    longest: longest.map(({ from, to, held }) => {
      const { own, where } = whatRan(profile, microsecondsAt + from * 1000, microsecondsAt + to * 1000);
      // Samples go on while the thread waits for a processor.
      return { time: to - from, held, own: Math.min(own, held), where };
    }),
  };
}

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly held: number;
}

async function turnsOf(work: () => PromiseLike<unknown>) {
  const start = performance.now();
  const gaps: Gap[] = [];
  let [before, heldBefore] = [start, heldTime()];
  let isOver = false;
  const look = (): void => {
    const [now, heldNow] = [performance.now(), heldTime()];
    if (now - before > shortest) gaps.push({ from: before, to: now, held: heldNow - heldBefore });
    [before, heldBefore] = [now, heldNow];
    if (!isOver) setImmediate(look);
  };
  look();
  await work();
  isOver = true;
  return { took: performance.now() - start, gaps };
}

/** The functions with most samples between two times of a profile, in microseconds. */
function whatRan(profile: Profiler.Profile, from: number, to: number): Pick<Block, 'own' | 'where'> {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const counts = new Map<string, number>();
  let [samples, own] = [0, 0];
  let time = profile.startTime;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    time += profile.timeDeltas?.[index] ?? 0;
    if (time < from || time > to) continue;
    samples++;
    const names = new Set<string>();
    let isOwn = false;
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = nodes.get(at)?.callFrame;
      if (!frame) continue;
      names.add(nameOf(frame));
      isOwn ||= /dist\/(?:web\/)?(?:extension|parsers|formulas)\.js$/.test(frame.url);
    }
    if (isOwn) own++;
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = [...counts].filter(([name, count]) => name !== '' && count > samples * 0.1);
  const where = most
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostFunctions)
    .map(([name, count]) => `${name} ${Math.round((100 * count) / samples)} %`);
  return { own: own * samplingInterval, where: where.join(', ') };
}

/** Of the host only its file is of interest. */
function nameOf({ functionName, url, lineNumber }: Profiler.Profile['nodes'][number]['callFrame']): string {
  if (functionName.startsWith('(')) return functionName === '(root)' ? '' : functionName;
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  const name = functionName === '' ? 'anonymous' : functionName;
  return `${name} (${file.slice(file.lastIndexOf('/') + 1)}:${lineNumber + 1})`;
}
