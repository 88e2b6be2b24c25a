import { Worker } from 'node:worker_threads';
import { SerialQueue } from '../../../core/base/serialQueue';
import {
  type FromIsolated,
  type IsolatedFunction,
  type IsolatedRequest,
  type ToIsolated,
  partsOf,
} from '../../common/isolation/isolationProtocol';

/** Runs the functions that the parent process requests, in order, and ends the process when the parent has ended. */
export function serveIsolated(functions: Readonly<Record<string, IsolatedFunction>>): void {
  const inputs = new Map<number, Uint8Array[]>();
  const requests = new SerialQueue();
  process.on('message', (message: ToIsolated) => {
    if ('input' in message) {
      const parts = inputs.get(message.number);
      if (parts) parts.push(message.input);
      else inputs.set(message.number, [message.input]);
    } else void requests.run(() => respond(functions, message, inputs));
  });
  process.on('disconnect', () => process.exit());
  endWithParent();
  void send({ ready: true });
}

async function respond(
  functions: Readonly<Record<string, IsolatedFunction>>,
  { number, name, args }: IsolatedRequest,
  inputs: Map<number, Uint8Array[]>,
): Promise<void> {
  const input = Buffer.concat(inputs.get(number) ?? []);
  inputs.delete(number);
  try {
    const { result, output = [] } = await call(functions, name, args, input);
    for (const bytes of output) for (const part of partsOf(bytes)) await send({ number, part });
    await send({ number, result });
  } catch (error) {
    await send({ number, error: String(error) });
  }
}

/** Resolves when the message has left the process: should the next request end it, this one counts as answered. */
function send(message: FromIsolated): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, {}, () => resolve());
  });
}

function call(
  functions: Readonly<Record<string, IsolatedFunction>>,
  name: string,
  args: readonly unknown[],
  input: Uint8Array,
): ReturnType<IsolatedFunction> {
  const called = functions[name];
  if (!called) throw new Error(`There is no function “${name}”.`);
  return called(args, input);
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
