import type { DigestDate } from '../library/day';
import type { ParsedDigest } from '../library/parsedDigest';
import type { CooperativeTask } from '../base/cooperativeTask';

/** What a person imports or a server answers, decoded. */
export interface SourceText {
  readonly text: string;
  /** A file name, or whatever else the person knows the text by. */
  readonly name?: string;
  /** The year of dates that print none. */
  readonly year?: number;
  /** The day that was asked for, for papers that do not say their own. */
  readonly requestedDate?: DigestDate;
}

/**
 * One kind of digest. Formats are pure, and reading never throws: each entry of the text becomes a paper or a problem
 * with its line. It yields after each entry or oftener.
 */
export interface SourceFormat {
  readonly id: string;
  /** For people, as in "read as BibTeX". */
  readonly label: string;
  /** Whether the text is of this kind, by its content. Called in the registry's order, so a format may leave alone what those before it take. */
  recognises(source: SourceText): boolean;
  read(source: SourceText): CooperativeTask<ParsedDigest>;
}
