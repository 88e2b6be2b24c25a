import { arxivKey } from '../../core/library/arxivId';
import { normaliseTitle } from '../../core/library/paperId';
import type { PaperRecord } from '../../core/library/paper';
import type { ParsedDay, Problem } from '../../core/library/parsedDigest';
import { decodeText } from '../../core/importers/textDigest/decode';
import { recognise } from '../../core/importers/formats';
import { toDigestDate } from '../../core/remote/isoDay';
import { hashing } from '../../platform/node/files/hashing';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { ResponseStore, AnswerSum, DayRecord, ListName } from './responseStore';

/** Runs work that comes in steps, now and then giving way to others. */
export type Runner = <T>(steps: CooperativeTask<T>, signal?: AbortSignal) => Promise<T>;

/** What the answers of a day hold. */
export interface DayContent {
  readonly days: readonly ParsedDay[];
  readonly problems: readonly Problem[];
}

/** Reads a day that was fetched, from the answers that are kept. One that is damaged is left out, as a problem says. */
export async function readStoredDay(
  record: DayRecord,
  store: ResponseStore,
  run: Runner,
  signal?: AbortSignal,
): Promise<DayContent> {
  const contents: DayContent[] = [];
  for (const part of record.parts) {
    const bytes = await store.read(part);
    const isWhole = bytes && (await isSame(bytes, record.sums?.[part], run));
    contents.push(isWhole === true ? await run(readAnswer(bytes, record), signal) : damaged);
  }
  return {
    days: mergeDays(contents.map(({ days }) => days)),
    problems: contents.flatMap(({ problems }) => problems),
  };
}

/** Whether an answer is the one that was stored, as far as is known. */
async function isSame(bytes: Uint8Array, sum: AnswerSum | undefined, run: Runner): Promise<boolean> {
  if (!sum) return true;
  const isLong = bytes.length === sum.length;
  return isLong && (await run(hashing('sha256', bytes))).toString('hex') === sum.sha256;
}

const damaged: DayContent = {
  days: [],
  problems: [{ line: 0, message: 'An answer that was stored is missing or damaged.' }],
};

/** Reads one answer. */
export function* readAnswer(bytes: Uint8Array, { day }: ListName): CooperativeTask<DayContent> {
  const { text, problems } = decodeText(bytes);
  yield;
  const source = { text, name: day, requestedDate: toDigestDate(day) };
  const digest = yield* recognise(source).read(source);
  return { days: digest.days, problems: [...problems, ...digest.problems] };
}

/** The days of several answers: each once, with every paper that any of them lists, those of the first in front. */
export function mergeDays(answers: readonly (readonly ParsedDay[])[]): readonly ParsedDay[] {
  const merged = new Map<string, ParsedDay>();
  for (const day of answers.flat()) {
    const key = JSON.stringify(day.date ?? day.label);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, papers: union(known.papers, day.papers) } : day);
  }
  return [...merged.values()];
}

/** How many papers days hold. */
export function countPapers(days: readonly ParsedDay[]): number {
  return days.reduce((sum, { papers }) => sum + papers.length, 0);
}

function union(first: readonly PaperRecord[], second: readonly PaperRecord[]): readonly PaperRecord[] {
  const known = new Set(first.map(identity));
  return [...first, ...second.filter((paper) => !known.has(identity(paper)))];
}

function identity({ arxivId, title }: PaperRecord): string {
  return arxivId === undefined ? normaliseTitle(title) : arxivKey(arxivId);
}
