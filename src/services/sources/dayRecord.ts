import { parseIsoDay } from '../../core/remote/isoDay';
import { isService } from '../../core/remote/service';
import type { DayRecord } from './responseStore';
import { isMessage } from '../../core/base/localization';
import { parseJson } from '../../core/base/parseJson';

/** Serialises a record as JSON. */
export function formatRecord(record: DayRecord): string {
  return JSON.stringify({ version: 1, ...record });
}

/** Parses what {@link formatRecord} wrote; undefined if the text is anything else. */
export function parseRecord(text: string): DayRecord | undefined {
  const value: unknown = parseJson(text);
  return isRecord(value) ? value : undefined;
}

type Unknowns = Readonly<Partial<Record<string, unknown>>>;

function isRecord(value: unknown): value is DayRecord & { version: 1 } {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Unknowns;
  return fields['version'] === 1 && isListName(fields) && isState(fields);
}

function isListName({ service, query, day }: Unknowns): boolean {
  return (
    isService(service) &&
    typeof query === 'string' &&
    typeof day === 'string' &&
    parseIsoDay(day) !== undefined
  );
}

function isState({ parts, fetched, whole, reason, removed, sums }: Unknowns): boolean {
  return (
    areChecksums(sums) &&
    Array.isArray(parts) &&
    parts.every((part) => typeof part === 'string') &&
    typeof fetched === 'number' &&
    typeof whole === 'boolean' &&
    (reason === undefined || isMessage(reason)) &&
    (removed === undefined || removed === true)
  );
}

function areChecksums(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((sum: unknown) => {
    if (typeof sum !== 'object' || sum === null) return false;
    const { length, sha256 } = sum as Unknowns;
    return Number.isSafeInteger(length) && typeof sha256 === 'string';
  });
}
