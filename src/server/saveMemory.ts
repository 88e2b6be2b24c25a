import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// By default V8 lets the heap grow to twice the memory in use, and its young generation while code is loaded. The flags are
// set here because clients start the server with a command that a user once copied. Electron's V8 may not accept flags at
// run time.
const flags = ['--semi-space-growth-factor=1', '--heap-growing-percent=30'];
// V8 compiles what has run for some milliseconds, which takes 5 MB here and more time than hundreds of searches win back. It
// does so for the loops that read 100,000 papers. Newer versions have no flag for it.
if (Number.parseInt(process.versions.v8, 10) < 12) flags.push('--interrupt-budget=300000');
const acceptsFlags = process.versions['electron'] === undefined;
if (acceptsFlags) for (const flag of flags) setFlagsFromString(flag);

/** In bytes; both halves. A fifth less time is spent in reading a library than with the 2 MB of the start. */
const largeYoungGeneration = 8_000_000;
/** In milliseconds: short enough that the young generation cannot double twice between two checks. */
const checkInterval = 5;

/** Lets V8's young generation grow to four times its size while a task runs that creates many long-lived objects. */
export async function withLargeYoungGeneration<T>(task: () => Promise<T>): Promise<T> {
  if (!acceptsFlags) return task();
  const stop = (): void => {
    clearInterval(timer);
    setFlagsFromString('--semi-space-growth-factor=1');
  };
  // V8 has no limit that can be set at run time.
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (!young || young.space_size >= largeYoungGeneration) stop();
  }, checkInterval);
  setFlagsFromString('--semi-space-growth-factor=2');
  try {
    return await task();
  } finally {
    stop();
  }
}
