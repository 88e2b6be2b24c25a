import { limits } from '../base/limits';
import { finish } from '../base/cooperativeTask';
import { dayId } from './dayOrder';
import { limitRecord, limitText } from './limitRecord';
import { findLinks } from './links';
import type { Day } from './day';
import type { PaperId, PaperLink, PaperRecord } from './paper';
import { paperId } from './paperId';
import type { ParsedDay } from './parsedDigest';

/** What one import, one packaged digest or one fetch brings into the library, and takes out again under its id. */
export interface PaperBatch {
  /** Names where the days came from. What comes later under the same id adds to it. */
  readonly id: string;
  readonly days: readonly IdentifiedDay[];
  /** What is told of papers, without a day; of those that the library does not know, when it comes to know them. */
  readonly details?: readonly IdentifiedPaper[];
}

export interface IdentifiedDay {
  /** The day without its papers. */
  readonly head: Omit<Day, 'paperIds'>;
  readonly papers: readonly IdentifiedPaper[];
}

export interface IdentifiedPaper {
  /** By the paper's own title; the library may know the paper under another. */
  readonly id: PaperId;
  /** The record's: who looks for nothing else need not ask for the record, which may be read only then. */
  readonly arxivId: string | undefined;
  readonly record: PaperRecord;
  /** Those of the record's abstract. */
  readonly links: readonly PaperLink[];
}

/** Whether a batch is a digest in the workspace folder, which may be anybody's. */
export function isFolderBatch(id: string): boolean {
  return id.startsWith('workspace/');
}

/** Identifies days and papers. All the work that grows with the text is here; adding the outcome is cheap. */
export function toPaperBatch(id: string, days: readonly ParsedDay[]): PaperBatch {
  return finish(toPaperBatchInSteps(id, days));
}

/** A record as that of the paper with an id, within the {@link limits}. */
export function identifyPaper(id: PaperId, given: PaperRecord): IdentifiedPaper {
  const record = limitRecord(given);
  const links = findLinks(record.abstract).slice(0, limits.items);
  return { id, arxivId: record.arxivId, record, links };
}

/** {@link toPaperBatch}, yielding after each paper. */
export function* toPaperBatchInSteps(id: string, days: readonly ParsedDay[]): Generator<void, PaperBatch> {
  const identified: IdentifiedDay[] = [];
  for (const { papers, date, label: printed, source } of days) {
    const label = limitText(printed);
    const ofDay: IdentifiedPaper[] = [];
    for (const record of papers) {
      ofDay.push(identifyPaper(paperId(record.title), record));
      yield;
    }
    identified.push({
      head: { id: dayId({ ...date, label, source }), label, source, ...date },
      papers: ofDay,
    });
  }
  return { id, days: identified };
}
