import { fetchedDayId } from '../../core/remote/isoDay';
import { type Service, serviceNames } from '../../core/remote/service';
import type { ArrivedDay } from '../../services/sources/fetchedDayLibrary';
import type { DayRecord } from '../../services/sources/responseStore';
import type { SubscriptionState } from '../../services/sources/subscriptionFile';

/** The row of a service in the pick of sources. */
export const sourceLabels: Readonly<Record<Service, string>> = {
  huggingface: 'Hugging Face Daily Papers',
  arxiv: 'arXiv Categories…',
};

/** `Hugging Face Daily Papers and arXiv (cs.LG, cs.CL)` */
export function sourceNames({ sources }: Pick<SubscriptionState, 'sources'>): string {
  return sources
    .map((source) =>
      source.service === 'arxiv' ? `arXiv (${source.categories.join(', ')})` : sourceLabels.huggingface,
    )
    .join(' and ');
}

/** Text and tooltip of the status bar entry. */
export interface StatusTexts {
  readonly text: string;
  readonly tooltip: string;
}

/**
 * @param records all days that were fetched
 * @param failure why the last fetch failed: a sentence, empty if it did not
 * @param formatTime shows milliseconds since 1970 as the person reads them
 */
export function statusTexts(
  state: SubscriptionState,
  records: readonly Pick<DayRecord, 'fetched'>[],
  failure: string,
  formatTime = localTime,
): StatusTexts {
  const last = records.reduce((latest, { fetched }) => Math.max(latest, fetched), 0);
  const icon = state.paused ? 'debug-pause' : failure === '' ? 'rss' : 'warning';
  const when = last === 0 ? 'nothing fetched yet' : `last fetched ${formatTime(last)}`;
  return {
    text: `$(${icon}) Papers`,
    tooltip: [
      `Subscribed to ${sourceNames(state)}${state.paused ? ' (paused)' : ''}; ${when}.`,
      ...(failure === '' ? [] : [failure]),
    ].join('\n'),
  };
}

/** At most so many fetched days are listed in the menu. */
const historyLength = 10;

interface HistoryRow {
  /** The id of the day in the library. */
  readonly dayId: string;
  readonly label: string;
  readonly description: string;
}

/** The days that were fetched last, latest first. Parameters as in {@link statusTexts}. */
export function fetchHistory(records: readonly DayRecord[], formatTime = localTime): readonly HistoryRow[] {
  return records
    .toSorted((a, b) => b.fetched - a.fetched)
    .slice(0, historyLength)
    .map(({ day, service, fetched, whole, removed }) => ({
      dayId: fetchedDayId({ service, day }),
      label: `${day} ${serviceNames[service]}`,
      description: [formatTime(fetched), !whole && 'partial', removed && 'removed']
        .filter(Boolean)
        .join(' · '),
    }));
}

/** Why the first day that did not come completely failed: a sentence, or empty if none failed. */
export function firstFailure(arrived: readonly Pick<ArrivedDay, 'outcome' | 'message'>[]): string {
  return arrived.find(isFailure)?.message ?? '';
}

/** Whether a request failed. A day without a list is no failure. */
export function isFailure({ outcome, message }: Pick<ArrivedDay, 'outcome' | 'message'>): boolean {
  return outcome !== 'none' && message !== undefined;
}

function localTime(time: number): string {
  return new Date(time).toLocaleString();
}
