import { setFlagsFromString } from 'node:v8';

// By default V8 lets the heap grow to twice the memory in use, and its young generation while code is loaded. The flags are
// set here because clients start the server with a command that a user once copied. Electron's V8 may not accept flags at
// run time.
const flags = ['--semi-space-growth-factor=1', '--heap-growing-percent=30'];
// V8 compiles what has run for some milliseconds, which takes 5 MB here and more time than hundreds of searches win back.
// Newer versions have no flag for it.
if (Number.parseInt(process.versions.v8, 10) < 12) flags.push('--interrupt-budget=1000000');
if (process.versions['electron'] === undefined) for (const flag of flags) setFlagsFromString(flag);
