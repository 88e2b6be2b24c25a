import { availableParallelism } from 'node:os';
import { Worker, parentPort, workerData } from 'node:worker_threads';
import type { StoredFile } from '../../core/references/scannedFile';
import type { TitleMatcher } from '../../core/references/titleMatcher';
import { readFiles } from './folderScan';

interface Share {
  readonly root: string;
  readonly paths: readonly string[];
  readonly titles: Uint8Array;
}

/** A thread pays from so many files on. */
const fewestFiles = 1_000;
/** Beside the main thread. More of them would wait for the disk. */
const mostThreads = 3;

/**
 * Finds the references in files of a folder in several threads, as {@link readFiles} does in one.
 *
 * @param script the program that runs {@link serveScanThread} in a thread; if undefined, there are no threads
 * @param titles the encoded titles for the threads
 * @returns the files in the order of the paths
 */
export async function readInThreads(
  script: string | undefined,
  titles: Uint8Array,
  root: string,
  paths: readonly string[],
  matcher: TitleMatcher,
): Promise<readonly StoredFile[]> {
  const free = script === undefined ? 0 : Math.min(availableParallelism() - 1, mostThreads);
  const count = Math.min(free, Math.floor(paths.length / fewestFiles));
  if (script === undefined || count <= 0) return readFiles(root, paths, matcher);
  const size = Math.ceil(paths.length / (count + 1));
  const threads = Array.from({ length: count }, (_, at) =>
    readInThread(script, { root, paths: paths.slice((at + 1) * size, (at + 2) * size), titles }),
  );
  // The threads start now; this one is busy with its own share until they are done, or nearly.
  const own = readFiles(root, paths.slice(0, size), matcher);
  return [own, ...(await Promise.all(threads))].flat();
}

function readInThread(script: string, share: Share): Promise<readonly StoredFile[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: share });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('A thread that reads files has ended.')));
  });
}

/** Runs in a thread of {@link readInThreads}: reads the share that it was started with, and ends. */
export function serveScanThread(matcherOf: (titles: Uint8Array) => TitleMatcher): void {
  const { root, paths, titles } = workerData as Share;
  parentPort?.postMessage(readFiles(root, paths, matcherOf(titles)));
}
