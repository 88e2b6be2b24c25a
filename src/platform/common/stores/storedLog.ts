import type { CooperativeTask, StepRunner } from '../../../core/base/cooperativeTask';
import { runInTimeSlices } from '../runInTimeSlices';

/** For work on logs, whose steps may take longer than others, because large collections grow and are cleaned up. */
export const inShortSlices: StepRunner = (steps) => runInTimeSlices(steps, undefined, 4);

/** The result of {@link StoredLog.read}. */
export interface LogContent {
  /** One for each line that is JSON, oldest first. What a crash left of a line is left out. */
  readonly values: readonly unknown[];
  /** Changes when the file does. */
  readonly stamp: string;
}

/** How far a log was read. */
export interface LogPosition {
  /** Identifies the file. */
  readonly ino: number;
  /** In bytes: after the newline of the last line that was read. */
  readonly end: number;
  /** The bytes before `end`, by which the file is known to be the same. */
  readonly mark: Uint8Array;
}

/** The result of {@link StoredLog.readAfter}. */
export interface LogPart extends LogContent {
  /** Whether the values are all that the log holds: it is another file than the one that was read before. */
  readonly isWhole: boolean;
  readonly position: LogPosition | undefined;
}

/** Stamps of a log from just before it was written and after. */
export interface Stamps {
  readonly before: string;
  readonly after: string;
}

/** A file of JSON values, one to a line, that all windows add to. */
export interface StoredLog {
  read(): Promise<LogContent>;
  /** Reads what was added since the log was read up to a position, or all of it if the file was replaced. */
  readAfter(position: LogPosition | undefined): Promise<LogPart>;
  /** Differs from an earlier one if the file has changed since. */
  stamp(): Promise<string>;
  /**
   * Adds values, all or none; resolves once they are stored.
   *
   * @throws if the disk is full or the file cannot be written; the log is then as it was
   */
  append(values: readonly unknown[]): Promise<Stamps>;
  /** Replaces the log by what `fold` makes of it. No addition is lost that another window makes meanwhile. */
  compact(fold: (values: readonly unknown[]) => CooperativeTask<readonly unknown[]>): Promise<Stamps>;
}
