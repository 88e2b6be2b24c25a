import type { FileBytes } from '../base/fileBytes';
import { err, ok, type Result } from '../base/result';
import { Checksum, checksum, EntriesHash, hashText32 } from '../text/hash';
import { asBytes, asUint16, FileNumbers, MemoryNumbers, type NumberRanges } from './numberRanges';
import { Segment } from './segment';
import { StringTable } from './stringTable';

// The file is one run of 32-bit words in the machine's own byte order: six of header, then a list of section lengths
// for each segment, then the sections, each at a multiple of eight bytes. Reading it is making views of it.

const magic = 0x58_50_44_01;
const formatVersion = 5;

/**
 * The version of the code that analyses texts: the hash of what it makes of a sample. A test computes the hash and fails if this
 * value is out of date. It is not computed at run time, because the first analysis of a text takes longer than loading an index.
 */
export const analysisVersion = 1_833_617_814;

const headerWords = 6;

/** The reason why a file is not used. Every one has the same effect: the index is built again. */
export type IndexFileFault =
  /** Not an index, or written on a machine with another byte order. */
  | 'foreign'
  /** Written by a release that wrote another format, or that analyses texts otherwise. */
  | 'stale'
  /** Cut short or damaged. */
  | 'torn';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The sections of a segment in their order, as they are read. */
const sectionTypes = [
  Uint8Array, // ids: units of one byte, or
  Uint16Array, // of two
  Uint32Array, // ids: starts
  Float64Array, // document hashes
  Float64Array, // title hashes
  Uint32Array, // title lengths
  Uint8Array, // terms: units of one byte, or
  Uint16Array, // of two
  Uint32Array, // terms: starts
  Uint32Array, // stems
  Uint8Array, // shared prefixes
  Uint32Array, // posting starts
  Uint16Array, // posting documents
  Uint8Array, // posting impacts
  Uint32Array, // position starts
  Uint8Array, // positions
  Uint32Array, // word starts
  Uint8Array, // words
  Uint16Array, // dead documents
  Uint32Array, // `Segment.entriesHash`
] as const;

/** The sections that may stay in the file. */
const postingDocumentsSection = 12;
const longSections: ReadonlySet<number> = new Set([postingDocumentsSection, 13, 15, 17]);

/**
 * Bytes that {@link decodeIndex} makes the same segments of.
 *
 * @param environment names what else decides how texts are split into words: the version of ICU
 */
export function encodeIndex(segments: readonly Segment[], environment: string): Uint8Array {
  const sections = segments.flatMap((segment) => sectionsOf(segment));
  const tableWords = headerWords + sections.length + (sections.length % 2);
  const size = sections.reduce((sum, section) => sum + aligned(section.byteLength), tableWords * 4);
  const bytes = new Uint8Array(size);
  const words = new Uint32Array(bytes.buffer);
  let at = tableWords * 4;
  for (const [index, section] of sections.entries()) {
    words[headerWords + index] = section.length;
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
    at += aligned(section.byteLength);
  }
  words.set([magic, formatVersion, words.length, versionsHash(environment), segments.length]);
  words[5] = checksum(words.subarray(headerWords));
  return bytes;
}

/** The segments in a file, which are views of its bytes where these are aligned: the bytes must not change any more. */
export function decodeIndex(bytes: Uint8Array, environment: string): Result<Segment[], IndexFileFault> {
  const source = new MemorySource(bytes);
  const header = readHeader(source, environment);
  if (!header.ok) return header;
  if (header.value.checksum !== checksum(source.content())) return err('torn');
  const sections = layOut(source, header.value.segments);
  return sections ? ok(segmentsOf(source, sections)) : err('torn');
}

/** Like {@link decodeIndex}, for a file that must stay open: the long lists are read from it when they are needed. */
export async function openIndex(
  file: FileBytes,
  environment: string,
): Promise<Result<Segment[], IndexFileFault>> {
  const source = new FileSource(file);
  const header = readHeader(source, environment);
  if (!header.ok) return header;
  const { checksum: expected, segments } = header.value;
  if (!(await file.isIntact(async () => (await source.checksum()) === expected))) return err('torn');
  const sections = layOut(source, segments);
  if (!sections) return err('torn');
  await source.load(sections);
  return ok(segmentsOf(source, sections));
}

