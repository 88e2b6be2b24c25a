import { parentPort } from 'node:worker_threads';
import type { IndexRequest } from '../../core/search/indexProtocol';
import { IndexServer } from './indexServer';

// The thread that the index lives in: built as a file of its own, started by `IndexClient`.
const server = new IndexServer((reply) => parentPort?.postMessage(reply));
parentPort?.on('message', (request: IndexRequest) => server.handle(request));
