import {
  hasFields,
  isBoolean,
  isNumber,
  isSafeInteger,
  isText,
  isTexts,
  oneOf,
  withFields,
} from '../../core/base/guards';
import { type IsoDay, parseIsoDay } from '../../core/remote/isoDay';
import { isService } from '../../core/remote/service';
import type { DayRecord, ResponseChecksum } from './responseStore';
import { isMessage } from '../../core/base/localization';
import { parseJson } from '../../core/base/parseJson';

/** Serialises a record as JSON. */
export function formatRecord(record: DayRecord): string {
  return JSON.stringify({ version: 1, ...record });
}

/** Parses what {@link formatRecord} wrote; undefined if the text is anything else. */
export function parseRecord(text: string): DayRecord | undefined {
  const value: unknown = parseJson(text);
  return isDayRecord(value) ? value : undefined;
}

const isDayRecord = withFields<DayRecord & { readonly version: 1 }>(
  {
    version: oneOf(1),
    service: isService,
    query: isText,
    day: isDay,
    parts: isTexts,
    fetched: isNumber,
    whole: isBoolean,
  },
  { reason: isMessage, removed: oneOf(true), sums: areChecksums },
);

function isDay(value: unknown): value is IsoDay {
  return isText(value) && parseIsoDay(value) !== undefined;
}

const isChecksum = withFields<ResponseChecksum>({ length: isSafeInteger, sha256: isText }, {});

function areChecksums(value: unknown): value is NonNullable<DayRecord['sums']> {
  return hasFields(value) && Object.values(value).every(isChecksum);
}
