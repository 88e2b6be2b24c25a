import type { ParsedDay, Problem } from '../../core/library/parsedDigest';
import { responseKey } from '../../core/remote/responseKey';
import type { Clock } from '../../core/remote/clock';
import { type IsoDay, addDays, startOfDay } from '../../core/remote/isoDay';
import type { ResponseReader } from './responseReader';
import type { ResponseStore, DayRecord, ListName } from './responseStore';
import { type DayListClient, DayNotPublishedError } from './dayListClient';
import { HttpError } from '../../platform/common/http/httpError';
import { countPapers, mergeDays, readStoredDay } from './dayFile';
import type { Message } from '../../core/base/localization';

/** The result of fetching a day. */
export interface FetchedDay extends ListName {
  /**
   * - `whole`: the complete list came
   * - `partial`: part of it came; `message` is the reason. The part is stored beside what was stored before
   * - `stored`: nothing new. Without `message` the stored list is complete and no request was sent; else `message` is
   *   the reason why nothing came
   * - `none`: the list is empty, or it does not exist, which `message` says
   * - `failed`: nothing came and nothing is stored; `message` is the reason
   */
  readonly outcome: 'whole' | 'partial' | 'stored' | 'none' | 'failed';
  /** A sentence for the person. */
  readonly message?: Message;
  /** Of this fetch and of what was stored before, merged. */
  readonly days: readonly ParsedDay[];
  readonly papers: number;
  readonly problems: readonly Problem[];
}

export interface FetchDaysOptions {
  readonly store: ResponseStore;
  readonly clock: Clock;
  readonly reader: ResponseReader;
  readonly signal?: AbortSignal;
  /** Requests days again whose stored lists are complete. */
  readonly refetch?: boolean;
}

/** In milliseconds: papers may be added to a list for so long after its day. */
const growthPeriod = 12 * 60 * 60 * 1000;

/** Whether a record needs no further fetch: its list is complete and can no longer grow, or the person removed it. */
export function isSettled({ whole, fetched, day, removed }: DayRecord): boolean {
  return removed === true || (whole && fetched >= startOfDay(addDays(day, 1)) + growthPeriod);
}

/**
 * Fetches days one after another. Yields each day once it is stored, so that a later failure does not affect it. Days
 * that are stored and settled are yielded without a request.
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
    if (before && options.refetch !== true && isSettled(before)) yield await stored(before, options);
    else yield await fetchDay(source, list, before, options);
  }
}

async function fetchDay(
  source: DayListClient,
  list: ListName,
  before: DayRecord | undefined,
  options: FetchDaysOptions,
): Promise<FetchedDay> {
  const { store, clock, reader, signal } = options;
  const fetched = clock.now();
  const fresh = await collect(source, list, fetched, options);
  if (fresh.failure && fresh.parts.length === 0) return nothingNew(list, before, fresh.failure, options);
  const older = before && (await readStoredDay(before, store, reader, signal));
  const days = mergeDays([...fresh.days, ...(older ? [older.days] : [])]);
  const papers = countPapers(days);
  // Older responses are kept as long as they contain a paper that the new ones do not.
  const isSuperseded = papers === countPapers(mergeDays(fresh.days));
  const record: DayRecord = {
    ...list,
    parts: [...fresh.parts, ...(isSuperseded ? [] : (before?.parts ?? []))],
    fetched,
    whole: fresh.failure === undefined,
    ...(fresh.failure && { reason: fresh.failure.shown }),
  };
  await store.commit(record);
  const problems = [...fresh.problems, ...(isSuperseded ? [] : (older?.problems ?? []))];
  if (fresh.failure)
    return { ...list, outcome: 'partial', message: fresh.failure.shown, days, papers, problems };
  return { ...list, outcome: papers === 0 ? 'none' : 'whole', days, papers, problems };
}

async function stored(record: DayRecord, { store, reader, signal }: FetchDaysOptions): Promise<FetchedDay> {
  const { service, query, day } = record;
  const { days, problems } = await readStoredDay(record, store, reader, signal);
  return { service, query, day, outcome: 'stored', days, problems, papers: countPapers(days) };
}

/** Leaves the stored record as it is. */
async function nothingNew(
  list: ListName,
  before: DayRecord | undefined,
  failure: HttpError | DayNotPublishedError,
  options: FetchDaysOptions,
): Promise<FetchedDay> {
  const { shown: message } = failure;
  if (before) return { ...(await stored(before, options)), message };
  const outcome = failure instanceof DayNotPublishedError ? 'none' : 'failed';
  return { ...list, outcome, message, days: [], papers: 0, problems: [] };
}

interface CollectedResponses {
  readonly parts: readonly string[];
  /** One element for each response. */
  readonly days: readonly (readonly ParsedDay[])[];
  readonly problems: readonly Problem[];
  /** The reason why the list is not complete. */
  readonly failure?: HttpError | DayNotPublishedError;
}

/** Stores and parses the responses as they come. */
async function collect(
  source: DayListClient,
  list: ListName,
  fetched: number,
  options: FetchDaysOptions,
): Promise<CollectedResponses> {
  const { store, reader, signal } = options;
  const parts: string[] = [];
  const days: (readonly ParsedDay[])[] = [];
  const problems: Problem[] = [];
  try {
    for await (const { part, bytes } of source.responses(list.day, signal)) {
      const name = responseKey(list.service, list.day, `${list.query}-${part}-${fetched}`);
      await store.keep(name, bytes);
      parts.push(name);
      const content = await reader.day(bytes, list, signal);
      days.push(content.days);
      problems.push(...content.problems);
    }
  } catch (failure) {
    signal?.throwIfAborted();
    if (!(failure instanceof HttpError || failure instanceof DayNotPublishedError)) throw failure;
    return { parts, days, problems, failure };
  }
  return { parts, days, problems };
}
