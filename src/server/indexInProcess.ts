import type { IndexReply } from '../core/search/indexProtocol';
import type { IndexPeer } from '../services/search/indexClient';
import { IndexServer } from '../services/search/indexServer';

/**
 * Serves the index in this process. Another process would cost 45 MB, and nobody types here who waits for it; requests
 * are answered in turns of the event loop of their own.
 */
export function connectIndex(received: (reply: IndexReply) => void): IndexPeer {
  let isOpen = true;
  const server = new IndexServer((reply) => {
    setImmediate(() => {
      if (isOpen) received(reply);
    });
  });
  return {
    send: (request, sent) => {
      server.handle(request);
      sent(null);
    },
    kill: () => void (isOpen = false),
  };
}
