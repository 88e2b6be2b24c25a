import type { Day, DigestDate } from '../../core/library/day';

/** Days of one month or one year. */
export interface DayGroup {
  /** `2024-03` or `2024`. */
  readonly id: string;
  readonly year: number;
  /** 1 to 12; absent for a whole year. */
  readonly month?: number;
  /** In the order of the days. */
  readonly members: readonly DayGroupMember[];
}

export type DayGroupMember = Day | DayGroup;

/** Fewer days fit on a screen, and groups would only hide them. */
const fewestGrouped = 15;

/**
 * Groups days for a list: those of this week, and those without a year, are not grouped; others of this year are
 * grouped by month, and those of other years by year and month. A short list is not grouped.
 *
 * @param days newest first
 * @param today the date of the person
 */
export function groupDays(days: readonly Day[], today: Required<DigestDate>): readonly DayGroupMember[] {
  if (days.length < fewestGrouped) return days;
  const monday = mondayOf(today);
  return gather(days, (day) => {
    if (!isDated(day) || timeOf(day) >= monday) return undefined;
    return day.year === today.year
      ? { id: monthId(day), year: day.year, month: day.month }
      : { id: String(day.year), year: day.year };
  }).map((member) => (isGroup(member) && member.month === undefined ? byMonth(member) : member));
}

export function isGroup(member: DayGroupMember): member is DayGroup {
  return 'members' in member;
}

/** All days of a group, in their order. */
export function daysIn(group: DayGroup): readonly Day[] {
  return group.members.flatMap((member) => (isGroup(member) ? daysIn(member) : [member]));
}

/** The groups that contain a day, the outermost first. */
export function groupsOf(members: readonly DayGroupMember[], dayId: string): readonly DayGroup[] {
  for (const group of members.filter(isGroup)) {
    if (group.members.some((member) => !isGroup(member) && member.id === dayId)) return [group];
    const inner = groupsOf(group.members, dayId);
    if (inner.length > 0) return [group, ...inner];
  }
  return [];
}

function byMonth(year: DayGroup): DayGroup {
  const members = gather(daysIn(year), (day) =>
    isDated(day) ? { id: monthId(day), year: day.year, month: day.month } : undefined,
  );
  return { ...year, members };
}

/** Puts days into their groups; each group takes the place of its first day. */
function gather(
  days: readonly Day[],
  groupOf: (day: Day) => Omit<DayGroup, 'members'> | undefined,
): readonly DayGroupMember[] {
  const found = new Map<string, Day[]>();
  const members: DayGroupMember[] = [];
  for (const day of days) {
    const group = groupOf(day);
    const known = group && found.get(group.id);
    if (!group) members.push(day);
    else if (known) known.push(day);
    else {
      const list = [day];
      found.set(group.id, list);
      members.push({ ...group, members: list });
    }
  }
  return members;
}

function isDated(day: Day): day is Day & Required<DigestDate> {
  return day.year !== undefined && day.month !== undefined && day.day !== undefined;
}

function monthId({ year, month }: Required<DigestDate>): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

function timeOf({ year, month, day }: Required<DigestDate>): number {
  return Date.UTC(year, month - 1, day);
}

const dayLength = 86_400_000;

/** In milliseconds since 1970. */
function mondayOf(today: Required<DigestDate>): number {
  const time = timeOf(today);
  return time - ((new Date(time).getUTCDay() + 6) % 7) * dayLength;
}
