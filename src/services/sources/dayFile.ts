import { arxivKey } from '../../core/library/arxivId';
import { normaliseTitle } from '../../core/library/paperId';
import type { PaperRecord } from '../../core/library/paper';
import type { ParsedDay } from '../../core/library/parsedDigest';
import { sha256Of } from '../../platform/common/hash';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { HttpError } from '../../platform/common/http/httpError';
import type { DayContent, ResponseReader } from './responseReader';
import type { ResponseStore, ResponseChecksum, DayRecord } from './responseStore';
import { localizable } from '../../core/base/localization';

/** Runs a cooperative task and yields to other work between its steps. */
export type Runner = <T>(steps: CooperativeTask<T>, signal?: AbortSignal) => Promise<T>;

/** Parses the stored responses of a day. One that is missing or damaged is left out and reported as a problem. */
export async function readStoredDay(
  record: DayRecord,
  store: ResponseStore,
  reader: ResponseReader,
  signal?: AbortSignal,
): Promise<DayContent> {
  const contents: DayContent[] = [];
  for (const part of record.parts) {
    const bytes = await store.read(part);
    const isIntact = bytes && (await matchesChecksum(bytes, record.sums?.[part]));
    contents.push(isIntact === true ? await readOrReport(reader, bytes, record, signal) : damaged);
  }
  return {
    days: mergeDays(contents.map(({ days }) => days)),
    problems: contents.flatMap(({ problems }) => problems),
  };
}

async function readOrReport(
  reader: ResponseReader,
  bytes: Uint8Array,
  record: DayRecord,
  signal: AbortSignal | undefined,
): Promise<DayContent> {
  try {
    return await reader.day(bytes, record, signal);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { days: [], problems: [{ line: 0, message: error.shown }] };
  }
}

/** True if there is no checksum to compare with. */
async function matchesChecksum(bytes: Uint8Array, checksum: ResponseChecksum | undefined): Promise<boolean> {
  if (!checksum) return true;
  const hasLength = bytes.length === checksum.length;
  return hasLength && (await sha256Of(bytes)) === checksum.sha256;
}

const damaged: DayContent = {
  days: [],
  problems: [{ line: 0, message: localizable('A stored response is missing or damaged.') }],
};

/** Merges the days of several responses: each day once, with the papers of all responses, those of the first one first. */
export function mergeDays(responses: readonly (readonly ParsedDay[])[]): readonly ParsedDay[] {
  const merged = new Map<string, ParsedDay>();
  for (const day of responses.flat()) {
    const key = JSON.stringify(day.date ?? day.label);
    const earlier = merged.get(key);
    merged.set(key, earlier ? { ...earlier, papers: union(earlier.papers, day.papers) } : day);
  }
  return [...merged.values()];
}

/** The number of papers of all days. */
export function countPapers(days: readonly ParsedDay[]): number {
  return days.reduce((sum, { papers }) => sum + papers.length, 0);
}

function union(first: readonly PaperRecord[], second: readonly PaperRecord[]): readonly PaperRecord[] {
  const identities = new Set(first.map(identity));
  return [...first, ...second.filter((paper) => !identities.has(identity(paper)))];
}

function identity({ arxivId, title }: PaperRecord): string {
  return arxivId === undefined ? normaliseTitle(title) : arxivKey(arxivId);
}
