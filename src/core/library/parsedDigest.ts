import type { DigestDate, SourceId } from './day';
import type { PaperRecord } from './paper';

/** Something in a digest that could not be read, said to the person. */
export interface Problem {
  /** 1-based line in the source text. */
  readonly line: number;
  /** One plain sentence. */
  readonly message: string;
}

/** A day as its text gives it, before its papers are identified. */
export interface ParsedDay {
  /** Absent where the text prints no date. */
  readonly date?: DigestDate;
  /** The date as printed; the digest's name where none is. */
  readonly label: string;
  readonly source: SourceId;
  readonly papers: readonly PaperRecord[];
}

/** What a digest parser makes of any input. Parsers never throw: what they cannot read becomes a problem. */
export interface ParsedDigest {
  readonly days: readonly ParsedDay[];
  readonly problems: readonly Problem[];
}
