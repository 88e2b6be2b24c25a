import { SerialQueue } from '../../core/base/serialQueue';
import { concatBytes } from '../common/bytes';
import {
  type FromIsolated,
  type IsolatedFunction,
  type IsolatedRequest,
  type ToIsolated,
  partsOf,
} from '../common/isolation/isolationProtocol';

/** Runs the functions that the extension requests, in order, in this worker. */
export function serveInWorker(functions: Readonly<Record<string, IsolatedFunction>>): void {
  const inputs = new Map<number, Uint8Array[]>();
  const requests = new SerialQueue();
  self.addEventListener('message', ({ data }) => {
    const message = data as ToIsolated;
    if ('input' in message) {
      inputs.set(message.number, [...(inputs.get(message.number) ?? []), message.input]);
      return;
    }
    const input = concatBytes(inputs.get(message.number) ?? []);
    inputs.delete(message.number);
    void requests.run(() => respond(functions, message, input));
  });
  send({ ready: true });
}

async function respond(
  functions: Readonly<Record<string, IsolatedFunction>>,
  { number, name, args }: IsolatedRequest,
  input: Uint8Array,
): Promise<void> {
  try {
    const called = functions[name];
    if (!called) throw new Error(`There is no function “${name}”.`);
    const { result, output = [] } = await called(args, input);
    for (const bytes of output) for (const part of partsOf(bytes)) send({ number, part });
    send({ number, result });
  } catch (error) {
    send({ number, error: String(error) });
  }
}

function send(message: FromIsolated): void {
  self.postMessage(message);
}
