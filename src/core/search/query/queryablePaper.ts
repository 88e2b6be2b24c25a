import type { SourceId } from '../../library/day';
import type { TriageState } from '../../triage/triageState';
import type { PartialDate } from './datePattern';
import type { HeldThing } from './queryNode';

/** A day as far as its digest prints its date. */
export type LabelledDate = PartialDate & { readonly label: string };

/** The values of a paper that queries can test, besides its texts and days. */
export interface PaperRecord {
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly state: TriageState;
  readonly has: Readonly<Record<HeldThing, boolean>>;
  /** Displayed paths of the workspace's files that name it; absent without such files. */
  readonly files?: readonly string[];
}

/** The properties of a paper that come from its sources, besides its texts. */
export type PaperDescription = Pick<PaperRecord, 'authors' | 'categories'> & {
  readonly hasCode: boolean;
};

/** A record without its description, which is read when a query first needs it. */
export type UndescribedRecord = Omit<PaperRecord, 'authors' | 'categories'> & {
  readonly authors?: undefined;
};

/** The values of the paper with this id that queries can test. */
export interface IdentifiedRecord {
  readonly id: string;
  readonly record: PaperRecord | UndescribedRecord;
}

/** The values of a paper that queries can test. */
export interface QueryablePaper extends PaperRecord {
  readonly title: string;
  readonly abstract: string;
  /** The note's text, comments and quotes of highlights included. */
  readonly notes: string;
  /** Whether the whole paper is stored; absent means that it is not. */
  readonly isWhole?: boolean;
  readonly days: readonly LabelledDate[];
  readonly sources: readonly SourceId[];
}
