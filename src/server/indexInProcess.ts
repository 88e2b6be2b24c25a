import type { StartChild } from '../platform/common/isolation/childProgram';
import type { IndexRequest } from '../core/search/indexProtocol';
import { indexStorage } from '../services/node/indexStorage';
import { IndexServer } from '../services/search/indexServer';

/**
 * Serves the index in this process. Another process would cost 45 MB, and no user is typing who would notice delays. Each
 * reply is sent in its own turn of the event loop.
 */
export const startIndexInProcess: StartChild = ({ received }) => {
  let isOpen = true;
  const server = new IndexServer(indexStorage, (reply) => {
    setImmediate(() => {
      if (isOpen) received(reply);
    });
  });
  return {
    send: (message) => {
      server.handle(message as IndexRequest);
      return Promise.resolve();
    },
    end: () => void (isOpen = false),
    keepAlive: () => undefined,
  };
};
