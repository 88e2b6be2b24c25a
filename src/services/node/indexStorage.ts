import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { overwriteFile, sweepTemporaries } from '../../platform/node/files/atomicFile';
import { readPlainFile } from '../../platform/node/files/plainFile';
import type { IndexStorage } from '../search/indexFiles';

/** The files of the index, on a disk. */
export const indexStorage: IndexStorage = {
  read: async (path) => {
    await sweepTemporaries(dirname(path));
    return readPlainFile(path);
  },
  overwrite: overwriteFile,
  remove: (path) => rm(path, { force: true }),
};
