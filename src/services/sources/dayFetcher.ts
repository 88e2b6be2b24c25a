import type { ParsedDay, Problem } from '../../core/library/parsedDigest';
import { responseKey } from '../../core/remote/responseKey';
import type { Clock } from '../../core/remote/clock';
import { type IsoDay, addDays, truncate } from '../../core/remote/isoDay';
import type { ResponseStore, DayRecord, ListName } from './responseStore';
import { type DayListClient, DayNotPublishedError } from './dayListClient';
import { HttpError } from '../../platform/node/http/httpError';
import { countPapers, mergeDays, readAnswer, readStoredDay, type Runner } from './dayFile';

/** What came of asking for a day. */
export interface FetchedDay extends ListName {
  /**
   * - `whole`: all of the list came
   * - `partial`: not all of it; `message` says why. What came is kept, and so is what was there before
   * - `stored`: nothing new: it was there whole and nothing was asked, or `message` says why nothing came
   * - `none`: there is no list, which `message` says, or it is empty
   * - `failed`: nothing came and nothing was there; `message` says why
   */
  readonly outcome: 'whole' | 'partial' | 'stored' | 'none' | 'failed';
  readonly message?: string;
  /** With what was fetched before. */
  readonly days: readonly ParsedDay[];
  readonly papers: number;
  readonly problems: readonly Problem[];
}

export interface FetchDaysOptions {
  readonly store: ResponseStore;
  readonly clock: Clock;
  readonly run: Runner;
  readonly signal?: AbortSignal;
  /** Asks for days too that are stored whole. */
  readonly again?: boolean;
}

/** A list may still grow for so long after its day. */
const GROWS_FOR = 12 * 60 * 60 * 1000;

/** Whether a record holds all that its day will ever list, or nobody wants it. */
export function isSettled({ whole, fetched, day, removed }: DayRecord): boolean {
  return removed === true || (whole && fetched >= truncate(addDays(day, 1)) + GROWS_FOR);
}

/**
 * Fetches days one after another, and gives each when it is kept, so that what has come stays whatever happens later.
 * Days that are stored and settled are given without asking.
 *
 * @throws what `options.signal` was aborted with
 */
export async function* fetchDays(
  source: DayListClient,
  days: Iterable<IsoDay>,
  options: FetchDaysOptions,
): AsyncGenerator<FetchedDay> {
  for (const day of days) {
    options.signal?.throwIfAborted();
    const list = { service: source.service, query: source.query, day };
    const record = await options.store.record(list);
    const before = record?.removed === true ? undefined : record;
    if (before && options.again !== true && isSettled(before)) yield await stored(before, options);
    else yield await fetchDay(source, list, before, options);
  }
}

async function fetchDay(
  source: DayListClient,
  list: ListName,
  before: DayRecord | undefined,
  options: FetchDaysOptions,
): Promise<FetchedDay> {
  const { store, clock, run, signal } = options;
  const fetched = clock.now();
  const fresh = await collect(source, list, fetched, options);
  if (fresh.fault && fresh.parts.length === 0) return nothingNew(list, before, fresh.fault, options);
  const older = before && (await readStoredDay(before, store, run, signal));
  const days = mergeDays([...fresh.days, ...(older ? [older.days] : [])]);
  const papers = countPapers(days);
  // Older answers are kept for as long as they hold a paper that the new ones do not.
  const isSuperseded = papers === countPapers(mergeDays(fresh.days));
  const record: DayRecord = {
    ...list,
    parts: [...fresh.parts, ...(isSuperseded ? [] : (before?.parts ?? []))],
    fetched,
    whole: fresh.fault === undefined,
    ...(fresh.fault && { reason: fresh.fault.message }),
  };
  await store.commit(record);
  const problems = [...fresh.problems, ...(isSuperseded ? [] : (older?.problems ?? []))];
  if (fresh.fault)
    return { ...list, outcome: 'partial', message: fresh.fault.message, days, papers, problems };
  return { ...list, outcome: papers === 0 ? 'none' : 'whole', days, papers, problems };
}

async function stored(record: DayRecord, { store, run, signal }: FetchDaysOptions): Promise<FetchedDay> {
  const { service, query, day } = record;
  const { days, problems } = await readStoredDay(record, store, run, signal);
  return { service, query, day, outcome: 'stored', days, problems, papers: countPapers(days) };
}

/** What is there stays as it is. */
async function nothingNew(
  list: ListName,
  before: DayRecord | undefined,
  fault: HttpError | DayNotPublishedError,
  options: FetchDaysOptions,
): Promise<FetchedDay> {
  const { message } = fault;
  if (before) return { ...(await stored(before, options)), message };
  const outcome = fault instanceof DayNotPublishedError ? 'none' : 'failed';
  return { ...list, outcome, message, days: [], papers: 0, problems: [] };
}

interface Fresh {
  readonly parts: readonly string[];
  /** Those of each answer. */
  readonly days: readonly (readonly ParsedDay[])[];
  readonly problems: readonly Problem[];
  /** Why not all has come. */
  readonly fault?: HttpError | DayNotPublishedError;
}

/** Keeps and reads the answers as they come. */
async function collect(
  source: DayListClient,
  list: ListName,
  fetched: number,
  options: FetchDaysOptions,
): Promise<Fresh> {
  const { store, run, signal } = options;
  const parts: string[] = [];
  const days: (readonly ParsedDay[])[] = [];
  const problems: Problem[] = [];
  try {
    for await (const { part, bytes } of source.answers(list.day, signal)) {
      const name = responseKey(list.service, list.day, `${list.query}-${part}-${fetched}`);
      await store.keep(name, bytes);
      parts.push(name);
      const content = await run(readAnswer(bytes, list), signal);
      days.push(content.days);
      problems.push(...content.problems);
    }
  } catch (fault) {
    signal?.throwIfAborted();
    if (!(fault instanceof HttpError || fault instanceof DayNotPublishedError)) throw fault;
    return { parts, days, problems, fault };
  }
  return { parts, days, problems };
}
