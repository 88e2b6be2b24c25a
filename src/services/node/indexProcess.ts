import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { IndexReply, IndexRequest } from '../../core/search/indexProtocol';
import { overwriteFile, sweepTemporaries } from '../../platform/node/files/atomicFile';
import { readPlainFile } from '../../platform/node/files/plainFile';
import type { IndexStorage } from '../search/indexFiles';
import { IndexServer } from '../search/indexServer';

/** The files of the index, on a disk. */
const storage: IndexStorage = {
  read: async (path) => {
    await sweepTemporaries(dirname(path));
    return readPlainFile(path);
  },
  overwrite: overwriteFile,
  remove: (path) => rm(path, { force: true }),
};

// The process that the index lives in: built as a file of its own, started by `IndexClient`.
const server = new IndexServer(storage, (reply: IndexReply) => process.send?.(reply));
process.on('message', (request: IndexRequest) => server.handle(request));
// The extension host has ended. What was not saved is found out and mended by the next `sync`.
process.on('disconnect', () => process.exit());
