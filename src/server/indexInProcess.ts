import type { StartChild } from '../platform/common/isolation/childProgram';
import type { IndexReply, IndexRequest } from '../core/search/indexProtocol';
import { indexStorage, openIndexStorage } from '../services/node/indexStorage';
import { IndexServer, type LocalPapers } from '../services/search/indexServer';

/**
 * Serves the index in this process. Another process would cost 45 MB, and no user is typing who would notice delays. Each
 * reply is sent in its own turn of the event loop.
 *
 * @param staysOnDisk most of the index is read from its files whenever it is needed, which takes less memory
 */
export function indexInProcess(papers: LocalPapers, staysOnDisk = false): StartChild {
  return ({ received }) => {
    let isOpen = true;
    const reply = (message: IndexReply): void => {
      setImmediate(() => {
        if (isOpen) received(message);
      });
    };
    const server = new IndexServer(staysOnDisk ? openIndexStorage : indexStorage, reply, papers);
    return {
      send: (message) => {
        server.handle(message as IndexRequest);
        return Promise.resolve();
      },
      end: () => {
        isOpen = false;
        server.dispose();
      },
      keepAlive: () => undefined,
    };
  };
}
