import type { Stamp } from '../../core/base/hybridClock';
import {
  type BlobPart,
  blobPartSize,
  type EntryTable,
  formatEntry,
  type LibraryEntry,
  longestLibraryLine,
  parseLibraryLine,
} from '../../core/replication/libraryEntry';
import { concatBytes, fromBase64, toBase64 } from '../../platform/common/bytes';
import { sha256Of } from '../../platform/common/hash';
import type { JsonLine, JsonLineFiles } from '../../platform/common/stores/jsonLineFiles';
import type { LocalBlob } from './libraryPart';

/** Where a part of a text is. */
interface PartPlace extends Pick<JsonLine, 'start' | 'end'> {
  readonly path: string;
  readonly of: number;
}

/** The texts that files of the format hold: where they are, and not what they say. */
export class BlobIndex {
  readonly #parts = new Map<string, Map<number, PartPlace>>();

  constructor(private readonly files: JsonLineFiles) {}

  add({ blob, part, of }: BlobPart, path: string, { start, end }: JsonLine): void {
    const parts = this.#parts.get(blob) ?? new Map<number, PartPlace>();
    this.#parts.set(blob, parts.set(part, { path, start, end, of }));
  }

  /** Whether all parts of a text are there. */
  has(hash: string): boolean {
    const parts = this.#parts.get(hash);
    const [first] = parts?.values() ?? [];
    return parts !== undefined && first !== undefined && parts.size >= first.of;
  }

  /** Resolves to undefined if a part is missing, or what is there has another hash. */
  async read(hash: string): Promise<Uint8Array | undefined> {
    const parts = this.#parts.get(hash);
    if (!parts || !this.has(hash)) return undefined;
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < parts.size; at += 1) {
      const place = parts.get(at);
      const line = place && parseLibraryLine(await this.files.lineAt(place.path, place));
      const chunk = line?.type === 'blob' ? decoded(line.part.data) : undefined;
      if (!chunk) return undefined;
      chunks.push(chunk);
    }
    const bytes = concatBytes(chunks);
    return (await sha256Of(bytes)) === hash ? bytes : undefined;
  }
}

/** Undefined for what is no base64. */
function decoded(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

export interface ReadLibraryOptions {
  readonly table: EntryTable;
  readonly blobs: BlobIndex;
  /** In bytes. */
  readonly from?: number;
  readonly isWhole?: boolean;
  readonly signal?: AbortSignal;
  /** Hears of each stamp. */
  readonly observe?: (stamp: Stamp) => void;
  /** Hears how far the file has been read, in bytes. */
  readonly progress?: (end: number) => void;
}

export interface ReadLibrary {
  /** In bytes: the end of the last line that was read. */
  readonly end: number;
  readonly lines: number;
  /** The newest format that a header names; undefined if there is none. */
  readonly version: number | undefined;
}

/** Reads a file of the format into a table, and the places of its texts into an index. */
export async function readLibraryFile(
  files: JsonLineFiles,
  path: string,
  options: ReadLibraryOptions,
): Promise<ReadLibrary> {
  const { table, blobs, from = 0, isWhole = false, signal, observe, progress } = options;
  let [end, count, version]: [number, number, number | undefined] = [from, 0, undefined];
  const reading = { from, longest: longestLibraryLine, isWhole, ...(signal && { signal }) };
  for await (const part of files.read(path, reading)) {
    for (const line of part.lines) {
      const parsed = parseLibraryLine(line.value);
      if (!parsed) continue;
      count += 1;
      if (parsed.type === 'blob') blobs.add(parsed.part, path, line);
      else if (parsed.type === 'header') version = Math.max(version ?? 0, parsed.header.version);
      else {
        table.put(parsed.entry);
        observe?.(parsed.entry.stamp);
      }
    }
    end = part.end;
    progress?.(end);
  }
  return { end, lines: count, version };
}

/**
 * The lines of an entry, its texts first: whoever reads the entry has them. Yields nothing if one of them cannot be read,
 * or `isWritten` has it.
 */
export async function* linesOf(
  entry: LibraryEntry,
  blobs: ReadonlyMap<string, LocalBlob> | undefined,
  isWritten: (hash: string) => boolean,
): AsyncGenerator<readonly unknown[]> {
  for (const hash of entry.blobs ?? []) {
    if (isWritten(hash)) continue;
    const bytes = await blobs?.get(hash)?.read();
    if (!bytes) return;
    const of = Math.max(1, Math.ceil(bytes.length / blobPartSize));
    for (let part = 0; part < of; part += 1) {
      const chunk = bytes.subarray(part * blobPartSize, (part + 1) * blobPartSize);
      yield [{ blob: hash, part, of, data: toBase64(chunk) } satisfies BlobPart];
    }
  }
  yield [formatEntry(entry)];
}
