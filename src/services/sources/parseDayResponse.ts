import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { readSource } from '../../core/importers/formats';
import { decodeText } from '../../core/importers/textDigest/decode';
import { toDigestDate } from '../../core/remote/isoDay';
import type { DayContent } from './responseReader';
import type { ListName } from './responseStore';

/** Parses one response. */
export function* parseDayResponse(
  bytes: Uint8Array,
  { day }: Pick<ListName, 'day'>,
): CooperativeTask<DayContent> {
  const { text, problems } = decodeText(bytes);
  yield;
  const source = { text, name: day, requestedDate: toDigestDate(day) };
  const digest = yield* readSource(source);
  return { days: digest.days, problems: [...problems, ...digest.problems] };
}
