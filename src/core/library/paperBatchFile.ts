import type { CooperativeTask } from '../base/cooperativeTask';
import type { FileBytes } from '../base/fileBytes';
import type { PaperBatch, IdentifiedDay, IdentifiedPaper } from './paperBatch';
import type { PaperId, PaperLink, PaperRecord } from './paper';
import { hashWords, paperWords } from './paperWords';

/** A batch and the stamp of the text that it was parsed from. */
export interface StampedPaperBatch {
  readonly stamp: string;
  readonly batch: PaperBatch;
}

/** Incremented when the file format changes. */
const FORMAT = 5;

interface Head {
  readonly id: string;
  readonly stamp: string;
  /** Number of days that follow. */
  readonly days: number;
}

interface DayHead {
  readonly head: IdentifiedDay['head'];
  /** Their lines follow; `length` is the length of a paper's line in bytes, including the line break. */
  readonly papers: readonly PaperHead[];
}

/** The title's key is null if it is the id. */
type PaperHead = readonly [
  id: PaperId,
  arxivId: string | null,
  length: number,
  doi: string | null,
  titleKey: string | null,
  wordsHash: number,
];

/** One line of the file: the record of a paper and its links. */
type PaperLine = Pick<IdentifiedPaper, 'record' | 'links'>;

/**
 * Encodes batches as JSON lines, so that texts need not be parsed again. The first line has the format and `reader`,
 * the version of the parsers. Then each batch has a head, followed by a head and the lines of the papers for each of
 * its days.
 */
export function* encodePaperBatches(
  reader: string,
  all: Iterable<StampedPaperBatch>,
): CooperativeTask<readonly Uint8Array[]> {
  const lines = [encodeLine({ format: FORMAT, reader })];
  for (const { stamp, batch } of all) {
    const { id, days } = batch;
    lines.push(encodeLine({ id, stamp, days: days.length } satisfies Head));
    for (const { head, papers } of days) {
      const paperLines: Uint8Array[] = [];
      for (const { record, links } of papers) {
        paperLines.push(encodeLine({ record, links } satisfies PaperLine));
        yield;
      }
      const entries = papers.map(
        ({ id: paper, arxivId = null, doi = null, titleKey, record, wordsHash }, at): PaperHead => [
          paper,
          arxivId,
          paperLines[at]?.length ?? 0,
          doi,
          titleKey === paper ? null : titleKey,
          wordsHash ?? hashWords(paperWords(record)),
        ],
      );
      lines.push(encodeLine({ head, papers: entries } satisfies DayHead));
      for (const line of paperLines) lines.push(line);
      yield;
    }
  }
  return lines;
}

/** The bytes of a file of batches. */
export interface BatchBytes extends Pick<FileBytes, 'length' | 'read'> {
  /** Whether `read` reads from a disk; the result is then not kept in memory. */
  readonly isOnDisk: boolean;
}

export function inMemory(bytes: Uint8Array): BatchBytes {
  return { length: bytes.length, isOnDisk: false, read: (start, end) => bytes.subarray(start, end) };
}

/**
 * Decodes a file that {@link encodePaperBatches} wrote; the caller must have checked that it is unchanged. Records are
 * decoded when first read, so that a large file opens at once. Returns no batches for another format or `reader`.
 */
export function* decodePaperBatches(
  reader: string,
  content: Uint8Array | BatchBytes,
): CooperativeTask<readonly StampedPaperBatch[]> {
  const bytes = content instanceof Uint8Array ? inMemory(content) : content;
  const lines = new Lines(bytes);
  const records = new StoredLines(bytes);
  const read: StampedPaperBatch[] = [];
  const header = lines.next() as { readonly format?: unknown; readonly reader?: unknown } | undefined;
  if (header?.format !== FORMAT || header.reader !== reader) return read;
  for (let head = lines.next() as Head | undefined; head; head = lines.next() as Head | undefined) {
    const { id, stamp } = head;
    const days: IdentifiedDay[] = [];
    while (days.length < head.days) {
      const day = lines.next() as DayHead;
      days.push({
        head: day.head,
        papers: day.papers.map((paper) => new StoredPaper(paper, records, records.add(paper, lines))),
      });
      yield;
    }
    read.push({ stamp, batch: { id, days } });
  }
  return read;
}

