import type { IndexReply, IndexRequest } from '../../../../src/core/search/indexProtocol';
import type { IndexStorage } from '../../../../src/services/search/indexFiles';
import { IndexServer } from '../../../../src/services/search/indexServer';

// The process of the index, but it reports every request, and dies at a search for “die”.
const reply = (message: IndexReply): void => void process.send?.(message);
const nowhere: IndexStorage = {
  read: () => Promise.resolve(undefined),
  overwrite: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};
const server = new IndexServer(nowhere, reply);
process.on('message', (request: IndexRequest) => {
  if (request.call === 'answer' && request.input.text === 'die') process.exit(3);
  reply({ fileProblem: JSON.stringify(request) });
  server.handle(request);
});
process.on('disconnect', () => process.exit());
