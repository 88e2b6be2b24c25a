import { type IsoDay, addDays, daysBetween, isWorkday } from './isoDay';

/** How far back a subscription fills in what was missed; further back a person asks for it. */
const LONGEST_GAP = 30;

/**
 * The days whose lists are still to be fetched, earliest first: working days after the last that is known to be whole,
 * up to `today`. Days that are `stored` whole are left out. Without a last day there is only today.
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
