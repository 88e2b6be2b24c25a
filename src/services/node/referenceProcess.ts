import { isMainThread } from 'node:worker_threads';
import { serveIsolated } from '../../platform/node/isolation/serveIsolated';
import { matcherOf, referenceFunctions } from './referenceFunctions';
import { serveScanThread } from './scanThreads';

// The process that finds references in files of the workspace, and its threads: built as a file of its own, which contains all
// that it needs, so that it starts fast.
if (isMainThread) serveIsolated(referenceFunctions(process.argv[1]), { mayHang: false });
else serveScanThread(matcherOf);
