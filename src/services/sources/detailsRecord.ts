import { hasFields } from '../../core/base/guards';
import { finish, type CooperativeTask } from '../../core/base/cooperativeTask';
import { arxivKey } from '../../core/library/arxivId';
import { type IdentifiedPaper, identifyPaper } from '../../core/library/paperBatch';
import { mergePapers } from '../../core/library/mergePapers';
import { isPaperRecord } from '../../core/library/isPaperRecord';
import type { Paper, PaperId, PaperRecord } from '../../core/library/paper';
import { isService, type Service } from '../../core/remote/service';

/** The response that a record was parsed from. Stored as JSON: the names of the fields are part of the file format. */
interface DetailsOrigin {
  readonly service: Service;
  /** The name of the response in `DetailsResponses`. */
  readonly answer: string;
  /** The `detailsParser` version. */
  readonly parser: number;
}

/** Details of a paper of the library, as a service has them. */
export interface DetailsRecord {
  readonly paperId: PaperId;
  readonly record: PaperRecord;
  /** Absent if the response is not stored. */
  readonly from?: DetailsOrigin;
  /** The record has the library's title: the person confirmed that a paper with a different title is the same. */
  readonly keepsTitle?: true;
}

/**
 * Assigns the records of a response to the papers they are about. Records of other papers are left out.
 *
 * @param requested the papers by arXiv key; see {@link byArxivKey}
 */
export function detailsOf(
  found: readonly PaperRecord[],
  requested: ReadonlyMap<string, Pick<Paper, 'id'>>,
): readonly DetailsRecord[] {
  return found.flatMap((record) => {
    const paper = record.arxivId === undefined ? undefined : requested.get(arxivKey(record.arxivId));
    return paper ? [{ paperId: paper.id, record }] : [];
  });
}

/** The papers that have an arXiv identifier, by its `arxivKey`. */
export function byArxivKey<T extends Pick<Paper, 'arxivId'>>(papers: Iterable<T>): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const paper of papers) if (paper.arxivId !== undefined) found.set(arxivKey(paper.arxivId), paper);
  return found;
}

/** Assigns the record to its paper id, even if its title would yield another one. */
export function toIdentifiedPaper({ paperId, record }: DetailsRecord): IdentifiedPaper {
  return identifyPaper(paperId, record);
}

/** A key: a later record with the same key replaces this one. Undefined if none can, as its response is not stored. */
export function slotOf({ paperId, from }: DetailsRecord): string | undefined {
  return from && `${from.service} ${paperId}`;
}

/** {@link foldingDetails} in one go. */
export function foldDetails(records: readonly DetailsRecord[]): readonly DetailsRecord[] {
  return finish(foldingDetails(records));
}

/**
 * Compacts records without losing a value: the latest record of each service and paper, then those earlier ones, whose
 * responses are not stored, that have a value which the latest do not.
 */
export function* foldingDetails(
  records: readonly DetailsRecord[],
): CooperativeTask<readonly DetailsRecord[]> {
  const latest = new Map<string, DetailsRecord>();
  const earlier: DetailsRecord[] = [];
  for (const one of records) {
    const slot = slotOf(one);
    const before = slot === undefined ? one : latest.get(slot);
    if (before) earlier.push({ paperId: before.paperId, record: before.record });
    if (slot !== undefined) latest.set(slot, one);
  }
  const mergedRecords = new Map<PaperId, PaperRecord>();
  const addsValue = (paperId: PaperId, record: PaperRecord): boolean => {
    const before = mergedRecords.get(paperId);
    const merged = before ? mergePapers(before, record) : record;
    mergedRecords.set(paperId, merged);
    return merged !== before;
  };
  // Merging compares texts, which is slow, and most papers have no earlier record.
  const affected = new Set(earlier.map(({ paperId }) => paperId));
  for (const { paperId, record } of latest.values()) {
    if (affected.has(paperId)) addsValue(paperId, record);
    yield;
  }
  const more: DetailsRecord[] = [];
  for (const one of earlier) {
    if (addsValue(one.paperId, one.record)) more.push(one);
    yield;
  }
  return [...latest.values(), ...more];
}

/** Parses a line of the log; undefined if it is not a record of this format version. */
export function parseDetailsRecord(value: unknown): DetailsRecord | undefined {
  if (!hasFields<DetailsRecord>(value)) return undefined;
  const { paperId, record, from, keepsTitle } = value;
  if (typeof paperId !== 'string' || !isPaperRecord(record)) return undefined;
  return {
    paperId,
    record,
    ...(isDetailsOrigin(from) && { from }),
    ...(keepsTitle === true && { keepsTitle }),
  };
}

/** By hand: `withFields` would make reading the log a tenth slower. */
function isDetailsOrigin(value: unknown): value is DetailsOrigin {
  if (!hasFields<DetailsOrigin>(value)) return false;
  const { service, answer, parser } = value;
  return isService(service) && typeof answer === 'string' && typeof parser === 'number';
}
