import type { CooperativeTask } from '../base/cooperativeTask';
import type { FileBytes } from '../base/fileBytes';
import type { PaperBatch, IdentifiedDay, IdentifiedPaper } from './paperBatch';
import type { PaperId, PaperLink, PaperRecord } from './paper';
import { hashRecord } from './paperWords';

/** A batch and the stamp of the text that it was parsed from. */
export interface StampedPaperBatch {
  readonly stamp: string;
  readonly batch: PaperBatch;
}

/** Incremented when the file format changes. */
const FORMAT = 7;

interface Head {
  readonly id: string;
  readonly stamp: string;
  /** Number of days that follow. */
  readonly days: number;
}

/**
 * A day and the identities of its papers; the lines of the papers follow it. Each property has a list with one item for each
 * paper, because that is decoded twice as fast as an array for each paper. Lists of which all items would be null are left out.
 */
interface DayHead {
  readonly head: IdentifiedDay['head'];
  readonly ids: readonly PaperId[];
  /** Where each paper's line ends, after its line break: the distance from the start of the first line, in bytes. */
  readonly ends: readonly number[];
  /** `hashRecord` of the records. */
  readonly recordHashes: readonly number[];
  readonly arxivIds?: readonly (string | null)[];
  readonly dois?: readonly (string | null)[];
  /** Null if the key is the id. */
  readonly titleKeys?: readonly (string | null)[];
}

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
      lines.push(encodeLine(dayHeadOf({ head, papers }, paperLines)));
      for (const line of paperLines) lines.push(line);
      yield;
    }
  }
  return lines;
}

function dayHeadOf({ head, papers }: IdentifiedDay, lines: readonly Uint8Array[]): DayHead {
  let end = 0;
  const optional = (of: (paper: IdentifiedPaper) => string | undefined): (string | null)[] | undefined => {
    const values = papers.map((paper) => of(paper) ?? null);
    return values.some((value) => value !== null) ? values : undefined;
  };
  const [arxivIds, dois] = [optional(({ arxivId }) => arxivId), optional(({ doi }) => doi)];
  const titleKeys = optional(({ id, titleKey }) => (titleKey === id ? undefined : titleKey));
  return {
    head,
    ids: papers.map(({ id }) => id),
    ends: lines.map(({ length }) => (end += length)),
    recordHashes: papers.map(({ record, recordHash }) => recordHash ?? hashRecord(record)),
    ...(arxivIds && { arxivIds }),
    ...(dois && { dois }),
    ...(titleKeys && { titleKeys }),
  };
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
  const records = new LineReader(bytes);
  const read: StampedPaperBatch[] = [];
  const header = lines.next() as { readonly format?: unknown; readonly reader?: unknown } | undefined;
  if (header?.format !== FORMAT || header.reader !== reader) return read;
  for (let head = lines.next() as Head | undefined; head; head = lines.next() as Head | undefined) {
    const { id, stamp } = head;
    const days: IdentifiedDay[] = [];
    while (days.length < head.days) {
      const { head: dayHead, ...lists } = lines.next() as DayHead;
      const day = new StoredDay(lists, records, lines.skip(lists.ends.at(-1) ?? 0));
      days.push({ head: dayHead, papers: lists.ids.map((id, index) => new StoredPaper(id, day, index)) });
      yield;
    }
    read.push({ stamp, batch: { id, days } });
  }
  return read;
}

/** Decodes lines of papers. */
class LineReader {
  #last: { readonly start: number; readonly line: PaperLine } | undefined;
  /** Reused, because a new buffer for each line would be freed late. */
  #buffer = new Uint8Array();

  constructor(readonly bytes: BatchBytes) {}

  /** Decodes a line. The last line is cached, because a paper's record and its links are usually read one after the other. */
  read(start: number, end: number): PaperLine {
    if (this.#last?.start === start) return this.#last.line;
    const length = end - start;
    if (this.bytes.isOnDisk && this.#buffer.length < length) this.#buffer = new Uint8Array(2 * length);
    const line = decodeLine(this.bytes.read(start, end, this.#buffer)) as PaperLine;
    this.#last = { start, line };
    return line;
  }
}

/** The papers of a day. Their properties stay in the decoded lists, which take less memory than fields of each paper. */
class StoredDay {
  constructor(
    readonly lists: Omit<DayHead, 'head'>,
    readonly lines: LineReader,
    /** Where the line of the first paper starts. */
    private readonly start: number,
  ) {}

  /** The line of the paper with this index. */
  line(index: number): PaperLine {
    const { ends } = this.lists;
    return this.lines.read(this.start + (ends[index - 1] ?? 0), this.start + (ends[index] ?? 0));
  }
}

/** A paper whose line is decoded when first read. */
class StoredPaper implements IdentifiedPaper {
  #line: PaperLine | undefined;

  constructor(
    readonly id: PaperId,
    private readonly day: StoredDay,
    private readonly index: number,
  ) {}

  get isNotKept(): boolean {
    return this.day.lines.bytes.isOnDisk;
  }

  get arxivId(): string | undefined {
    return this.day.lists.arxivIds?.[this.index] ?? undefined;
  }

  get doi(): string | undefined {
    return this.day.lists.dois?.[this.index] ?? undefined;
  }

  get titleKey(): string {
    return this.day.lists.titleKeys?.[this.index] ?? this.id;
  }

  get recordHash(): number {
    return this.day.lists.recordHashes[this.index] ?? 0;
  }

  get record(): PaperRecord {
    return this.#read().record;
  }

  get links(): readonly PaperLink[] {
    return this.#read().links;
  }

  #read(): PaperLine {
    if (this.#line) return this.#line;
    const line = this.day.line(this.index);
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
  /** Reused, because a new buffer for each read would be freed late. */
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
