import { fetchedDayId } from '../../core/remote/isoDay';
import { type Service, serviceNames } from '../../core/remote/service';
import { type Localization, type Message, english } from '../../core/base/localization';
import type { ArrivedDay } from '../../services/sources/fetchedDayLibrary';
import type { DayRecord } from '../../services/sources/responseStore';
import type { SubscriptionState } from '../../services/sources/subscriptionFile';

/** The row of a service in the pick of sources. */
export function sourceLabel(service: Service, l10n: Localization = english): string {
  return service === 'huggingface' ? l10n.t('Hugging Face Daily Papers') : l10n.t('arXiv Categories…');
}

/** `Hugging Face Daily Papers and arXiv (cs.LG, cs.CL)` */
export function sourceNames(
  { sources }: Pick<SubscriptionState, 'sources'>,
  l10n: Localization = english,
): string {
  const names = sources.map((source) =>
    source.service === 'arxiv'
      ? l10n.t('arXiv ({0})', source.categories.join(', '))
      : sourceLabel('huggingface', l10n),
  );
  const [first = '', ...others] = names;
  return others.reduce((all, name) => l10n.t('{0} and {1}', all, name), first);
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
  formatTime: (time: number) => string,
  l10n: Localization = english,
): StatusTexts {
  const last = records.reduce((latest, { fetched }) => Math.max(latest, fetched), 0);
  const icon = state.paused ? 'debug-pause' : failure === '' ? 'rss' : 'warning';
  const names = sourceNames(state, l10n);
  const subscribed =
    last === 0
      ? nothingFetched(names, state.paused, l10n)
      : lastFetched(names, state.paused, formatTime(last), l10n);
  return {
    text: `$(${icon}) ${l10n.t('Papers')}`,
    tooltip: [subscribed, ...(failure === '' ? [] : [failure])].join('\n'),
  };
}

function nothingFetched(names: string, paused: boolean, l10n: Localization): string {
  return paused
    ? l10n.t('Subscribed to {0} (paused); nothing fetched yet.', names)
    : l10n.t('Subscribed to {0}; nothing fetched yet.', names);
}

function lastFetched(names: string, paused: boolean, time: string, l10n: Localization): string {
  return paused
    ? l10n.t('Subscribed to {0} (paused); last fetched {1}.', names, time)
    : l10n.t('Subscribed to {0}; last fetched {1}.', names, time);
}

/** At most this many fetched days are listed in the menu. */
const historyLength = 10;

interface HistoryRow {
  /** The id of the day in the library. */
  readonly dayId: string;
  readonly label: string;
  readonly description: string;
}

/** The days that were fetched last, latest first. Parameters as in {@link statusTexts}. */
export function fetchHistory(
  records: readonly DayRecord[],
  formatTime: (time: number) => string,
  l10n: Localization = english,
): readonly HistoryRow[] {
  return records
    .toSorted((a, b) => b.fetched - a.fetched)
    .slice(0, historyLength)
    .map(({ day, service, fetched, whole, removed }) => ({
      dayId: fetchedDayId({ service, day }),
      label: `${day} ${serviceNames[service]}`,
      description: [formatTime(fetched), !whole && l10n.t('partial'), removed && l10n.t('removed')]
        .filter(Boolean)
        .join(' · '),
    }));
}

/** Why the first day that did not come completely failed: a sentence, or empty if none failed. */
export function firstFailure(arrived: readonly Pick<ArrivedDay, 'outcome' | 'message'>[]): Message {
  return arrived.find(isFailure)?.message ?? '';
}

/** Whether a request failed. A day without a list is no failure. */
export function isFailure({ outcome, message }: Pick<ArrivedDay, 'outcome' | 'message'>): boolean {
  return outcome !== 'none' && message !== undefined;
}
