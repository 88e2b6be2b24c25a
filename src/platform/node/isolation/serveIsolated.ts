import { Worker } from 'node:worker_threads';
import { IsolatedServer } from '../../common/isolation/isolatedServer';
import type {
  FromIsolated,
  IsolatedCalls,
  IsolatedFunctions,
  ToIsolated,
} from '../../common/isolation/isolationProtocol';

/**
 * Runs the functions that the parent process requests, in order, and ends the process when the parent has ended.
 *
 * @param mayHang whether a function may run forever, so that the process needs a thread that ends it when the parent has ended;
 * starting that thread takes some milliseconds
 */
export function serveIsolated<Calls extends IsolatedCalls<keyof Calls>>(
  functions: IsolatedFunctions<Calls>,
  { mayHang = true }: { readonly mayHang?: boolean } = {},
): void {
  const server = new IsolatedServer(functions, send);
  process.on('message', (message: ToIsolated) => server.receive(message));
  process.on('disconnect', () => process.exit());
  if (mayHang) endWithParent();
  server.start();
}

/** Resolves when the message has left the process: should the next request end it, this one counts as answered. */
function send(message: FromIsolated): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, {}, () => resolve());
  });
}

/** A function that runs for long keeps the process from seeing that its parent has ended: a thread looks for it. */
function endWithParent(): void {
  const look = `
    const parent = process.ppid;
    setInterval(() => {
      try { process.kill(parent, 0); } catch (error) {
        if (error.code === 'ESRCH') process.kill(process.pid, 'SIGKILL');
      }
    }, 1000);`;
  new Worker(look, { eval: true }).unref();
}
