import { forkScript } from '../../../../src/platform/node/isolation/forkScript';

// Starts the process of the index as the extension host does, sends the id of that process, and waits to be killed.
const [, , script = ''] = process.argv;
const child = forkScript(script, [])({ received: () => undefined, ended: () => undefined });
process.send?.(child.pid);
setInterval(() => undefined, 1000);
