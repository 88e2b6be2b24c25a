import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { overwriteFile, sweepTemporaries } from '../../platform/node/files/atomicFile';
import { openPlainFile } from '../../platform/node/files/openedFile';
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

/** {@link indexStorage}, with most of the index left in the files. Other programs may replace these meanwhile. */
export const openIndexStorage: IndexStorage = {
  ...indexStorage,
  open: async (path) => {
    await sweepTemporaries(dirname(path));
    return openPlainFile(path);
  },
};
