import { finish, type CooperativeTask } from '../../core/base/cooperativeTask';
import { arxivKey } from '../../core/library/arxivId';
import { type IdentifiedPaper, identifyPaper } from '../../core/library/paperBatch';
import { mergePapers } from '../../core/library/mergePapers';
import { isPaperRecord } from '../../core/library/paperShape';
import type { Paper, PaperId, PaperRecord } from '../../core/library/paper';
import { isService, type Service } from '../../core/remote/service';

/** The answer that something was read from, and by which `detailsParser`. */
interface ReadFrom {
  readonly service: Service;
  /** The name under which the answer is kept. */
  readonly answer: string;
  readonly parser: number;
}

/** What a service told of a paper of the library. */
export interface Told {
  readonly paperId: PaperId;
  readonly record: PaperRecord;
  /** Absent where the answer was not kept. */
  readonly from?: ReadFrom;
  /** The record has the library's title: a person took a paper with another one for the same. */
  readonly keepsTitle?: true;
}

/** What is told of those of the papers that were asked about. `asked` as {@link byArxivKey} gives it. */
export function toldOf(
  found: readonly PaperRecord[],
  asked: ReadonlyMap<string, Pick<Paper, 'id'>>,
): readonly Told[] {
  return found.flatMap((record) => {
    const paper = record.arxivId === undefined ? undefined : asked.get(arxivKey(record.arxivId));
    return paper ? [{ paperId: paper.id, record }] : [];
  });
}

/** Those that have an arXiv identifier, by its `arxivKey`. */
export function byArxivKey<T extends Pick<Paper, 'arxivId'>>(papers: Iterable<T>): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const paper of papers) if (paper.arxivId !== undefined) found.set(arxivKey(paper.arxivId), paper);
  return found;
}

/** As the library takes it: for the paper that was meant, whatever its title is elsewhere. */
export function identified({ paperId, record }: Told): IdentifiedPaper {
  return identifyPaper(paperId, record);
}

/** What a later answer of the same service about the same paper takes the place of; undefined where nothing does. */
export function slotOf({ paperId, from }: Told): string | undefined {
  return from && `${from.service} ${paperId}`;
}

/**
 * The latest that each service told of each paper, and after it what earlier answers, which are not kept, said more. So
 * what is read again comes first, and nothing that was told is lost.
 */
export function foldTold(told: readonly Told[]): readonly Told[] {
  return finish(foldingTold(told));
}

/** {@link foldTold} in small steps. */
export function* foldingTold(told: readonly Told[]): CooperativeTask<readonly Told[]> {
  const latest = new Map<string, Told>();
  const earlier: Told[] = [];
  for (const one of told) {
    const slot = slotOf(one);
    const before = slot === undefined ? one : latest.get(slot);
    if (before) earlier.push({ paperId: before.paperId, record: before.record });
    if (slot !== undefined) latest.set(slot, one);
  }
  const said = new Map<PaperId, PaperRecord>();
  const says = (paperId: PaperId, record: PaperRecord): boolean => {
    const known = said.get(paperId);
    const merged = known ? mergePapers(known, record) : record;
    said.set(paperId, merged);
    return merged !== known;
  };
  // Most papers have nothing earlier, and comparing texts takes its time.
  const concerned = new Set(earlier.map(({ paperId }) => paperId));
  for (const { paperId, record } of latest.values()) {
    if (concerned.has(paperId)) says(paperId, record);
    yield;
  }
  const more: Told[] = [];
  for (const one of earlier) {
    if (says(one.paperId, one.record)) more.push(one);
    yield;
  }
  return [...latest.values(), ...more];
}

/** A line of the log; undefined for anything else. */
export function parseTold(value: unknown): Told | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { paperId, record, from, keepsTitle } = value as Readonly<Record<keyof Told, unknown>>;
  if (typeof paperId !== 'string' || !isPaperRecord(record)) return undefined;
  return {
    ...{ paperId, record },
    ...(isReadFrom(from) && { from }),
    ...(keepsTitle === true && { keepsTitle }),
  };
}

function isReadFrom(value: unknown): value is ReadFrom {
  if (typeof value !== 'object' || value === null) return false;
  const { service, answer, parser } = value as Readonly<Record<keyof ReadFrom, unknown>>;
  return isService(service) && typeof answer === 'string' && typeof parser === 'number';
}
