import { arxivKey } from '../../core/library/arxivId';
import { normaliseTitle } from '../../core/library/paperId';
import type { PaperRecord } from '../../core/library/paper';
import type { ParsedDay, Problem } from '../../core/library/parsedDigest';
import { decodeText } from '../../core/importers/textDigest/decode';
import { readSource } from '../../core/importers/formats';
import { toDigestDate } from '../../core/remote/isoDay';
import { sha256Of } from '../../platform/common/hash';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { ResponseStore, ResponseChecksum, DayRecord, ListName } from './responseStore';

/** Runs a cooperative task and yields to other work between its steps. */
export type Runner = <T>(steps: CooperativeTask<T>, signal?: AbortSignal) => Promise<T>;

/** The parsed responses of a day. */
export interface DayContent {
  readonly days: readonly ParsedDay[];
  readonly problems: readonly Problem[];
}

/** Parses the stored responses of a day. One that is missing or damaged is left out and reported as a problem. */
export async function readStoredDay(
  record: DayRecord,
  store: ResponseStore,
  run: Runner,
  signal?: AbortSignal,
): Promise<DayContent> {
  const contents: DayContent[] = [];
  for (const part of record.parts) {
    const bytes = await store.read(part);
    const isIntact = bytes && (await matchesChecksum(bytes, record.sums?.[part]));
    contents.push(isIntact === true ? await run(parseResponse(bytes, record), signal) : damaged);
  }
  return {
    days: mergeDays(contents.map(({ days }) => days)),
    problems: contents.flatMap(({ problems }) => problems),
  };
}

/** True if there is no checksum to compare with. */
async function matchesChecksum(bytes: Uint8Array, checksum: ResponseChecksum | undefined): Promise<boolean> {
  if (!checksum) return true;
  const hasLength = bytes.length === checksum.length;
  return hasLength && (await sha256Of(bytes)) === checksum.sha256;
}

const damaged: DayContent = {
  days: [],
  problems: [{ line: 0, message: 'A stored response is missing or damaged.' }],
};

/** Parses one response. */
export function* parseResponse(bytes: Uint8Array, { day }: ListName): CooperativeTask<DayContent> {
  const { text, problems } = decodeText(bytes);
  yield;
  const source = { text, name: day, requestedDate: toDigestDate(day) };
  const digest = yield* readSource(source);
  return { days: digest.days, problems: [...problems, ...digest.problems] };
}

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
