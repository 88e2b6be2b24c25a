import type { Service } from './service';
import { nextDue } from './dueTime';
import { type IsoDay, addDays, isoDayAt } from './isoDay';
import { missingDays } from './missingDays';

/** What is stored of a day. */
export interface StoredState {
  /** In milliseconds since 1970. */
  readonly fetched: number;
  /** The list is complete and can no longer grow. */
  readonly settled: boolean;
}

/**
 * The days that a subscription fetches now, earliest first: working days from `since` on whose lists are out. One that
 * was fetched while it could still grow is fetched once more when the next list is out.
 */
export function daysDue(
  service: Service,
  since: IsoDay,
  now: number,
  jitter: number,
  stored: (day: IsoDay) => StoredState | undefined,
): readonly IsoDay[] {
  const outAt = (day: IsoDay): number => nextDue(service, addDays(day, -1), 0, jitter);
  const days = missingDays(addDays(since, -1), isoDayAt(now)).filter((day) => outAt(day) <= now);
  const latest = days.reduce((last, day) => Math.max(last, outAt(day)), 0);
  return days.filter((day) => {
    const state = stored(day);
    return state === undefined || (!state.settled && state.fetched < latest);
  });
}

/** The last working day whose list is out. */
export function latestOut(service: Service, now: number, jitter: number): IsoDay {
  const back = addDays(isoDayAt(now), -6);
  return daysDue(service, back, now, jitter, () => undefined).at(-1) ?? isoDayAt(now);
}
