/** A process that reads texts of many shapes with every reader, and tells how the time grows with the text. */
import { writeSync } from 'node:fs';
import { readers, type Reader } from './scaling/readers';
import { type Shape, shapes } from './scaling/shapes';

/** The message before a shape is read, so that a reader that does not end is known. */
export interface Begun {
  readonly reader: string;
  readonly shape: string;
}

/** The message when a reader has read all shapes: the slowest, and those that take too long. */
export interface Measured {
  readonly done: string;
  readonly slowest: Times;
  readonly faults: readonly Times[];
}

/** Milliseconds of the processor for n, 2n and 4n UTF-16 units; or what was thrown. */
export interface Times {
  readonly shape: string;
  readonly times?: readonly [number, number, number];
  readonly error?: string;
}

const short = process.argv[2] === 'short';
const only = process.argv[3] ?? '';
/** UTF-16 units. */
const n = short ? 1_024 : 8_192;
/** The limit of the factor in time for four times the text: 4 is linear, 16 quadratic. */
const most = 12;
/** Milliseconds; what takes less for 4n is not looked at closer. */
const telling = short ? 40 : 60;

function measure(reader: Reader, all: readonly Shape[]): Measured {
  const faults: Times[] = [];
  let slowest: { shape: Shape; time: number; times: Times['times'] } | undefined;
  for (const shape of all) {
    tell({ reader: reader.name, shape: shape.name } satisfies Begun);
    try {
      const time = timeOf(reader, shape.make(4 * n), 1);
      const times = time > telling ? timesOf(reader, shape) : undefined;
      if (!slowest || time > slowest.time) slowest = { shape, time, times };
      if (times && times[2] > telling && times[2] > times[0] * most && growsOn(reader, shape))
        faults.push({ shape: shape.name, times });
    } catch (error) {
      faults.push({ shape: shape.name, error: String(error) });
    }
  }
  const { shape, times } = slowest ?? {};
  return {
    done: reader.name,
    slowest: { shape: shape?.name ?? 'none', ...(shape && { times: times ?? timesOf(reader, shape) }) },
    faults,
  };
}

function timesOf(reader: Reader, shape: Shape): [number, number, number] {
  const time = (length: number): number => timeOf(reader, shape.make(length), 3);
  return [time(n), time(2 * n), time(4 * n)];
}

/** Whether the same is seen for twice the text: where memory is first collected at some length, the time grows there alone. */
function growsOn(reader: Reader, shape: Shape): boolean {
  return timeOf(reader, shape.make(8 * n), 3) > timeOf(reader, shape.make(2 * n), 3) * most;
}

/** The least of some runs. Of the processor, as others may use the machine too. */
function timeOf(reader: Reader, text: string, runs: number): number {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    reader.read(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** At once, as the next text may never end. */
function tell(value: Begun | Measured): void {
  writeSync(1, `${JSON.stringify(value)}\n`);
}

const all = shapes(short);
for (const reader of readers) if (reader.name.includes(only)) tell(measure(reader, all));