interface Header {
  /** The checksum of the words after the header. */
  readonly checksum: number | undefined;
  /** How many there are. */
  readonly segments: number;
}

function readHeader(source: IndexSource, environment: string): Result<Header, IndexFileFault> {
  if (source.length < headerWords * 4) return err('torn');
  const header = source.array(Uint32Array, 0, headerWords);
  if (header[0] !== magic) return err('foreign');
  if (header[1] !== formatVersion || header[3] !== versionsHash(environment)) return err('stale');
  if (source.length !== (header[2] ?? 0) * 4) return err('torn');
  return ok({ checksum: header[5], segments: header[4] ?? 0 });
}

type ArrayType<T extends Numbers> = (new (buffer: ArrayBuffer, offset: number, length: number) => T) & {
  readonly BYTES_PER_ELEMENT: number;
};

/** The type of array that a section is read as. */
type Section = Numbers | NumberRanges<Uint8Array> | NumberRanges<Uint16Array>;

/** The source of an index; offsets are in bytes. */
interface IndexSource {
  readonly length: number;
  array<T extends Numbers>(type: ArrayType<T>, at: number, length: number): T;
  /** A long section: of 16 bits a number, or else 8. */
  ranges(isWide: boolean, at: number, length: number): Section;
}

class MemorySource implements IndexSource {
  readonly #bytes: Uint8Array;

  constructor(file: Uint8Array) {
    this.#bytes = file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
  }

  get length(): number {
    return this.#bytes.byteLength;
  }

  array<T extends Numbers>(type: ArrayType<T>, at: number, length: number): T {
    return new type(this.#bytes.buffer as ArrayBuffer, this.#bytes.byteOffset + at, length);
  }

  ranges(isWide: boolean, at: number, length: number): Section {
    return isWide
      ? new MemoryNumbers(this.array(Uint16Array, at, length))
      : new MemoryNumbers(this.array(Uint8Array, at, length));
  }

  /** The words after the header. */
  content(): Uint32Array {
    return this.array(Uint32Array, headerWords * 4, this.length / 4 - headerWords);
  }
}

/** In bytes: a multiple of four words. To read so much takes about one turn of the event loop. */
const chunk = 1024 * 1024;

class FileSource implements IndexSource {
  /** The sections that {@link load} has read, by their offsets in the file. */
  readonly #loaded = new Map<number, Uint8Array>();

  constructor(private readonly file: FileBytes) {}

  get length(): number {
    return this.file.length;
  }

  array<T extends Numbers>(type: ArrayType<T>, at: number, length: number): T {
    const read = this.#loaded.get(at) ?? this.file.read(at, at + length * type.BYTES_PER_ELEMENT);
    const bytes = read.byteOffset % 8 === 0 ? read : new Uint8Array(read);
    return new type(bytes.buffer as ArrayBuffer, bytes.byteOffset, length);
  }

  ranges(isWide: boolean, at: number, length: number): Section {
    return isWide
      ? new FileNumbers(this.file, asUint16, at, { length, bytesPerNumber: 2 })
      : new FileNumbers(this.file, asBytes, at, { length, bytesPerNumber: 1 });
  }

  /** Reads the sections that do not stay in the file, without blocking the calling thread. */
  async load(places: readonly SectionPlace[]): Promise<void> {
    const short = places.filter(({ kind }) => !longSections.has(kind));
    await Promise.all(
      short.map(async ({ kind, at, length }) => {
        const size = length * typeOf(kind).BYTES_PER_ELEMENT;
        if (size > 0) this.#loaded.set(at, await this.file.readLater(at, at + size));
      }),
    );
  }

