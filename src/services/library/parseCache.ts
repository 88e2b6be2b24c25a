import type { Disposable } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { PaperBatch } from '../../core/library/paperBatch';
import {
  type BatchBytes,
  decodePaperBatches,
  encodePaperBatches,
  inMemory,
  type StampedPaperBatch,
} from '../../core/library/paperBatchFile';
import { concatenating, equalBytes } from '../../platform/common/bytes';
import { Debounce } from '../../platform/common/debounce';
import { hashInParts, readForHash } from '../../platform/common/hash';
import type { OpenedFile, StoreFolder } from '../../platform/common/stores/storeFolder';

export interface ParseCacheOptions {
  /** The folder of the file, and its name. */
  readonly folder: StoreFolder;
  readonly name: string;
  /** Leaves texts in the file until they are needed, which takes less memory. Ignored if the folder opens no files. */
  readonly staysOnDisk?: boolean;
  /** The version of the parsers: a file of another version is not used. */
  readonly reader: () => Promise<string>;
  readonly run: <T>(steps: CooperativeTask<T>) => Promise<T>;
  /** How long nothing must have changed before the file is written, in milliseconds. */
  readonly delay: number;
  readonly report: (cause: unknown) => void;
}

/**
 * Caches parsed texts in a file, as parsing thousands of papers takes seconds. If the file is missing, outdated, damaged
 * or replaced by another window, the texts are parsed again.
 */
export class ParseCache implements Disposable {
  readonly #batches = new Map<string, StampedPaperBatch>();
  #reading: Promise<void> | undefined;
  readonly #soon: Debounce;
  readonly #saves = new SerialQueue();
  #isDisposed = false;
  #opened: OpenedFile | undefined;

  constructor(private readonly options: ParseCacheOptions) {
    this.#soon = new Debounce(() => this.#saveInTurn(), { delay: options.delay });
  }

  /** The cached batches by their ids. */
  entries(): Promise<ReadonlyMap<string, StampedPaperBatch>> {
    return this.#entries();
  }

  /** The cached batch of a text with that stamp, or else the result of `read`, which is then cached. */
  async get(id: string, stamp: string, read: () => Promise<PaperBatch>): Promise<PaperBatch> {
    const cached = (await this.#entries()).get(id);
    if (cached?.stamp === stamp) return cached.batch;
    const batch = await read();
    await this.put(stamp, batch);
    return batch;
  }

  async put(stamp: string, batch: PaperBatch): Promise<void> {
    (await this.#entries()).set(batch.id, { stamp, batch });
    this.#soon.request();
  }

  /** Removes all batches but these from the cache. */
  async keepOnly(ids: ReadonlySet<string>): Promise<void> {
    const entries = await this.#entries();
    const gone = [...entries.keys()].filter((id) => !ids.has(id));
    if (gone.length === 0) return;
    for (const id of gone) entries.delete(id);
    this.#soon.request();
  }

  /** Writes the file now if it is to be written. Resolves when nothing is being written any more. */
  async flush(): Promise<void> {
    const isDue = this.#soon.cancel();
    await this.#saves.run(async () => {
      if (isDue) await this.#save();
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#soon.dispose();
    this.#opened?.close();
  }

  async #entries(): Promise<Map<string, StampedPaperBatch>> {
    await (this.#reading ??= this.#read());
    return this.#batches;
  }

  /** A failure is reported and leaves the cache empty; the next call tries again. */
  async #read(): Promise<void> {
    const { reader, run, report } = this.options;
    try {
      const content = await this.#content();
      if (!content) return;
      const version = await reader();
      const decoding = async (): Promise<readonly StampedPaperBatch[]> =>
        run(decodePaperBatches(version, content.batches));
      const [checked, decoded] = await Promise.allSettled([content.isIntact(), decoding()]);
      if (checked.status === 'rejected') throw checked.reason;
      // Decoding damaged content gives wrong values or fails.
      if (!checked.value) return;
      if (decoded.status === 'rejected') {
        // The content is damaged although an earlier check found it intact. The next save replaces the file.
        report(decoded.reason);
        return;
      }
      for (const entry of decoded.value) {
        // A batch that was parsed meanwhile is newer.
        const { id } = entry.batch;
        if (!this.#batches.has(id)) this.#batches.set(id, entry);
      }
    } catch (error) {
      this.#reading = undefined;
      report(error);
    }
  }

  /** Undefined if there is no file. */
  async #content(): Promise<CachedContent | undefined> {
    const { folder, name, staysOnDisk = false } = this.options;
    if (!staysOnDisk || !folder.open) {
      const file = await folder.read(name);
      if (!file) return undefined;
      const content = file.subarray(CHECKSUM_LENGTH);
      const checksum = file.subarray(0, CHECKSUM_LENGTH);
      return {
        batches: inMemory(content),
        isIntact: () => hasChecksum(checksum, content.length, (start, end) => content.subarray(start, end)),
      };
    }
    this.#opened?.close();
    const file = await folder.open(name);
    if (!file) return undefined;
    this.#opened = file;
    if (this.#isDisposed) {
      file.close();
      return undefined;
    }
    const read = (start: number, end: number, into?: Uint8Array): Uint8Array =>
      file.read(start + CHECKSUM_LENGTH, end + CHECKSUM_LENGTH, into);
    const length = file.length - CHECKSUM_LENGTH;
    return {
      batches: { length, isOnDisk: true, read },
      isIntact: () =>
        file.isIntact(async () =>
          hasChecksum(file.read(0, CHECKSUM_LENGTH), length, readingForHash(file, length)),
        ),
    };
  }

  #saveInTurn(): void {
    this.#saves
      .run(() => this.#save())
      .catch((error: unknown) => {
        // After disposal the log channel is closed.
        if (!this.#isDisposed) this.options.report(error);
      });
  }

  async #save(): Promise<void> {
    const { folder, name, reader, run } = this.options;
    const lines = await run(encodePaperBatches(await reader(), (await this.#entries()).values()));
    const file = await run(concatenating([new Uint8Array(CHECKSUM_LENGTH), ...lines]));
    const content = file.subarray(CHECKSUM_LENGTH);
    file.set(await hashInParts(content.length, (start, end) => content.subarray(start, end)));
    if (this.#isDisposed) return;
    await folder.sweep(() => false);
    await folder.overwrite(name, file);
  }
}

/** The content of a file. */
interface CachedContent {
  readonly batches: BatchBytes;
  /** Resolves to whether the batches match the checksum of the file. */
  readonly isIntact: () => Promise<boolean>;
}

/** Whether the bytes that `read` reads have this checksum. */
async function hasChecksum(
  checksum: Uint8Array,
  length: number,
  read: Parameters<typeof hashInParts>[1],
): Promise<boolean> {
  return equalBytes(await hashInParts(length, read), checksum);
}

/** Reads into one buffer. This is a separate function, because a closure that the batches keep would keep the buffer too. */
function readingForHash(file: OpenedFile, length: number): Parameters<typeof hashInParts>[1] {
  const buffer = new Uint8Array(Math.min(length, readForHash));
  return (start, end) => file.readLater(start + CHECKSUM_LENGTH, end + CHECKSUM_LENGTH, buffer);
}

/**
 * The length of the checksum at the beginning of the file, in bytes. The checksum is the hash of the rest of the file, computed by
 * {@link hashInParts}. It detects damage, but does not protect against manipulation.
 */
const CHECKSUM_LENGTH = 32;
