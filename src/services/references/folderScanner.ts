import type { Disposable } from '../../core/base/disposable';
import type { ScannedFile } from '../../core/references/scannedFile';
import { sha256Hex } from '../../platform/common/hash';
import type { StartChild } from '../../platform/common/isolation/childProgram';
import { IsolatedProcess } from '../../platform/common/isolation/isolatedProcess';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';

/** The result of a scan if the process does not have the requested titles yet. */
export const needsTitles = 'titles';

export interface FolderScan {
  /** The files with references or entries. */
  readonly files: readonly ScannedFile[];
  readonly listed: number;
  readonly read: number;
  readonly by: 'git' | 'walk';
  readonly isCut: boolean;
}

/** The titles to look for: a name that changes with them, and their encoded form. */
export interface ScannedTitles {
  readonly name: string;
  /** Lines of a paper id, a tab and a title, in UTF-8. */
  encoded(): Promise<Uint8Array>;
}

/** In milliseconds; a hundred thousand files take about ten seconds. */
const folderLimit = 300_000;
const filesLimit = 30_000;

/** The name of the file in the workspace's storage that caches the references found in a folder. */
export function referenceIndexName(root: string): string {
  return `references-${sha256Hex(root).slice(0, 16)}.index`;
}

/** An idle process ends after so many milliseconds. */
const idle = 30_000;

/** Scans folders and files of the workspace in a process of its own. It starts with the first call. */
export class FolderScanner implements Disposable {
  readonly #process: IsolatedProcess;

  constructor(start: StartChild) {
    this.#process = new IsolatedProcess({ start, idle });
  }

  /** Finds the references in a folder; `indexFile` is the path of its index, if that is stored. */
  async scanFolder(titles: ScannedTitles, root: string, indexFile: string | undefined): Promise<FolderScan> {
    const options = { root, titles: titles.name, ...(indexFile !== undefined && { indexFile }) };
    const run = () => this.#process.call('scanFolder', [options], { limit: folderLimit });
    const { result, output } = await this.#withTitles(titles, run);
    const figures = result as Omit<FolderScan, 'files'>;
    return { ...figures, files: await runInTimeSlices(decodedFiles(output)) };
  }

  /** Finds the references in files of a folder, by their paths relative to it. */
  async scanFiles(
    titles: ScannedTitles,
    root: string,
    paths: readonly string[],
  ): Promise<readonly ScannedFile[]> {
    const run = () => this.#process.call('scanFiles', [titles.name, root, paths], { limit: filesLimit });
    return (await this.#withTitles(titles, run)).result as readonly ScannedFile[];
  }

  dispose(): void {
    this.#process.dispose();
  }

  /** Sends the titles first if the process has none, as after a start, or an older list. */
  async #withTitles<T extends { readonly result: unknown }>(
    titles: ScannedTitles,
    run: () => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const answer = await run();
      if (answer.result !== needsTitles) return answer;
      const input = await titles.encoded();
      await this.#process.call('setTitles', [titles.name], { limit: filesLimit, input });
    }
  }
}

/** What was sent is split anywhere, also within a line. */
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
