import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// By default V8 lets the heap grow to twice the memory in use, and its young generation while code is loaded. The flags are
// set here because clients start the server with a command that a user once copied. Electron's V8 may not accept flags at
// run time.
const slowGrowth = { young: '--semi-space-growth-factor=1', all: '--heap-growing-percent=30' };
const fastGrowth = { young: '--semi-space-growth-factor=2', all: '--heap-growing-percent=150' };
// Functions that V8 compiles with others inlined take 6 MB more here, and are no faster.
const flags: string[] = [...Object.values(slowGrowth), '--no-turbo-inlining'];
// V8 compiles what has run for some milliseconds, which takes 5 MB here and more time than hundreds of searches win back. In a
// large library it pays sooner. Newer versions have no flag for it.
const hasBudget = Number.parseInt(process.versions.v8, 10) < 12;
if (hasBudget) flags.push('--interrupt-budget=1000000');
const largeBudget = hasBudget ? ['--interrupt-budget=300000'] : [];
const acceptsFlags = process.versions['electron'] === undefined;
if (acceptsFlags) for (const flag of flags) setFlagsFromString(flag);

/** Of the young generation, in bytes; both halves. A fifth less time is spent in reading a library than with the 2 MB of the start. */
const largeYoungGeneration = 8_000_000;
/** In milliseconds: short enough that the young generation cannot double twice between two checks. */
const checkInterval = 5;

/**
 * Prepares V8 for a large library while a task reads it, which creates many long-lived objects and little garbage: the young
 * generation grows to four times its size, and garbage of all generations is collected less often. Older versions of V8 compile
 * what runs often sooner from now on.
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
  for (const flag of [...Object.values(fastGrowth), ...largeBudget]) setFlagsFromString(flag);
  try {
    return await task();
  } finally {
    stopYoung();
    setFlagsFromString(slowGrowth.all);
  }
}
