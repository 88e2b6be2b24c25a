import type { DigestDate } from '../library/day';
import { dayId } from '../library/dayOrder';
import { isDate } from '../library/digestDate';
import type { Service } from './service';

/** A day of the calendar as `2024-03-14`. Such texts sort as their days do. */
export type IsoDay = string;

const DAY = 24 * 60 * 60 * 1000;

export function parseIsoDay(text: string): IsoDay | undefined {
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? text.split('-').map(Number) : [];
  return isDate({ year, month, day }) ? text : undefined;
}

/** The day that it is at a moment, in UTC, as both services count. */
export function isoDayAt(time: number): IsoDay {
  return new Date(time).toISOString().slice(0, 10);
}

export function toDigestDate(day: IsoDay): DigestDate {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { year, month, day: date };
}

/** Milliseconds since 1970 of the day's beginning, in UTC. */
export function startOfDay(day: IsoDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: IsoDay, count: number): IsoDay {
  return isoDayAt(startOfDay(day) + count * DAY);
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 numbers them. */
export function weekdayOf(day: IsoDay): number {
  return new Date(startOfDay(day)).getUTCDay() || 7;
}

/** Both services publish their lists from Monday to Friday. */
export function isWorkday(day: IsoDay): boolean {
  return weekdayOf(day) <= 5;
}

/** The days from one to another, both included, earliest first. */
export function daysBetween(first: IsoDay, last: IsoDay): readonly IsoDay[] {
  const days: IsoDay[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** `2024-W11` of ISO 8601: weeks begin on Monday, and belong to the year that their Thursday is in. */
export function isoWeekOf(day: IsoDay): string {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const year = thursday.slice(0, 4);
  const week = Math.floor((startOfDay(thursday) - startOfDay(`${year}-01-01`)) / (7 * DAY)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Monday to Sunday of the week that a day is in. */
export function daysOfWeek(day: IsoDay): readonly IsoDay[] {
  const monday = addDays(day, 1 - weekdayOf(day));
  return daysBetween(monday, addDays(monday, 6));
}

/** All days of `2024-03`; empty for an invalid month. */
export function daysOfMonth(month: string): readonly IsoDay[] {
  const first = parseIsoDay(`${month}-01`);
  if (first === undefined) return [];
  const days = daysBetween(first, addDays(first, 30));
  return days.filter((day) => day.startsWith(month));
}

/** The id in the library of a day that was fetched from a service. */
export function fetchedDayId({ service, day }: { readonly service: Service; readonly day: IsoDay }): string {
  return dayId({ source: service, label: day, ...toDigestDate(day) });
}
