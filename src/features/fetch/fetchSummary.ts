import { type Localization, english, localized } from '../../core/base/localization';
import type { IsoDay } from '../../core/remote/isoDay';
import { type Service, serviceNames } from '../../core/remote/service';
import { newAndKnown } from '../../core/text/counts';
import type { ArrivedDay } from '../../services/sources/fetchedDayLibrary';

export interface FetchSummary {
  /** Sentences for the person. */
  readonly message: string;
  /** Every day was requested, and every list came completely or does not exist. */
  readonly isComplete: boolean;
  /** The days that are worth another request, earliest first. */
  readonly retry: readonly IsoDay[];
}

interface RequestedDays {
  readonly source: { readonly service: Service };
  readonly days: readonly IsoDay[];
}

/** Summarises a fetch. Requested days that are not among `arrived` were not fetched: the fetch ended before them. */
export function fetchSummary(
  { source, days }: RequestedDays,
  arrived: readonly ArrivedDay[],
  l10n: Localization = english,
): FetchSummary {
  const name = serviceNames[source.service];
  const incomplete = arrived.filter((day) => day.outcome === 'partial' || hasNothingNew(day));
  const skipped = days.filter((day) => !arrived.some((one) => one.day === day));
  const sentences = [
    ...paperCounts(arrived, l10n),
    ...emptyDays(arrived, l10n),
    ...failures(incomplete, l10n),
    ...(skipped.length > 0 ? [notFetched(skipped.length, l10n)] : []),
  ];
  return {
    message: l10n.t('{0}: {1}', name, sentences.join(' ')),
    isComplete: incomplete.length === 0 && skipped.length === 0,
    retry: [...incomplete.map(({ day }) => day), ...skipped].toSorted(),
  };
}

/** Whether the request for a day failed without any papers. Ignores what was stored of the day before. */
export function hasNothingNew({ outcome, message }: ArrivedDay): boolean {
  return outcome === 'failed' || (outcome === 'stored' && message !== undefined);
}

/** Empty if no papers came: the other sentences say why. */
function paperCounts(arrived: readonly ArrivedDay[], l10n: Localization): readonly string[] {
  const withPapers = arrived.filter(({ papers }) => papers > 0);
  const added = withPapers.reduce((sum, day) => sum + day.added, 0);
  const papers = withPapers.reduce((sum, day) => sum + day.papers, 0);
  if (papers === 0) return [];
  const counts = localized(newAndKnown(added, papers - added), l10n);
  return [
    withPapers.length === 1
      ? l10n.t('{0} in 1 day.', counts)
      : l10n.t('{0} in {1} days.', counts, withPapers.length),
  ];
}

function emptyDays(arrived: readonly ArrivedDay[], l10n: Localization): readonly string[] {
  const empty = arrived.filter(({ outcome }) => outcome === 'none');
  const [first, ...others] = empty;
  if (!first) return [];
  if (others.length === 0)
    return [
      first.message === undefined
        ? l10n.t('Nothing is listed on {0}.', first.day)
        : localized(first.message, l10n),
    ];
  return [l10n.t('{0} days have no list.', empty.length)];
}

/** The reasons follow the counts, each once. */
function failures(incomplete: readonly ArrivedDay[], l10n: Localization): readonly string[] {
  const reasons = [...new Set(incomplete.map(({ message }) => localized(message ?? '', l10n)))];
  const partial = incomplete.filter(({ outcome }) => outcome === 'partial').length;
  const failed = incomplete.length - partial;
  return [
    ...(partial > 0 ? [notComplete(partial, l10n)] : []),
    ...(failed > 0 ? [notFetchable(failed, l10n)] : []),
    ...reasons,
  ];
}

function notFetched(days: number, l10n: Localization): string {
  return days === 1 ? l10n.t('1 day was not fetched.') : l10n.t('{0} days were not fetched.', days);
}

function notComplete(days: number, l10n: Localization): string {
  return days === 1 ? l10n.t('1 day is not complete.') : l10n.t('{0} days are not complete.', days);
}

function notFetchable(days: number, l10n: Localization): string {
  return days === 1 ? l10n.t('1 day could not be fetched.') : l10n.t('{0} days could not be fetched.', days);
}
