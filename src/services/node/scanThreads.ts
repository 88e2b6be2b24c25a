import { availableParallelism } from 'node:os';
import { Worker, parentPort, workerData } from 'node:worker_threads';
import type { StoredFile } from '../../core/references/scannedFile';
import type { TitleMatcher } from '../../core/references/titleMatcher';
import { fileReader, readFiles } from './folderScan';

interface Share {
  readonly root: string;
  readonly paths: readonly string[];
  readonly titles: Uint8Array;
  /** How many of the paths have been taken, shared by all threads. */
  readonly taken: Int32Array;
}

/** Consecutive files, and the index of the first one in the list of paths. */
interface ReadPart {
  readonly from: number;
  readonly files: readonly StoredFile[];
}

/** How many files a thread takes at a time: few, so that no thread is idle while another still has many. */
const takenAtOnce = 100;
/** With fewer files, starting a thread takes longer than it saves. */
const fewestFiles = 1_000;
/** Not counting the main thread. More threads would wait for the disk. */
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
  const share: Share = { root, paths, titles, taken: new Int32Array(new SharedArrayBuffer(4)) };
  // They start while this thread is busy.
  const threads = Array.from({ length: count }, () => readInThread(script, share));
  const parts = [...readShare(share, matcher), ...(await Promise.all(threads)).flat()];
  return parts.toSorted((a, b) => a.from - b.from).flatMap(({ files }) => files);
}

/** Reads files that no other thread has taken, until all are read. */
function readShare({ root, paths, taken }: Share, matcher: TitleMatcher): readonly ReadPart[] {
  const parts: ReadPart[] = [];
  const reader = fileReader();
  for (;;) {
    const from = Atomics.add(taken, 0, takenAtOnce);
    if (from >= paths.length) return parts;
    parts.push({ from, files: readFiles(root, paths.slice(from, from + takenAtOnce), matcher, reader) });
  }
}

function readInThread(script: string, share: Share): Promise<readonly ReadPart[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: share });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('A thread that reads files has ended.')));
  });
}

/** Runs in a thread of {@link readInThreads}: reads its share, and ends. */
export function serveScanThread(matcherOf: (titles: Uint8Array) => TitleMatcher): void {
  const share = workerData as Share;
  parentPort?.postMessage(readShare(share, matcherOf(share.titles)));
}
