import { type Localization, english } from '../../core/base/localization';
import { addDays, daysOfMonth, daysOfWeek, type IsoDay, isWorkday } from '../../core/remote/isoDay';
import type { DaySource } from '../../services/sources/daySource';

/** The days to fetch from a source. */
export interface DaySelection {
  readonly source: DaySource;
  /** Earliest first. */
  readonly days: readonly IsoDay[];
}

/** A choice of days whose end is known without a further question. */
export interface FixedSpan {
  readonly label: string;
  readonly description: string;
  /** Earliest first. */
  readonly days: readonly IsoDay[];
}

/** Today, yesterday, and this week (from Monday) up to today. */
export function fixedSpans(today: IsoDay, l10n: Localization = english): readonly FixedSpan[] {
  const yesterday = addDays(today, -1);
  const week = daysOfWeek(today).filter((day) => day <= today);
  return [
    { label: l10n.t('Today'), description: today, days: [today] },
    { label: l10n.t('Yesterday'), description: yesterday, days: [yesterday] },
    { label: l10n.t('This Week'), description: l10n.t('since {0}', week[0] ?? today), days: week },
  ];
}

/** The days of a month (`2024-03`) that have started. */
export function daysUntil(today: IsoDay, month: string): readonly IsoDay[] {
  return daysOfMonth(month).filter((day) => day <= today);
}

/** The last week as a range that `parseDayRange` reads, for the person to edit. */
export function proposedRange(today: IsoDay): string {
  return `${addDays(today, -7)} to ${today}`;
}

/**
 * The days for which Hugging Face can have a list: working days. If `days` has no working day, all of them, so that
 * the summary says why nothing came.
 */
export function listableDays(days: readonly IsoDay[]): readonly IsoDay[] {
  const workdays = days.filter(isWorkday);
  return workdays.length > 0 ? workdays : days;
}
