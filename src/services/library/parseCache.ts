import { dirname } from 'node:path';
import type { Disposable } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { PaperBatch } from '../../core/library/paperBatch';
import {
  decodePaperBatches,
  encodePaperBatches,
  type StampedPaperBatch,
} from '../../core/library/paperBatchFile';
import { overwriteFile, sweepTemporaries } from '../../platform/node/files/atomicFile';
import { hashing } from '../../platform/node/files/hashing';
import { readPlainFile } from '../../platform/node/files/plainFile';

export interface ParseCacheOptions {
  readonly path: string;
  /** Names the program that reads texts; another one reads them anew. */
  readonly reader: () => Promise<string>;
  readonly run: <T>(steps: CooperativeTask<T>) => Promise<T>;
  /** How long nothing must have changed before the file is written, in milliseconds. */
  readonly delay: number;
  readonly report: (cause: unknown) => void;
}

/**
 * Remembers in a file what was read out of texts, as reading thousands of papers takes seconds. The texts are what
 * counts: the file may be missing, old, damaged or another window's, and then they are read again.
 */
export class ParseCache implements Disposable {
  readonly #known = new Map<string, StampedPaperBatch>();
  #reading: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #saves = new SerialQueue();
  #isDisposed = false;

  constructor(private readonly options: ParseCacheOptions) {}

  /** What is remembered, by the contribution's id. */
  entries(): Promise<ReadonlyMap<string, StampedPaperBatch>> {
    return this.#entries();
  }

  /** What was read from a text with that stamp, or what `read` makes of it now. */
  async get(id: string, stamp: string, read: () => Promise<PaperBatch>): Promise<PaperBatch> {
    const known = (await this.#entries()).get(id);
    if (known?.stamp === stamp) return known.batch;
    const contribution = await read();
    await this.put(stamp, contribution);
    return contribution;
  }

  async put(stamp: string, contribution: PaperBatch): Promise<void> {
    (await this.#entries()).set(contribution.id, { stamp, batch: contribution });
    this.#saveSoon();
  }

  /** Forgets all texts but these. */
  async keepOnly(ids: ReadonlySet<string>): Promise<void> {
    const entries = await this.#entries();
    const gone = [...entries.keys()].filter((id) => !ids.has(id));
    if (gone.length === 0) return;
    for (const id of gone) entries.delete(id);
    this.#saveSoon();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  async #entries(): Promise<Map<string, StampedPaperBatch>> {
    await (this.#reading ??= this.#read());
    return this.#known;
  }

  /** If it fails, nothing is remembered for now, and the next call tries again. */
  async #read(): Promise<void> {
    const { path, reader, run, report } = this.options;
    try {
      const bytes = await readPlainFile(path);
      const content = bytes && (await run(checked(bytes)));
      const read = content ? await run(decodePaperBatches(await reader(), content)) : [];
      for (const entry of read) {
        // What was read out of a text meanwhile is newer.
        const { id } = entry.batch;
        if (!this.#known.has(id)) this.#known.set(id, entry);
      }
    } catch (error) {
      this.#reading = undefined;
      report(error);
    }
  }

  #saveSoon(): void {
    if (this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#saves
        .run(() => this.#save())
        .catch((error: unknown) => {
          // After disposal the log channel is closed.
          if (!this.#isDisposed) this.options.report(error);
        });
    }, this.options.delay);
  }

  async #save(): Promise<void> {
    const { path, reader, run } = this.options;
    const lines = await run(encodePaperBatches(await reader(), (await this.#entries()).values()));
    const content = Buffer.concat(lines);
    const checksum = await run(hashing('sha1', content));
    if (this.#isDisposed) return;
    await sweepTemporaries(dirname(path));
    await overwriteFile(path, Buffer.concat([checksum, content]));
  }
}

/** In bytes; SHA-1 is against damage, not against malice. */
const CHECKSUM_LENGTH = 20;

/** What the file holds after its checksum; undefined where it is not what was written. */
function* checked(bytes: Uint8Array): CooperativeTask<Uint8Array | undefined> {
  const content = bytes.subarray(CHECKSUM_LENGTH);
  const checksum = yield* hashing('sha1', content);
  return checksum.equals(bytes.subarray(0, CHECKSUM_LENGTH)) ? content : undefined;
}
