import type { Service } from '../../core/remote/service';
import type { IsoDay } from '../../core/remote/isoDay';

/** Which list of which day: what a person or a subscription asks for. */
export interface ListName {
  readonly service: Service;
  /** Empty for the one list that Hugging Face has; the categories of a query of arXiv. */
  readonly query: string;
  readonly day: IsoDay;
}

export interface AnswerSum {
  /** In bytes. */
  readonly length: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** What is known of a day that was fetched. */
export interface DayRecord extends ListName {
  /** Names of the answers that the day is made of, those of the latest fetch first. */
  readonly parts: readonly string[];
  /** When it was last asked for, in milliseconds since 1970. */
  readonly fetched: number;
  /** Whether the latest fetch brought all of the list; if not, `reason` is a sentence that says why. */
  readonly whole: boolean;
  readonly reason?: string;
  /** What the answers must be to be whole, by name. Absent for days that release 0.1.0 fetched. */
  readonly sums?: Readonly<Partial<Record<string, AnswerSum>>>;
  /** A person took the day out: it has no parts, and comes again when a person asks for it. */
  readonly removed?: true;
}

/**
 * Keeps answers as they came, so that a better parser can read them again, and a record for each day. A day is there
 * when its record is: answers without one are what a fetch that was killed has left.
 */
export interface ResponseStore {
  /** In no order. A day whose answers are not all there, or are cut off, is not whole. */
  records(): Promise<readonly DayRecord[]>;
  record(list: ListName): Promise<DayRecord | undefined>;
  keep(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is no such answer. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Replaces the record of a day, with the sums of its answers, and lets go of answers that the new one does not name. */
  commit(record: DayRecord): Promise<void>;
}
