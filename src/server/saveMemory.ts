import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// By default V8 lets the heap grow to twice the memory in use, and its young generation while code is loaded. The flags are
// set here because clients start the server with a command that a user once copied. Electron's V8 may not accept flags at
// run time.
const slowGrowth = { young: '--semi-space-growth-factor=1', all: '--heap-growing-percent=30' };
const fastGrowth = { young: '--semi-space-growth-factor=2', all: '--heap-growing-percent=150' };
const flags: string[] = Object.values(slowGrowth);
// V8 compiles what has run for some milliseconds, which takes 5 MB here and more time than hundreds of searches win back. It
// does so for the loops that read 100,000 papers. Newer versions have no flag for it.
if (Number.parseInt(process.versions.v8, 10) < 12) flags.push('--interrupt-budget=300000');
const acceptsFlags = process.versions['electron'] === undefined;
if (acceptsFlags) for (const flag of flags) setFlagsFromString(flag);

/** Of the young generation, in bytes; both halves. A fifth less time is spent in reading a library than with the 2 MB of the start. */
const largeYoungGeneration = 8_000_000;
/** In milliseconds: short enough that the young generation cannot double twice between two checks. */
const checkInterval = 5;

/**
 * Lets V8's heap grow fast while a task runs that creates many long-lived objects: its young generation to four times its size,
 * and all of it without collecting garbage in between, of which there is little.
 */
export async function withFastGrowth<T>(task: () => Promise<T>): Promise<T> {
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
