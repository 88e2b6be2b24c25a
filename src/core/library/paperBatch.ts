import { limits } from '../base/limits';
import { finish } from '../base/cooperativeTask';
import { dayId } from './dayOrder';
import { isCutDoi } from './doi';
import { limitRecord, limitText } from './limitRecord';
import { findLinks } from './links';
import type { Day } from './day';
import { type PaperIdentity, titleKey } from './identity';
import type { PaperId, PaperLink, PaperRecord } from './paper';
import { paperId } from './paperId';
import type { ParsedDay } from './parsedDigest';

/**
 * The days and papers of one import, packaged digest or fetch: the unit that is added to and removed from the library.
 */
export interface PaperBatch {
  /** Identifies the origin. Batches with the same id add up. */
  readonly id: string;
  readonly days: readonly IdentifiedDay[];
  /** Further data of papers, without a day. Kept for papers that the library does not have yet. */
  readonly details?: readonly IdentifiedPaper[];
}

export interface IdentifiedDay {
  /** The day without its papers. */
  readonly head: Omit<Day, 'paperIds'>;
  readonly papers: readonly IdentifiedPaper[];
}

/** The identity is available without decoding the record, which may be lazy. */
export interface IdentifiedPaper extends PaperIdentity {
  /** Computed from the record's title; the library may list the paper under another id. */
  readonly id: PaperId;
  readonly record: PaperRecord;
  /** `hashRecord` of the record, if it is known without decoding it. */
  readonly recordHash?: number;
  /** The record is decoded each time it is read, to take no memory. */
  readonly isNotKept?: boolean;
  /** The links in the record's abstract. */
  readonly links: readonly PaperLink[];
}

/** Whether a batch comes from a digest in the workspace folder, which is not trusted. */
export function isFolderBatch(id: string): boolean {
  return id.startsWith('workspace/');
}

/** Computes the ids and links of parsed days. This is the expensive part; adding the batch to a library is cheap. */
export function toPaperBatch(id: string, days: readonly ParsedDay[]): PaperBatch {
  return finish(toPaperBatchInSteps(id, days));
}

/** A record under the given id, cut to the {@link limits}. */
export function identifyPaper(id: PaperId, given: PaperRecord, key = titleKey(given.title)): IdentifiedPaper {
  const record = limitRecord(withoutCutDoi(given));
  const links = findLinks(record.abstract).slice(0, limits.items);
  return { id, arxivId: record.arxivId, doi: record.doi, titleKey: key, record, links };
}

/** Details that an earlier version stored may have the DOI of an issue in place of a paper's. */
function withoutCutDoi(given: PaperRecord): PaperRecord {
  const { doi, ...record } = given;
  return doi !== undefined && isCutDoi(doi) ? record : given;
}

/** {@link toPaperBatch}, yielding after each paper. */
export function* toPaperBatchInSteps(id: string, days: readonly ParsedDay[]): Generator<void, PaperBatch> {
  const identified: IdentifiedDay[] = [];
  for (const { papers, date, label: printed, source } of days) {
    const label = limitText(printed);
    const ofDay: IdentifiedPaper[] = [];
    for (const record of papers) {
      const own = paperId(record.title);
      ofDay.push(identifyPaper(own, record, titleKey(record.title, own)));
      yield;
    }
    identified.push({
      head: { id: dayId({ ...date, label, source }), label, source, ...date },
      papers: ofDay,
    });
  }
  return { id, days: identified };
}
