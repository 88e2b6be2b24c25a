import type { DigestDate, SourceId } from './day';
import type { PaperRecord } from './paper';
import type { Message } from '../base/localization';

/** Something in a digest that could not be parsed, to be shown to the user. */
export interface Problem {
  /** 1-based line in the source text. */
  readonly line: number;
  /** One plain sentence. */
  readonly message: Message;
}

/** A day as parsed, before its papers get ids. */
export interface ParsedDay {
  /** Absent if the text has no date. */
  readonly date?: DigestDate;
  /** The date as printed, or the digest's name if it has no date. */
  readonly label: string;
  readonly source: SourceId;
  readonly papers: readonly PaperRecord[];
}

/** The result of a digest parser. Parsers never throw: what they cannot parse becomes a problem. */
export interface ParsedDigest {
  readonly days: readonly ParsedDay[];
  readonly problems: readonly Problem[];
}
