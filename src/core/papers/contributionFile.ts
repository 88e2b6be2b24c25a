import type { Steps } from '../base/steps';
import type { Contribution, IdentifiedDay, IdentifiedPaper } from './contribution';
import { isPaperRecord } from './paperShape';

/** A contribution, and what says which text it was read from. */
export interface StampedContribution {
  readonly stamp: string;
  readonly contribution: Contribution;
}

/** Changes with the form of the file. */
const FORMAT = 1;

interface Head {
  readonly id: string;
  readonly stamp: string;
  /** So many lines follow, each a day. */
  readonly days: number;
}

/**
 * Contributions as JSON lines, so that texts need not be read again: a line that names the format and `reader`, the
 * program that read the texts; then for each contribution a head, and its days.
 */
export function* encodeContributions(
  reader: string,
  all: Iterable<StampedContribution>,
): Steps<readonly Uint8Array[]> {
  const encoder = new TextEncoder();
  const lines: Uint8Array[] = [];
  const write = (value: unknown): number => lines.push(encoder.encode(`${JSON.stringify(value)}\n`));
  write({ format: FORMAT, reader });
  for (const { stamp, contribution } of all) {
    write({ id: contribution.id, stamp, days: contribution.days.length } satisfies Head);
    for (const day of contribution.days) {
      write(day);
      yield;
    }
  }
  return lines;
}

/**
 * Reads what {@link encodeContributions} wrote. Nothing of another format or reader; of a damaged file, what comes
 * before the damage.
 */
export function* decodeContributions(
  reader: string,
  bytes: Uint8Array,
): Steps<readonly StampedContribution[]> {
  const read: StampedContribution[] = [];
  const lines = linesOf(bytes);
  const header = parse(lines.next().value);
  if (!isObject(header) || header['format'] !== FORMAT || header['reader'] !== reader) return read;
  for (;;) {
    const head = parse(lines.next().value);
    if (!isHead(head)) return read;
    const days: IdentifiedDay[] = [];
    while (days.length < head.days) {
      const day = parse(lines.next().value);
      if (!isDay(day)) return read;
      days.push(day);
      yield;
    }
    read.push({ stamp: head.stamp, contribution: { id: head.id, days } });
  }
}

function* linesOf(bytes: Uint8Array): Generator<string, undefined> {
  const decoder = new TextDecoder();
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    if (end < 0) return; // A line that does not end was cut off.
    yield decoder.decode(bytes.subarray(start, end));
    start = end + 1;
  }
}

function parse(line: string | undefined): unknown {
  if (line === undefined) return undefined;
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isText = (value: unknown): value is string => typeof value === 'string';

const isNumber = (value: unknown): boolean => value === undefined || Number.isSafeInteger(value);

function isHead(value: unknown): value is Head {
  return (
    isObject(value) && isText(value['id']) && isText(value['stamp']) && Number.isSafeInteger(value['days'])
  );
}

function isDay(value: unknown): value is IdentifiedDay {
  if (!isObject(value) || !isObject(value['head'])) return false;
  const { id, label, source, year, month, day } = value['head'];
  const isHeadOfDay = isText(id) && isText(label) && (sources as readonly unknown[]).includes(source);
  return isHeadOfDay && [year, month, day].every(isNumber) && isListOf(value['papers'], isPaper);
}

const sources: readonly IdentifiedDay['head']['source'][] = ['digest', 'huggingface', 'arxiv'];

function isPaper(value: unknown): value is IdentifiedPaper {
  return (
    isObject(value) &&
    isText(value['id']) &&
    isPaperRecord(value['record']) &&
    isListOf(value['links'], isLink)
  );
}

function isLink(value: unknown): boolean {
  return isObject(value) && isText(value['kind']) && isText(value['href']);
}

function isListOf(value: unknown, check: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check);
}
