import type { Service } from './service';
import { type IsoDay, addDays, isWorkday, isoDayAt, startOfDay } from './isoDay';

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
