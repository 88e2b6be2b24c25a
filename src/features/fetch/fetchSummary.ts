import { pluralize } from '../../core/text/pluralize';
import type { IsoDay } from '../../core/remote/isoDay';
import { type Service, serviceNames } from '../../core/remote/service';
import type { ArrivedDay } from '../../services/sources/fetchedDayLibrary';

export interface FetchSummary {
  /** Plain sentences. */
  readonly message: string;
  readonly isWhole: boolean;
  /** The days that are worth another try. */
  readonly again: readonly IsoDay[];
}

interface Wanted {
  readonly source: { readonly service: Service };
  readonly days: readonly IsoDay[];
}

/** Says what came of fetching. Days that are wanted and did not arrive were cancelled, or not asked for any more. */
export function fetchSummary({ source, days }: Wanted, arrived: readonly ArrivedDay[]): FetchSummary {
  const name = serviceNames[source.service];
  const lacking = arrived.filter(
    ({ outcome, message }) =>
      outcome === 'failed' || outcome === 'partial' || (outcome === 'stored' && message !== undefined),
  );
  const left = days.filter((day) => !arrived.some((one) => one.day === day));
  const sentences = [
    ...news(arrived),
    ...emptyDays(arrived),
    ...failures(lacking),
    ...(left.length > 0 ? [`${pluralize(left.length, 'day was', 'days were')} not fetched.`] : []),
  ];
  return {
    message: `${name}: ${sentences.join(' ')}`,
    isWhole: lacking.length === 0 && left.length === 0,
    again: [...lacking.map(({ day }) => day), ...left].toSorted(),
  };
}

/** Nothing where no papers came: the sentences that follow say why. */
function news(arrived: readonly ArrivedDay[]): readonly string[] {
  const withPapers = arrived.filter(({ papers }) => papers > 0);
  const added = withPapers.reduce((sum, day) => sum + day.added, 0);
  const papers = withPapers.reduce((sum, day) => sum + day.papers, 0);
  const known = papers - added;
  if (papers === 0) return [];
  const parts = [pluralize(added, 'new paper'), ...(known > 0 ? [`${known} known already`] : [])];
  return [`${parts.join(', ')} in ${pluralize(withPapers.length, 'day')}.`];
}

function emptyDays(arrived: readonly ArrivedDay[]): readonly string[] {
  const empty = arrived.filter(({ outcome }) => outcome === 'none');
  const [first, ...others] = empty;
  if (!first) return [];
  if (others.length === 0) return [first.message ?? `Nothing is listed on ${first.day}.`];
  return [`${empty.length} days have no list.`];
}

/** Each reason once. */
function failures(lacking: readonly ArrivedDay[]): readonly string[] {
  const reasons = [...new Set(lacking.map(({ message }) => message ?? ''))];
  const partial = lacking.filter(({ outcome }) => outcome === 'partial').length;
  const failed = lacking.length - partial;
  return [
    ...(partial > 0 ? [`${pluralize(partial, 'day is', 'days are')} not complete.`] : []),
    ...(failed > 0 ? [`${pluralize(failed, 'day')} did not come.`] : []),
    ...reasons,
  ];
}