/** The lines of the papers of a file. Offsets, lengths and hashes are in arrays, which take less memory than fields of each paper. */
class StoredLines {
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  readonly #wordsHashes: number[] = [];
  #lastIndex = -1;
  #last: PaperLine | undefined;

  constructor(readonly bytes: BatchBytes) {}

  /** Skips the next one of `lines`, which is that of the paper, and stores where it is. Returns its index for {@link read}. */
  add([, , length, , , wordsHash]: PaperHead, lines: Lines): number {
    this.#starts.push(lines.skip(length));
    this.#lengths.push(length);
    return this.#wordsHashes.push(wordsHash) - 1;
  }

  wordsHash(index: number): number {
    return this.#wordsHashes[index] ?? 0;
  }

  /** Decodes a line. The last one is kept, because a record and its links are read one after the other. */
  read(index: number): PaperLine {
    if (this.#last && this.#lastIndex === index) return this.#last;
    const start = this.#starts[index] ?? 0;
    const line = decodeLine(this.bytes.read(start, start + (this.#lengths[index] ?? 0))) as PaperLine;
    this.#lastIndex = index;
    this.#last = line;
    return line;
  }
}

/** A paper whose line is decoded when first read. */
class StoredPaper implements IdentifiedPaper {
  readonly id: PaperId;
  readonly arxivId: string | undefined;
  readonly doi: string | undefined;
  readonly titleKey: string;
  #line: PaperLine | undefined;

  get isNotKept(): boolean {
    return this.lines.bytes.isOnDisk;
  }

  constructor(
    [id, arxivId, , doi, titleKey]: PaperHead,
    private readonly lines: StoredLines,
    private readonly index: number,
  ) {
    this.id = id;
    this.arxivId = arxivId ?? undefined;
    this.doi = doi ?? undefined;
    this.titleKey = titleKey ?? id;
  }

  get wordsHash(): number {
    return this.lines.wordsHash(this.index);
  }

  get record(): PaperRecord {
    return this.#read().record;
  }

  get links(): readonly PaperLink[] {
    return this.#read().links;
  }

  #read(): PaperLine {
    if (this.#line) return this.#line;
    const line = this.lines.read(this.index);
    if (!this.isNotKept) this.#line = line;
    return line;
  }
}

/** The number of bytes that are read from a disk in one step. */
const chunk = 8 * 1024;

class Lines {
  #at = 0;
  /** The bytes from `#from` on that were read last. */
  #read: Uint8Array = new Uint8Array();
  #from = 0;
  /** Reused, as new memory for each read would be given back late. */
  #buffer = new Uint8Array();

  constructor(private readonly bytes: BatchBytes) {}

  /** The value of the next line; undefined at the end. */
  next(): unknown {
    let length = this.bytes.isOnDisk ? chunk : this.bytes.length;
    let end = this.#lineEnd();
    while (end < 0) {
      const isAllRead = this.#from <= this.#at && this.#from + this.#read.length >= this.bytes.length;
      if (isAllRead || this.#at >= this.bytes.length) return undefined;
      this.#from = this.#at;
      const size = Math.min(length, this.bytes.length - this.#from);
      if (this.bytes.isOnDisk && this.#buffer.length < size) this.#buffer = new Uint8Array(length);
      this.#read = this.bytes.read(this.#from, this.#from + size, this.#buffer);
      length *= 2;
      end = this.#lineEnd();
    }
    const line = this.#read.subarray(this.#at - this.#from, end);
    this.#at = this.#from + end + 1;
    return decodeLine(line);
  }

  /** Skips `length` bytes and returns the offset before them. */
  skip(length: number): number {
    const start = this.#at;
    this.#at += length;
    return start;
  }

  /** The end of the current line within the bytes that were read last; -1 if they end before it. */
  #lineEnd(): number {
    const at = this.#at - this.#from;
    return at < 0 || at > this.#read.length ? -1 : this.#read.indexOf(10, at);
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const encodeLine = (value: unknown): Uint8Array => encoder.encode(`${JSON.stringify(value)}\n`);

const decodeLine = (line: Uint8Array): unknown => JSON.parse(decoder.decode(line));
