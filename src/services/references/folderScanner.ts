import type { Disposable } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import type { ScannedFile } from '../../core/references/scannedFile';
import { sha256Hex } from '../../platform/common/hash';
import type { StartChild } from '../../platform/common/isolation/childProgram';
import { IsolatedProcess, type IsolatedResult } from '../../platform/common/isolation/isolatedProcess';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';

/** The result of a scan if the process does not have the requested titles yet. */
export const needsTitles = 'titles';

type NeedsTitles = typeof needsTitles;

/** The calls of the process that finds references in files, over titles that are sent once. */
export interface ReferenceCalls {
  /** The input is the `lines` of {@link EncodedTitles}. */
  setTitles: { args: readonly [name: string]; result: null };
  /** The output is lines of JSON, each a file: see {@link encodeFiles}. */
  scanFolder: { args: readonly [folder: ScannedFolder]; result: FolderFigures | NeedsTitles };
  scanFiles: {
    args: readonly [titles: string, root: string, paths: readonly string[]];
    result: readonly ScannedFile[] | NeedsTitles;
  };
  /** Writes the indexes of the folders that were scanned. */
  storeIndexes: { args: readonly []; result: null };
}

export interface ScannedFolder {
  /** The folder to scan. */
  readonly root: string;
  /** The path of its index; if absent, the index is not stored. */
  readonly indexFile?: string;
  /** The name of the titles to look for; a stored index of other titles is not used. */
  readonly titles: string;
}

export interface FolderScan extends FolderFigures {
  /** The files with references or entries. */
  readonly files: readonly ScannedFile[];
}

interface FolderFigures {
  readonly listed: number;
  readonly read: number;
  readonly by: 'git' | 'walk';
  readonly isCut: boolean;
}

/** The titles to look for. They change with the library, also while they are sent. */
export interface ScannedTitles {
  /** Changes with the titles. */
  readonly name: string;
  encoded(): Promise<EncodedTitles>;
}

/** Titles at one moment. */
export interface EncodedTitles {
  readonly name: string;
  /** Lines of a paper id, a tab and a title, in UTF-8. */
  readonly lines: Uint8Array;
}

/** In milliseconds; a hundred thousand files take about ten seconds. */
const folderLimit = 300_000;
const filesLimit = 30_000;

/** The name of the file in the workspace's storage that caches the references found in a folder. */
export function referenceIndexName(root: string): string {
  return `references-${sha256Hex(root).slice(0, 16)}.index`;
}

/** An idle process ends after this time, in milliseconds. */
const idle = 30_000;

/** Scans folders and files of the workspace in a process of its own. It starts with the first call. */
export class FolderScanner implements Disposable {
  readonly #process: IsolatedProcess<ReferenceCalls>;
  readonly #storing = new SerialQueue();
  #isDisposed = false;

  /** @param report receives the failure to store the index of a folder, which is then scanned again at the next start */
  constructor(
    start: StartChild,
    private readonly report: (cause: unknown) => void = () => undefined,
  ) {
    this.#process = new IsolatedProcess({ start, idle });
  }

  /** Finds the references in a folder; `indexFile` is the path of its index, if that is to be stored, which happens later. */
  async scanFolder(titles: ScannedTitles, root: string, indexFile: string | undefined): Promise<FolderScan> {
    const { result: figures, output } = await this.#withTitles(titles, (name) => {
      const options = { root, titles: name, ...(indexFile !== undefined && { indexFile }) };
      return this.#process.call('scanFolder', [options], { limit: folderLimit });
    });
    if (indexFile !== undefined) void this.#storing.run(() => this.#store());
    return { ...figures, files: await runInTimeSlices(decodedFiles(output)) };
  }

  /** Finds the references in files of a folder, by their paths relative to it. */
  async scanFiles(
    titles: ScannedTitles,
    root: string,
    paths: readonly string[],
  ): Promise<readonly ScannedFile[]> {
    const { result } = await this.#withTitles(titles, (name) =>
      this.#process.call('scanFiles', [name, root, paths], { limit: filesLimit }),
    );
    return result;
  }

  /** Resolves when no index is being stored any more. */
  stored(): Promise<void> {
    return this.#storing.settled();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#process.dispose();
  }

  async #store(): Promise<void> {
    try {
      await this.#process.call('storeIndexes', [], { limit: filesLimit });
    } catch (error) {
      if (!this.#isDisposed) this.report(error);
    }
  }

  /**
   * Sends the titles first if the process has none, as after a start, or an older list. `run` then gets the name of those
   * that were sent: the library may have changed meanwhile, and a request for newer ones would never be answered.
   */
  async #withTitles<Result>(
    titles: ScannedTitles,
    run: (name: string) => Promise<IsolatedResult<Result | NeedsTitles>>,
  ): Promise<IsolatedResult<Result>> {
    let { name } = titles;
    for (;;) {
      const { result, output } = await run(name);
      if (result !== needsTitles) return { result, output };
      const sent = await titles.encoded();
      name = sent.name;
      await this.#process.call('setTitles', [name], { limit: filesLimit, input: sent.lines });
    }
  }
}

/** Encodes the files of a folder, in lines of JSON. */
export function encodeFiles(files: readonly ScannedFile[]): Uint8Array {
  return new TextEncoder().encode(files.map((file) => `${JSON.stringify(file)}\n`).join(''));
}

/** Decodes the lines of {@link encodeFiles}, which are split anywhere, also within a line. */
function* decodedFiles(output: readonly Uint8Array[]): Generator<void, readonly ScannedFile[]> {
  const files: ScannedFile[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  for (const part of output) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      files.push(JSON.parse(line) as ScannedFile);
      yield;
    }
  }
  return files;
}
