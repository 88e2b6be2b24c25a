import { setFlagsFromString } from 'node:v8';

// By default V8 lets the heap grow to twice the memory in use, and its young generation while code is loaded. The flags are
// set here because clients start the server with a command that a user once copied. Electron's V8 may not accept flags at
// run time.
if (process.versions['electron'] === undefined)
  for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=30']) setFlagsFromString(flag);
