import { parentPort } from 'node:worker_threads';
import type { IndexRequest } from '../../../../src/core/search/indexProtocol';
import { IndexServer } from '../../../../src/services/search/indexServer';

// The thread of the index, but it dies when it is asked for “die”.
const server = new IndexServer((reply) => parentPort?.postMessage(reply));
parentPort?.on('message', (request: IndexRequest) => {
  if (request.call === 'answer' && request.ask.text === 'die') process.exit(3);
  server.handle(request);
});
