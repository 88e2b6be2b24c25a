import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from '../core/base/disposable';
import type { Logger } from '../core/base/logger';
import { PreparedFile } from '../services/assistants/preparedFile';
import type { StoreFolder } from '../platform/common/stores/storeFolder';

/**
 * The files that a process prepares before it ends: the parsed digests, then the index. In two processes, because one
 * would need twice the memory.
 */
export const preparedParts = ['texts', 'index'] as const;
export type PreparedPart = (typeof preparedParts)[number];

/** In bytes: shorter texts are read and indexed by the server itself, in a second or two. */
const muchText = 8_000_000;
/** In megabytes. With the usual size of the young generation the processes need more memory. */
const flags = ['--max-semi-space-size=4', '--max-old-space-size=4096'];
/** The file of parsed digests. */
const parsedFile = 'digests.parsed';

export interface PreparationOptions {
  /** The script of the server, and the arguments that it was started with. */
  readonly script: string;
  readonly args: readonly string[];
  /** Global storage, as its path and as a store. */
  readonly path: string;
  readonly storage: StoreFolder;
  readonly version: string;
  readonly unicode: string;
  readonly log: Logger;
}

/** Files of digests by their paths: stamp and size in bytes. */
type Sources = ReadonlyMap<string, { readonly stamp: string; readonly size: number }>;

/**
 * Lets processes of their own parse and index much new text: that takes ten times the memory of the library that is read from
 * the files which they leave, and the server can answer meanwhile.
 */
export class Preparation implements Disposable {
  readonly #stopped = new AbortController();
  readonly #file: PreparedFile;

  /** @param least see {@link muchText} */
  constructor(
    private readonly options: PreparationOptions,
    private readonly least = muchText,
  ) {
    this.#file = new PreparedFile(options.storage, options.version, options.unicode);
  }

  /**
   * Prepares the library if the digests in global storage and in `folder` have much text that is new. Resolves to how much text
   * they have, in bytes.
   *
   * @param index the name of the index's file
   */
  async run(folder: string | undefined, index: string): Promise<number> {
    const places = [join(this.options.path, 'digests'), join(this.options.path, 'answers')];
    if (folder !== undefined) places.push(join(folder, '.papers', 'digests'));
    const sources = await sourcesIn(places);
    if (await this.#isNeeded(sources, [parsedFile, index])) await this.#prepareAll(sources);
    return sizeOf(sources);
  }

  /** Ends the processes. */
  dispose(): void {
    this.#stopped.abort();
  }

  /** @param files what the processes write: if one is missing, nothing was prepared */
  async #isNeeded(sources: Sources, files: readonly string[]): Promise<boolean> {
    if (sizeOf(sources) < this.least) return false;
    const { path } = this.options;
    const found = await sourcesIn([path], files);
    if (found.size < files.length) return true;
    const stamps = await this.#file.read();
    return (
      sizeOf(new Map([...sources].filter(([file, { stamp }]) => stamps.get(file) !== stamp))) >= this.least
    );
  }

  async #prepareAll(sources: Sources): Promise<void> {
    for (const part of preparedParts) if (!(await this.#prepare(part))) return;
    try {
      await this.#file.write(new Map(Array.from(sources, ([file, { stamp }]) => [file, stamp])));
    } catch (error) {
      // What the processes wrote is read all the same; the next start prepares it again.
      this.options.log.error('It was not stored that the library is prepared:', error);
    }
  }

  /** A failure, for which it resolves to false, is logged: the server then reads and indexes the library itself. */
  async #prepare(part: PreparedPart): Promise<boolean> {
    const { script, args, log } = this.options;
    try {
      const child = fork(script, [...args, '--prepare', part], {
        execArgv: flags,
        // The standard output is used by the protocol.
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        signal: this.#stopped.signal,
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code === 0) return true;
      log.error(`The library was not prepared: ${part} ended with ${String(code)}.`);
    } catch (error) {
      if (!this.#stopped.signal.aborted) log.error('The library was not prepared:', error);
    }
    return false;
  }
}

/** In bytes. */
function sizeOf(sources: Sources): number {
  return [...sources.values()].reduce((sum, { size }) => sum + size, 0);
}

/** The files in some folders, which need not exist; only those with these names, if names are given. */
async function sourcesIn(folders: readonly string[], only?: readonly string[]): Promise<Sources> {
  const found = new Map<string, { readonly stamp: string; readonly size: number }>();
  for (const folder of folders) {
    const names = only ?? (await readdir(folder).catch(() => []));
    for (const name of names) {
      const file = join(folder, name);
      // It may have been removed meanwhile.
      const facts = await stat(file).catch(() => undefined);
      if (facts?.isFile() === true)
        found.set(file, { stamp: `${facts.mtimeMs}-${facts.size}`, size: facts.size });
    }
  }
  return found;
}
