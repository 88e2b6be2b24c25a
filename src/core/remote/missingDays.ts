import { type IsoDay, addDays, daysBetween, isWorkday } from './isoDay';

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
