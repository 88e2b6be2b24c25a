import type { DigestDate } from '../library/day';
import type { ParsedDigest } from '../library/parsedDigest';
import type { CooperativeTask } from '../base/cooperativeTask';
import type { Message } from '../base/localization';

/** A decoded text to parse: an imported file, the clipboard or a response. */
export interface SourceText {
  readonly text: string;
  /** A file name or another name that the user knows. */
  readonly name?: string;
  /** The year of dates without one. */
  readonly year?: number;
  /** The requested day, used for papers without a date of their own. */
  readonly requestedDate?: DigestDate;
}

/**
 * A file format of digests. Parsing is pure and never throws: each entry of the text becomes a paper, or a problem with
 * its line. It yields at least after each entry.
 */
export interface SourceFormat {
  readonly id: string;
  /** The display name, as in "read as BibTeX". */
  readonly label: Message;
  /** Detects the format by content. Called in registry order, so texts of earlier formats need not be excluded. */
  recognises(source: SourceText): boolean;
  read(source: SourceText): CooperativeTask<ParsedDigest>;
}
