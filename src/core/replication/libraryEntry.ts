import { hasFields, isCount, isRecord, isSafeInteger, isText } from '../base/guards';
import { compareStamps, compareTexts, parseStamp, type Stamp } from '../base/hybridClock';
import { type DeviceStatus, parseStatus } from './deviceStatus';

/**
 * The state of one item of a person's library: the mark of a paper, an imported digest, a saved search. Entries are never
 * changed; of two with the same kind and key the later one is used.
 */
export interface LibraryEntry {
  /** `mark`, `digest`, `day` and so on. A later release may have more. */
  readonly kind: string;
  readonly key: string;
  /** JSON; undefined if the item was deleted. */
  readonly value?: unknown;
  /** SHA-256 in hexadecimal of the texts that belong to the value, whose lines are {@link BlobPart}s. */
  readonly blobs?: readonly string[];
  readonly stamp: Stamp;
}

/** A part of a text that an entry names by its hash; each has {@link blobPartSize} bytes but the last. */
export interface BlobPart {
  /** SHA-256 of the whole in hexadecimal. */
  readonly blob: string;
  readonly part: number;
  readonly of: number;
  /** Base64. */
  readonly data: string;
}

/** The first line of a file. */
export interface LibraryHeader {
  readonly format: typeof libraryFormat;
  readonly version: number;
  /** The device that writes the file. */
  readonly device: string;
}

const libraryFormat = 'daily-papers-library';
export const libraryVersion = 1;
/** In bytes. */
export const blobPartSize = 192 * 1024;
/** In bytes; longer lines are not read. */
export const longestLibraryLine = 4 * 1024 * 1024;

export type LibraryLine =
  | { readonly type: 'header'; readonly header: LibraryHeader }
  | { readonly type: 'entry'; readonly entry: LibraryEntry }
  | { readonly type: 'blob'; readonly part: BlobPart }
  | { readonly type: 'status'; readonly status: DeviceStatus };

export function formatEntry({
  kind,
  key,
  value,
  blobs,
  stamp,
}: LibraryEntry): Readonly<Record<string, unknown>> {
  return { kind, key, at: stamp, ...(value !== undefined && { value }), ...(blobs && { blobs }) };
}

export function formatHeader(device: string): LibraryHeader {
  return { format: libraryFormat, version: libraryVersion, device };
}

/** Undefined for anything but a line of the format. Entries of unknown kinds are valid. */
export function parseLibraryLine(value: unknown): LibraryLine | undefined {
  if (!hasFields(value)) return undefined;
  if (value['format'] === libraryFormat) return parseHeader(value);
  if (isText(value['blob'])) return parsePart(value);
  if ('read' in value) {
    const status = parseStatus(value);
    return status && { type: 'status', status };
  }
  const { kind, key, at, value: content, blobs } = value;
  const stamp = parseStamp(at);
  if (!stamp || typeof kind !== 'string' || typeof key !== 'string' || content === null) return undefined;
  if (blobs !== undefined && !areHashes(blobs)) return undefined;
  const given = { ...(content !== undefined && { value: content }), ...(blobs && { blobs }) };
  return { type: 'entry', entry: { kind, key, ...given, stamp } };
}

/** The entries of a stored list. Anything else in it is left out. */
export function parseEntries(value: unknown): readonly LibraryEntry[] {
  return (Array.isArray(value) ? value : []).flatMap((line) => {
    const parsed = parseLibraryLine(line);
    return parsed?.type === 'entry' ? parsed.entry : [];
  });
}

function parseHeader({ version, device }: Readonly<Record<string, unknown>>): LibraryLine | undefined {
  if (!isSafeInteger(version) || !isText(device)) return undefined;
  return { type: 'header', header: { format: libraryFormat, version, device } };
}

function parsePart({ blob, part, of, data }: Readonly<Record<string, unknown>>): LibraryLine | undefined {
  if (!isCount(part) || !isCount(of) || part >= of) return undefined;
  if (!isText(blob) || !isHash(blob) || !isText(data)) return undefined;
  return { type: 'blob', part: { blob, part, of, data } };
}

function areHashes(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && isHash(one));
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/u.test(text);
}

/** Whether two entries have the same value; their stamps may differ. */
export function isSameValue(
  one: Pick<LibraryEntry, 'value' | 'blobs'>,
  other: Pick<LibraryEntry, 'value' | 'blobs'>,
): boolean {
  return areEqual(one.value, other.value) && (one.blobs ?? []).join() === (other.blobs ?? []).join();
}

/** Whether two JSON values are equal; the order of fields does not count. */
function areEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [fields, others] = [
    one as Readonly<Record<string, unknown>>,
    other as Readonly<Record<string, unknown>>,
  ];
  let rest = Object.keys(others).length;
  for (const name of Object.keys(fields)) {
    const [value, otherValue] = [fields[name], others[name]];
    rest -= 1;
    // Inherited properties are functions or objects, so that equal primitive values are always own fields.
    if (value === otherValue && typeof value !== 'object') continue;
    if (!Object.hasOwn(others, name) || !areEqual(value, otherValue)) return false;
  }
  return rest === 0;
}

/**
 * Positive if `one` replaces `other`. This is a total order, so that the result of a merge does not depend on the order of
 * the entries. A device whose storage was restored from a backup may assign the same stamp to two different values; these
 * are ordered by value.
 */
export function compareEntries(one: LibraryEntry, other: LibraryEntry): number {
  const order = compareStamps(one.stamp, other.stamp);
  if (order !== 0) return order;
  return isSameValue(one, other) ? 0 : compareTexts(valueText(one), valueText(other));
}

/** Empty for a deleted item. The order of fields does not count. */
function valueText({ value, blobs }: Pick<LibraryEntry, 'value' | 'blobs'>): string {
  if (value === undefined) return '';
  const names = blobs && blobs.length > 0 ? blobs.join() : '';
  return `${JSON.stringify(value, sortedFields)} ${names}`;
}

function sortedFields(_key: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).toSorted(([one], [other]) => compareTexts(one, other));
  return Object.fromEntries(fields);
}

/** The latest entry of each item. The result does not depend on the order in which entries are put, or how often. */
export class EntryTable {
  readonly #kinds = new Map<string, Map<string, LibraryEntry>>();

  constructor(entries: Iterable<LibraryEntry> = []) {
    for (const entry of entries) this.put(entry);
  }

  /** Returns whether the entry was later than the one in the table. */
  put(entry: LibraryEntry): boolean {
    const { kind, key } = entry;
    const ofKind = this.#kinds.get(kind) ?? new Map<string, LibraryEntry>();
    if (ofKind.size === 0) this.#kinds.set(kind, ofKind);
    const before = ofKind.get(key);
    if (before && compareEntries(entry, before) <= 0) return false;
    ofKind.set(key, entry);
    return true;
  }

  get(kind: string, key: string): LibraryEntry | undefined {
    return this.#kinds.get(kind)?.get(key);
  }

  ofKind(kind: string): Iterable<LibraryEntry> {
    return this.#kinds.get(kind)?.values() ?? [];
  }

  *entries(): Generator<LibraryEntry> {
    for (const ofKind of this.#kinds.values()) yield* ofKind.values();
  }
}
