import type { IndexReply, IndexRequest } from '../../core/search/indexProtocol';
import { IndexServer } from '../search/indexServer';
import { indexStorage } from './indexStorage';

// The process that the index lives in: built as a file of its own, started by `IndexClient`.
const server = new IndexServer(indexStorage, (reply: IndexReply) => process.send?.(reply));
process.on('message', (request: IndexRequest) => server.handle(request));
// The extension host has ended. The next `sync` finds and repairs what was not saved.
process.on('disconnect', () => process.exit());
