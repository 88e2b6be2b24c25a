import type { IndexRequest } from '../../core/search/indexProtocol';
import { IndexServer } from '../search/indexServer';
import { RemoteIndexStorage } from './indexStorage';

/**
 * Runs the index in this worker, for `IndexClient`. Called by the script of the worker, since Node loads the same file for
 * the process of the index.
 */
export function start(): void {
  const storage = new RemoteIndexStorage((request) => self.postMessage(request));
  const server = new IndexServer(storage, (reply) => self.postMessage(reply));
  self.addEventListener('message', ({ data }) => {
    if (!storage.received(data as object)) server.handle(data as IndexRequest);
  });
}
