import type { PaperId } from './paper';

/** Where days come from. Text digests, whether packaged or imported, count as one source. */
export type SourceId = 'digest' | 'huggingface' | 'arxiv';

/** A calendar date as a digest prints it; without a year if none is printed. */
export interface DigestDate {
  readonly year?: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

/** One digest: a date as its source prints it, and the papers listed under it, in order. */
export interface Day extends Partial<DigestDate> {
  /** Stable across sessions; unique in the library. */
  readonly id: string;
  /** The date as printed, or the digest's name if it has no date. */
  readonly label: string;
  readonly source: SourceId;
  readonly paperIds: readonly PaperId[];
}
