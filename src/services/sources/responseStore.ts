import type { Service } from '../../core/remote/service';
import type { IsoDay } from '../../core/remote/isoDay';
import type { Message } from '../../core/base/localization';

/** Identifies the list of a day. */
export interface ListName {
  readonly service: Service;
  /** Empty for Hugging Face, which has one list; for arXiv the categories, as `categoriesPart` formats them. */
  readonly query: string;
  readonly day: IsoDay;
}

export interface ResponseChecksum {
  /** In bytes. */
  readonly length: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** A day that was fetched. Stored as JSON: the names of the fields are part of the file format. */
export interface DayRecord extends ListName {
  /** Names of the stored responses, those of the latest fetch first. */
  readonly parts: readonly string[];
  /** Time of the latest fetch, in milliseconds since 1970. */
  readonly fetched: number;
  /** Whether the latest fetch brought the complete list; if not, `reason` is a sentence. */
  readonly whole: boolean;
  readonly reason?: Message;
  /** Checksums of the responses by name. Absent for days that release 0.1.0 fetched. */
  readonly sums?: Readonly<Partial<Record<string, ResponseChecksum>>>;
  /** The person removed the day: it has no parts, and only the command Fetch Days fetches it again. */
  readonly removed?: true;
}

/**
 * Stores HTTP responses byte for byte, so that an improved parser can parse them again, and a record for each day. A day
 * exists if its record does: responses that no record names were left by a fetch that was killed.
 */
export interface ResponseStore {
  /** In no order. `whole` is false for a day with a response that is missing or truncated. */
  records(): Promise<readonly DayRecord[]>;
  /** Resolves to undefined if the day was never fetched, or its record is damaged. */
  record(list: ListName): Promise<DayRecord | undefined>;
  /** Resolves once the response is on disk. */
  keep(name: string, bytes: Uint8Array): Promise<void>;
  /** Resolves to undefined if there is no such response. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Replaces the record of a day, adds the checksums, and deletes responses that only the old record names. */
  commit(record: DayRecord): Promise<void>;
}
