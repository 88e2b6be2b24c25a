import { pluralize } from '../../core/text/pluralize';
import type { IsoDay } from '../../core/remote/isoDay';
import { type Service, serviceNames } from '../../core/remote/service';
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
export function fetchSummary({ source, days }: RequestedDays, arrived: readonly ArrivedDay[]): FetchSummary {
  const name = serviceNames[source.service];
  const incomplete = arrived.filter((day) => day.outcome === 'partial' || hasNothingNew(day));
  const skipped = days.filter((day) => !arrived.some((one) => one.day === day));
  const sentences = [
    ...paperCounts(arrived),
    ...emptyDays(arrived),
    ...failures(incomplete),
    ...(skipped.length > 0 ? [`${pluralize(skipped.length, 'day was', 'days were')} not fetched.`] : []),
  ];
  return {
    message: `${name}: ${sentences.join(' ')}`,
    isComplete: incomplete.length === 0 && skipped.length === 0,
    retry: [...incomplete.map(({ day }) => day), ...skipped].toSorted(),
  };
}

/** Whether the request for a day failed and brought nothing, whatever was stored of the day before. */
export function hasNothingNew({ outcome, message }: ArrivedDay): boolean {
  return outcome === 'failed' || (outcome === 'stored' && message !== undefined);
}

/** Empty if no papers came: the other sentences say why. */
function paperCounts(arrived: readonly ArrivedDay[]): readonly string[] {
  const withPapers = arrived.filter(({ papers }) => papers > 0);
  const added = withPapers.reduce((sum, day) => sum + day.added, 0);
  const papers = withPapers.reduce((sum, day) => sum + day.papers, 0);
  if (papers === 0) return [];
  const present = papers - added;
  const parts = [pluralize(added, 'new paper'), ...(present > 0 ? [`${present} known already`] : [])];
  return [`${parts.join(', ')} in ${pluralize(withPapers.length, 'day')}.`];
}

function emptyDays(arrived: readonly ArrivedDay[]): readonly string[] {
  const empty = arrived.filter(({ outcome }) => outcome === 'none');
  const [first, ...others] = empty;
  if (!first) return [];
  if (others.length === 0) return [first.message ?? `Nothing is listed on ${first.day}.`];
  return [`${empty.length} days have no list.`];
}

/** The reasons follow the counts, each once. */
function failures(incomplete: readonly ArrivedDay[]): readonly string[] {
  const reasons = [...new Set(incomplete.map(({ message }) => message ?? ''))];
  const partial = incomplete.filter(({ outcome }) => outcome === 'partial').length;
  const failed = incomplete.length - partial;
  return [
    ...(partial > 0 ? [`${pluralize(partial, 'day is', 'days are')} not complete.`] : []),
    ...(failed > 0 ? [`${pluralize(failed, 'day')} could not be fetched.`] : []),
    ...reasons,
  ];
}
