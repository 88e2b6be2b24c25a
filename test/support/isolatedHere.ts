import { setImmediate as nextTurn } from 'node:timers/promises';
import { IsolatedServer } from '../../src/platform/common/isolation/isolatedServer';
import { IsolatedProcess } from '../../src/platform/common/isolation/isolatedProcess';
import type { ToIsolated } from '../../src/platform/common/isolation/isolationProtocol';
import type { ParsingProcess } from '../../src/services/parsing/parsingCalls';
import { isolatedFunctions } from '../../src/services/parsing/isolatedFunctions';

/**
 * What parses texts for the services, in this process: for tests of what they do with it. Nothing is built or started for
 * it, and a text that harms it harms the tests.
 */
export function isolatedHere(): ParsingProcess {
  return new IsolatedProcess({
    idle: 60_000,
    start: ({ received }) => {
      const server = new IsolatedServer(isolatedFunctions, async (message) => {
        await nextTurn();
        received(message);
      });
      queueMicrotask(() => server.start());
      return {
        send: (message) => {
          server.receive(message as ToIsolated);
          return Promise.resolve();
        },
        end: () => undefined,
        keepAlive: () => undefined,
      };
    },
  });
}
