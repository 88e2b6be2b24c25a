import { StubServer } from '../support/stubServer';
import { measureInHost } from './inHost';

const paperCount = 10_000;
const noteCount = 1000;
/** In MB, of the extension host at its end. */
const memoryToReach = 500;

/** A time in which nothing else had a turn, in milliseconds, and what was running. */
export interface Block {
  readonly time: number;
  /** The same without the time in which the system let other programs run; see `heldTime`. */
  readonly held: number;
  /** How much of it this extension was running, as far as samples tell. */
  readonly own: number;
  readonly where: string;
}

export interface PhaseFigures {
  readonly name: string;
  readonly took: number;
  /** The longest turns of the event loop. */
  readonly longest: readonly Block[];
  /** Bytes at its end. */
  readonly rss: number;
  readonly heap: number;
  /** The memory that the heap has allocated. */
  readonly heapTotal: number;
  readonly external: number;
}

export interface DayFigures {
  readonly phases: readonly PhaseFigures[];
}

/**
 * `npm run bench -- memory`: a day of work with 10,000 papers and 1,000 notes in the extension host of VS Code Server:
 * how much memory it takes, and for how long the host lets nothing else have a turn. All extensions of the host are in
 * the figures; `before` is what it takes without this one. `BENCH_OPENED` opens fewer papers than 1,000, which take
 * five minutes; with `HEAP_SNAPSHOT`, a snapshot of the heap is left in the folder `BENCH_RESULTS`. After
 * `npm run build`, `tsx test/bench/index.ts memory` measures a build in which functions keep their names.
 */
export async function benchMemory(): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const stub = await StubServer.start({ today, papersOn: () => 60 });
  try {
    const settings = { 'dailyPapers.huggingFace.url': stub.base };
    const run = { entry: 'day.ts', papers: paperCount, notes: noteCount, settings };
    print((await measureInHost(run)) as DayFigures);
  } finally {
    await stub.stop();
  }
}

function print({ phases }: DayFigures): void {
  const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
  for (const { name, took, longest, rss, heap, heapTotal, external } of phases) {
    const most = (of: (block: Block) => number): string => Math.max(0, ...longest.map(of)).toFixed(0);
    console.log(
      `${name}: ${took.toFixed(0)} ms, one turn ${most(({ own }) => own)} ms of this extension (to reach: 20 ms), ` +
        `${most(({ held }) => held)} ms of all that runs here, ${most(({ time }) => time)} ms by the clock; ` +
        `memory ${megabytes(rss)} MB, heap ${megabytes(heap)} of ${megabytes(heapTotal)} MB, ` +
        `outside it ${megabytes(external)} MB`,
    );
    const longestOwn = longest.filter(({ own }) => own > 15).toSorted((a, b) => b.own - a.own);
    for (const { own, where } of longestOwn.slice(0, 3)) console.log(`    ${own.toFixed(0)} ms: ${where}`);
  }
  const last = phases.at(-1)?.rss ?? Number.NaN;
  console.log(`memory at the end: ${megabytes(last)} MB (to reach: ${memoryToReach} MB)`);
}
