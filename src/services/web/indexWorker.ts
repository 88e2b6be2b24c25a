import type { IndexRequest } from '../../core/search/indexProtocol';
import { IndexServer } from '../search/indexServer';
import { RemoteIndexStorage } from './indexStorage';

// The worker that the index lives in: the entry of a layer (src/packaging/layers.mjs), started by `IndexClient`.
const storage = new RemoteIndexStorage((request) => self.postMessage(request));
const server = new IndexServer(storage, (reply) => self.postMessage(reply));
self.addEventListener('message', ({ data }) => {
  if (!storage.received(data as object)) server.handle(data as IndexRequest);
});