  /** The checksum of the words after the header. */
  async checksum(): Promise<number> {
    const sum = new Checksum();
    const start = headerWords * 4;
    const buffer = new Uint8Array(Math.min(chunk, this.length - start));
    for (let at = start; at < this.length; at += chunk) {
      const length = Math.min(chunk, this.length - at);
      const read = await this.file.readLater(at, at + length, buffer);
      const bytes = read.byteOffset % 4 === 0 ? read : new Uint8Array(read);
      sum.add(new Uint32Array(bytes.buffer, bytes.byteOffset, length / 4));
    }
    return sum.value;
  }
}

/** Where a section is. */
interface SectionPlace {
  /** Its index in {@link sectionTypes}. */
  readonly kind: number;
  /** In bytes. */
  readonly at: number;
  /** In numbers. */
  readonly length: number;
}

/** The places of all sections, grouped by segment; undefined if a section would end beyond the end of the source. */
function layOut(source: IndexSource, segmentCount: number): SectionPlace[] | undefined {
  const count = segmentCount * sectionTypes.length;
  let at = (headerWords + count + (count % 2)) * 4;
  if (at > source.length) return undefined;
  const lengths = source.array(Uint32Array, headerWords * 4, count);
  const places: SectionPlace[] = [];
  for (let index = 0; index < count; index += 1) {
    const kind = index % sectionTypes.length;
    const length = lengths[index] ?? 0;
    const size = length * typeOf(kind).BYTES_PER_ELEMENT;
    if (at + size > source.length) return undefined;
    places.push({ kind, at, length });
    at += aligned(size);
  }
  return places;
}

const typeOf = (kind: number): ArrayType<Numbers> => sectionTypes[kind] ?? Uint8Array;

function segmentsOf(source: IndexSource, places: readonly SectionPlace[]): Segment[] {
  const sections = places.map(({ kind, at, length }) =>
    longSections.has(kind)
      ? source.ranges(kind === postingDocumentsSection, at, length)
      : source.array<Numbers>(typeOf(kind), at, length),
  );
  const segments: Segment[] = [];
  for (let from = 0; from < sections.length; from += sectionTypes.length)
    segments.push(segmentOf(sections.slice(from, from + sectionTypes.length)));
  return segments;
}

function sectionsOf(segment: Segment): Numbers[] {
  const { parts } = segment;
  const whole = <T extends Uint8Array | Uint16Array>(numbers: NumberRanges<T>): T =>
    numbers.range(0, numbers.length);
  return [
    ...sectionsOfTable(parts.ids),
    parts.documentHashes,
    parts.titleHashes,
    parts.titleLengths,
    ...sectionsOfTable(parts.terms),
    parts.stems,
    parts.shared,
    parts.postingStarts,
    whole(parts.postingDocuments),
    whole(parts.postingImpacts),
    parts.positionStarts,
    whole(parts.positions),
    parts.wordStarts,
    whole(parts.words),
    Uint16Array.from(segment.deleted()),
    Uint32Array.from(segment.entriesHash.numbers),
  ];
}

/** The number of sections of a string table. */
const tableSections = 3;

function sectionsOfTable({ units, starts }: StringTable): Numbers[] {
  return units instanceof Uint8Array ? [units, new Uint16Array(), starts] : [new Uint8Array(), units, starts];
}

/** The table whose sections are the first of the given ones. */
function tableOf(sections: readonly Section[]): StringTable {
  const [bytes, units, starts] = sections as [Uint8Array, Uint16Array, Uint32Array];
  return new StringTable(units.length > 0 ? units : bytes, starts);
}

function segmentOf(sections: readonly Section[]): Segment {
  const [documentHashes, titleHashes, titleLengths] = sections.slice(tableSections) as [
    Float64Array,
    Float64Array,
    Uint32Array,
  ];
  const termSections = sections.slice(tableSections + 3);
  const [stems, shared, postingStarts, postingDocuments, postingImpacts, ...lists] = termSections.slice(
    tableSections,
  ) as [
    Uint32Array,
    Uint8Array,
    Uint32Array,
    NumberRanges<Uint16Array>,
    NumberRanges<Uint8Array>,
    ...Section[],
  ];
  const [positionStarts, positions, wordStarts, words, dead, entries] = lists as [
    Uint32Array,
    NumberRanges<Uint8Array>,
    Uint32Array,
    NumberRanges<Uint8Array>,
    Uint16Array,
    Uint32Array,
  ];
  const parts = {
    ids: tableOf(sections),
    terms: tableOf(termSections),
    documentHashes,
    titleHashes,
    titleLengths,
    stems,
    shared,
    postingStarts,
    postingDocuments,
    postingImpacts,
    positionStarts,
    positions,
    wordStarts,
    words,
  };
  return new Segment(parts, dead, EntriesHash.of(entries));
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function versionsHash(environment: string): number {
  return hashText32(`${analysisVersion} ${environment}`);
}
