import type { Service } from './service';
import { type IsoDay, addDays, isoDayAt, isWorkday, startOfDay, daysBetween } from './isoDay';

/** The stored state of a day. */
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

const HOUR = 60 * 60 * 1000;

/**
 * When a day's list is out, in hours after its beginning in UTC. arXiv announces in the evening of New York, which its
 * feed shows from the following midnight there on; Hugging Face fills its list in the course of the European morning.
 */
const OUT_AT: Readonly<Record<Service, number>> = { arxiv: 5, huggingface: 9 };

/** Subscribers do not all come at the hour. */
const LONGEST_DELAY = HOUR;

/**
 * When a subscription fetches next, in milliseconds since 1970: when the first working day's list after `last` is out,
 * but not before `now`. `jitter`, in [0, 1), is best the same for a day, so that a restart does not bring it forward.
 */
export function nextDue(service: Service, last: IsoDay | undefined, now: number, jitter: number): number {
  let day = last === undefined ? isoDayAt(now) : addDays(last, 1);
  while (!isWorkday(day)) day = addDays(day, 1);
  return Math.max(now, startOfDay(day) + OUT_AT[service] * HOUR + jitter * LONGEST_DELAY);
}

/** In days: how far back a subscription fetches missed lists. The command Fetch Days has no such limit. */
const LONGEST_GAP = 30;

/**
 * The days whose lists are still to be fetched, earliest first: working days after `last`, which is complete, up to
 * `today`, without those that are `stored`. Only today if there is no last day.
 */
export function missingDays(
  last: IsoDay | undefined,
  today: IsoDay,
  stored: (day: IsoDay) => boolean = () => false,
  longest = LONGEST_GAP,
): readonly IsoDay[] {
  const oldest = addDays(today, 1 - longest);
  const next = last === undefined ? today : addDays(last, 1);
  return daysBetween(next > oldest ? next : oldest, today).filter((day) => isWorkday(day) && !stored(day));
}
