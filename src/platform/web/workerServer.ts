import { IsolatedServer } from '../common/isolation/isolatedServer';
import type { IsolatedCalls, IsolatedFunctions, ToIsolated } from '../common/isolation/isolationProtocol';

/** Runs the functions that the extension requests, in order, in this worker. */
export function serveInWorker<Calls extends IsolatedCalls<keyof Calls>>(
  functions: IsolatedFunctions<Calls>,
): void {
  const server = new IsolatedServer(functions, (message) => {
    self.postMessage(message);
    return Promise.resolve();
  });
  self.addEventListener('message', ({ data }) => server.receive(data as ToIsolated));
  server.start();
}
