import type { Stamp } from '../../core/base/hybridClock';
import type { DeviceStatus } from '../../core/replication/deviceStatus';
import {
  type BlobPart,
  blobPartSize,
  formatEntry,
  type LibraryEntry,
  longestLibraryLine,
  parseLibraryLine,
} from '../../core/replication/libraryEntry';
import { concatBytes, fromBase64, toBase64 } from '../../platform/common/bytes';
import { sha256Of } from '../../platform/common/hash';
import type { JsonLine, JsonLineFiles } from '../../platform/common/stores/jsonLineFiles';
import type { LocalBlob } from './libraryPart';

/** The position of a part of a text. */
interface PartPlace extends Pick<JsonLine, 'start' | 'end'> {
  readonly path: string;
  readonly of: number;
}

/** The hashes of the texts that need not be written any more. */
type WrittenTexts = Pick<Set<string>, 'has' | 'add'>;

/** The positions in files of the format at which texts are stored, without the texts themselves. */
export class BlobIndex {
  readonly #parts = new Map<string, Map<number, PartPlace>>();

  constructor(private readonly files: JsonLineFiles) {}

  add({ blob, part, of }: BlobPart, path: string, { start, end }: JsonLine): void {
    const parts = this.#parts.get(blob) ?? new Map<number, PartPlace>();
    this.#parts.set(blob, parts.set(part, { path, start, end, of }));
  }

  /** Whether a line is the one from which a part would be read, and not an earlier copy in the same file. */
  isLast({ blob, part }: BlobPart, { start }: Pick<JsonLine, 'start'>): boolean {
    return this.#parts.get(blob)?.get(part)?.start === start;
  }

  /** Whether all parts of a text are stored. */
  has(hash: string): boolean {
    const parts = this.#parts.get(hash);
    const [first] = parts?.values() ?? [];
    return parts !== undefined && first !== undefined && parts.size >= first.of;
  }

  /** For {@link linesOf}: the stored texts, and those that are added meanwhile. */
  withAdded(): WrittenTexts {
    const added = new Set<string>();
    return { has: (hash) => this.has(hash) || added.has(hash), add: (hash) => added.add(hash) };
  }

  /** Resolves to undefined if a part is missing or the text has another hash. */
  async read(hash: string): Promise<Uint8Array | undefined> {
    const parts = this.#parts.get(hash);
    if (!parts || !this.has(hash)) return undefined;
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < parts.size; at += 1) {
      const place = parts.get(at);
      const line = place && parseLibraryLine(await this.files.lineAt(place.path, place));
      const chunk = line?.type === 'blob' ? fromBase64(line.part.data) : undefined;
      if (!chunk) return undefined;
      chunks.push(chunk);
    }
    const bytes = concatBytes(chunks);
    return (await sha256Of(bytes)) === hash ? bytes : undefined;
  }
}

export interface ReadLibraryOptions {
  readonly table: { readonly put: (entry: LibraryEntry) => void };
  readonly blobs: Pick<BlobIndex, 'add'>;
  /** In bytes. */
  readonly from?: number;
  readonly isWhole?: boolean;
  readonly signal?: AbortSignal;
  /** Receives the last status of each device. */
  readonly statuses?: Map<string, DeviceStatus>;
  /** Called with the stamp of each entry. */
  readonly observe?: (stamp: Stamp) => void;
  /** Called with the number of bytes that have been read. */
  readonly progress?: (end: number) => void;
}

export interface ReadLibrary {
  /** In bytes: the end of the last line that was read. */
  readonly end: number;
  readonly lines: number;
  /** The newest format that a header names; undefined without a header. */
  readonly version: number | undefined;
  /** The device in the first header. */
  readonly device: string | undefined;
  /** Whether there are lines of a later release. */
  readonly hasUnknown: boolean;
}

/** Reads a file of the format into a table, and the places of its texts into an index. */
export async function readLibraryFile(
  files: JsonLineFiles,
  path: string,
  options: ReadLibraryOptions,
): Promise<ReadLibrary> {
  const { from = 0, isWhole = false, signal, progress } = options;
  let read: ReadLibrary = { end: from, lines: 0, version: undefined, device: undefined, hasUnknown: false };
  const reading = { from, longest: longestLibraryLine, isWhole, ...(signal && { signal }) };
  for await (const { lines, end } of files.read(path, reading)) {
    for (const line of lines) read = readLine(read, path, line, options);
    read = { ...read, end };
    progress?.(end);
  }
  return read;
}

function readLine(
  read: ReadLibrary,
  path: string,
  line: JsonLine,
  { table, blobs, statuses, observe }: ReadLibraryOptions,
): ReadLibrary {
  const parsed = parseLibraryLine(line.value);
  if (!parsed) return { ...read, hasUnknown: true };
  let { version, device } = read;
  if (parsed.type === 'blob') blobs.add(parsed.part, path, line);
  else if (parsed.type === 'header') {
    version = Math.max(version ?? 0, parsed.header.version);
    device ??= parsed.header.device;
  } else if (parsed.type === 'status') {
    const known = statuses?.get(parsed.status.device);
    if (!known || known.time <= parsed.status.time) statuses?.set(parsed.status.device, parsed.status);
  } else {
    table.put(parsed.entry);
    observe?.(parsed.entry.stamp);
  }
  return { ...read, lines: read.lines + 1, version, device };
}

/**
 * The lines of an entry, after those of its texts, so that a reader of the entry already has them. Texts in `written` are
 * left out, and others are added to it. The entry is left out if one of its texts cannot be read.
 */
export async function* linesOf(
  entry: LibraryEntry,
  blobs: ReadonlyMap<string, LocalBlob> | undefined,
  written: WrittenTexts,
): AsyncGenerator<readonly unknown[]> {
  for (const hash of entry.blobs ?? []) {
    if (written.has(hash)) continue;
    const bytes = await blobs?.get(hash)?.read();
    if (!bytes) return;
    const of = Math.max(1, Math.ceil(bytes.length / blobPartSize));
    for (let part = 0; part < of; part += 1) {
      const chunk = bytes.subarray(part * blobPartSize, (part + 1) * blobPartSize);
      yield [{ blob: hash, part, of, data: toBase64(chunk) } satisfies BlobPart];
    }
    written.add(hash);
  }
  yield [formatEntry(entry)];
}
