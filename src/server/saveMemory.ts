import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// By default V8 lets the heap grow to twice the memory in use, and its young generation while code is loaded. The flags are
// set here because clients start the server with a command that a user once copied. Electron's V8 may not accept flags at
// run time.
const slowGrowth = { young: '--semi-space-growth-factor=1', all: '--heap-growing-percent=30' };
const fastGrowth = { young: '--semi-space-growth-factor=2', all: '--heap-growing-percent=100' };
// Inlining takes at least 6 MB here, and makes slow searches no faster.
const flags: string[] = [...Object.values(slowGrowth), '--no-turbo-inlining'];
// Each function is interpreted at first, and optimized after it has run for some time, by default some milliseconds. At the start,
// few functions run for long. Newer versions of V8 have no such budget.
const hasBudget = Number.parseInt(process.versions.v8, 10) < 12;
if (hasBudget) flags.push('--interrupt-budget=1000000');
const acceptsFlags = process.versions['electron'] === undefined;
if (acceptsFlags) for (const flag of flags) setFlagsFromString(flag);

/** Of the young generation, in bytes; both halves. A fifth less time is spent in reading a library than with the 2 MB of the start. */
const largeYoungGeneration = 8_000_000;
/** In milliseconds: short enough that the young generation cannot double twice between two checks. */
const checkInterval = 5;

/**
 * From now on, V8 compiles each function when it is first called and optimizes it sooner: the first searches
 * take a tenth less time. Takes 2 MB. Has no effect in newer versions of V8.
 */
export function compileSooner(): void {
  if (!acceptsFlags || !hasBudget) return;
  for (const flag of ['--interrupt-budget=300000', '--always-sparkplug']) setFlagsFromString(flag);
}

/**
 * Adapts V8 to a large library and runs the task that reads it. Reading creates many long-lived objects and little garbage. So
 * while the task runs, the young generation may grow to four times its size, and garbage is collected less often.
 */
export async function readingLargeLibrary<T>(task: () => Promise<T>): Promise<T> {
  if (!acceptsFlags) return task();
  const stopYoung = (): void => {
    clearInterval(timer);
    setFlagsFromString(slowGrowth.young);
  };
  // V8 has no limit that can be set at run time.
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (!young || young.space_size >= largeYoungGeneration) stopYoung();
  }, checkInterval);
  for (const flag of Object.values(fastGrowth)) setFlagsFromString(flag);
  try {
    return await task();
  } finally {
    stopYoung();
    setFlagsFromString(slowGrowth.all);
  }
}
