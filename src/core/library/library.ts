import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { finish } from '../base/cooperativeTask';
import { IdentityDecisions, recordKey } from './identityDecisions';
import { type IndexChanges, isDoubtful, noIndexChanges } from './paperIndex';
import type { IdentifiedPaper, PaperBatch } from './paperBatch';
import type { Day } from './day';
import { compareDays } from './dayOrder';
import { DayPlaces } from './dayPlaces';
import { type FolderValues, LayeredPaperIndex } from './layeredPaperIndex';
import type { Paper, PaperId } from './paper';

/** The changes between two states of the library. */
export interface LibraryChange {
  /** Days that are new, have other papers, or are gone. */
  readonly days: readonly string[];
  /** Papers that are new or have more data than before. */
  readonly papers: readonly PaperId[];
  /** Ids that no paper uses as its `id` any more: the paper was removed, or merged into another. */
  readonly removedPapers: readonly PaperId[];
}

/** The result of adding batches, counting each day and paper once. */
export interface AdditionReport {
  readonly days: number;
  /** Papers that are new to the library. */
  readonly added: number;
  /** Papers that were in the library already. */
  readonly merged: number;
  /** Papers to which a record with the same title but other authors was added; it may be another work. */
  readonly doubtful: readonly PaperId[];
  /** Papers of which an arXiv identifier and a publisher's DOI were found to be one by title and authors. */
  readonly joined: readonly PaperId[];
}

/**
 * All days and papers, built from batches. If two batches contain the same paper, it keeps the id it got first, so
 * batches must be added in the same order at every start: the packaged digests, then the others in order of arrival.
 * Digests of the workspace folder only fill in fields that the other batches leave empty, whenever they are added.
 */
export class Library implements Disposable {
  readonly #changed = new Emitter<LibraryChange>();
  #batches: PaperBatch[] = [];
  #decisions = new IdentityDecisions();
  #index = new LayeredPaperIndex(this.#decisions);
  #days: readonly Day[] | undefined;
  readonly #places = new DayPlaces(this);

  readonly onDidChange: Event<LibraryChange> = this.#changed.event;

  /** Newest first; days without a year follow those with one, undated ones come last. */
  get days(): readonly Day[] {
    return (this.#days ??= [...this.#index.days()].sort(compareDays));
  }

  /** Every paper once, in the order in which they were added. */
  papers(): Iterable<Paper> {
    return this.#index.papers();
  }

  /** The ids of {@link papers}; much cheaper, because papers read from a cache file are not decoded. */
  paperIds(): Iterable<PaperId> {
    return this.#index.ids();
  }

  /** The paper with this id. Former ids work too, so the `id` of the result may differ. */
  paper(id: PaperId): Paper | undefined {
    return this.#index.paper(id);
  }

  /** Like {@link paper}, but takes no memory for later calls. For callers that read all papers in one go. */
  uncachedPaper(id: PaperId): Paper | undefined {
    return this.#index.uncachedPaper(id);
  }

  /** A hash that changes with the words of a paper; undefined for an unknown paper. Decodes few papers. */
  wordsHash(id: PaperId): number | undefined {
    return this.#index.wordsHash(id);
  }

  /** Calls `visit` for each of {@link papers} with its id and {@link wordsHash}. Decodes few papers. */
  visitWordsHashes(visit: (id: PaperId, hash: number) => void): void {
    this.#index.visitWordsHashes(visit);
  }

  /** The paper with this arXiv identifier (without version). */
  paperOnArxiv(arxivId: string): Paper | undefined {
    return this.#index.paperOnArxiv(arxivId);
  }

  /** The paper with this DOI, in lower case. */
  paperWithDoi(doi: string): Paper | undefined {
    return this.#index.paperWithDoi(doi);
  }

  /** The current id of the paper that has or had this id, or `id` itself if no paper has. Decodes no paper. */
  idOf(id: PaperId): PaperId {
    return this.#index.idOf(id) ?? id;
  }

  /** The values that come only from digests in the workspace folder; undefined without such values. */
  folderValues(id: PaperId): FolderValues | undefined {
    return this.#index.folderValues(id);
  }

  /** Every id of the same paper, the current one first. Notes may be stored under any of them. */
  idsOf(id: PaperId): readonly PaperId[] {
    return this.#index.idsOf(id);
  }

  /** The records of a paper from all sources. */
  recordsOf(id: PaperId): readonly IdentifiedPaper[] {
    return this.#index.recordsOf(id);
  }

  /** Whether a paper was made from records that a person can split. */
  isMerged(id: PaperId): boolean {
    const records = this.recordsOf(id);
    return records.length > 1 && new Set(records.map(recordKey)).size > 1;
  }

  /** Every identifier of a paper: `arxiv:2401.01234`, `doi:10.1000/x`. Decodes no paper. */
  identifiersOf(id: PaperId): readonly string[] {
    return this.#index.identifiersOf(id);
  }

  /** The current id of the paper with an identifier as {@link identifiersOf} gives it. Decodes no paper. */
  idWith(identifier: string): PaperId | undefined {
    return this.#index.idWith(identifier);
  }

  day(id: string): Day | undefined {
    return this.#index.day(id);
  }

  /** The days that list a paper, newest first. */
  daysOf(id: PaperId): readonly Day[] {
    return Array.from(this.#index.dayIdsOf(id), (dayId) => this.#index.day(dayId))
      .filter((day) => day !== undefined)
      .sort(compareDays);
  }

  /** See {@link DayPlaces.sort}. */
  sortByDay(ids: Iterable<PaperId>): readonly PaperId[] {
    return this.#places.sort(ids);
  }

  /** The ids of the batches that a day comes from. */
  batchesOf(dayId: string): readonly string[] {
    return this.#index.batchesOf(dayId);
  }

  /** Adds batches in order and fires one change event for all of them. */
  add(...batches: readonly PaperBatch[]): AdditionReport {
    return finish(this.addInSteps(...batches))();
  }

  /**
   * Does the same as {@link add}, yielding after every few papers. Papers become visible one by one; the change event fires
   * at the end. Returns a function that computes the report, for callers that need it: it looks up all papers again.
   */
  *addInSteps(...batches: readonly PaperBatch[]): Generator<void, () => AdditionReport> {
    const touched = noIndexChanges();
    // Recorded first, so that a removal that runs meanwhile rebuilds the index with them.
    this.#batches.push(...batches);
    for (const batch of batches) yield* this.#index.addInSteps(batch, touched);
    this.#fire(this.#changeOf(touched));
    return () => this.#report(batches, touched);
  }

  /** The change event of an addition. Leaves out papers that one batch added or changed and a later batch merged into others. */
  #changeOf({ days, added, papers, merged }: IndexChanges): LibraryChange {
    const isCurrent = (id: PaperId): boolean => this.#index.idOf(id) === id;
    // Of the new papers, of which there may be 100,000, only those that were merged are looked up.
    const others = added.filter((id) => !papers.has(id) && (!merged.has(id) || isCurrent(id)));
    return {
      days: [...days],
      papers: [...papers].filter(isCurrent).concat(others),
      removedPapers: [...merged].filter((id) => !isCurrent(id)),
    };
  }

  /**
   * Removes batches in small steps: builds a new index, which replaces the old one in the last step. Returns whether
   * any of the batches was in the library.
   */
  *removeInSteps(...batchIds: readonly string[]): Generator<void, boolean> {
    const gone = new Set(batchIds);
    if (!this.#batches.some(({ id }) => gone.has(id))) return false;
    this.#batches = this.#batches.filter(({ id }) => !gone.has(id));
    const index = yield* this.#rebuildIndex();
    const before = this.#index;
    this.#index = index;
    this.#fire(difference(before, index));
    return true;
  }

  /** Replaces what a person decided about which records are one paper; builds a new index as a removal does. */
  *decideInSteps(decisions: IdentityDecisions): Generator<void, void> {
    this.#decisions = decisions;
    const index = yield* this.#rebuildIndex();
    const before = this.#index;
    this.#index = index;
    this.#fire(difference(before, index));
  }

  /** Builds an index of the current batches; starts over if one is removed, or another decision made, while it runs. */
  *#rebuildIndex(): Generator<void, LayeredPaperIndex> {
    let decisions = this.#decisions;
    let index = new LayeredPaperIndex(decisions);
    let added: PaperBatch[] = [];
    for (;;) {
      const all = this.#batches;
      if (decisions !== this.#decisions || added.some((batch, at) => batch !== all[at])) {
        decisions = this.#decisions;
        [index, added] = [new LayeredPaperIndex(decisions), []];
      }
      const next = all[added.length];
      if (!next) return index;
      yield* index.addInSteps(next, noIndexChanges(0));
      added.push(next);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #fire(change: LibraryChange): void {
    this.#days = undefined;
    const isEmpty = change.days.length + change.papers.length + change.removedPapers.length === 0;
    if (!isEmpty) this.#changed.fire(change);
  }

  #report(batches: readonly PaperBatch[], touched: IndexChanges): AdditionReport {
    const days = batches.flatMap((batch) => batch.days);
    const given = new Set(Array.from(touched.listed, (id) => this.idOf(id)));
    const added = new Set(touched.added);
    const isNew = [...given].filter((id) => added.has(id)).length;
    return {
      days: new Set(days.map(({ head }) => head.id)).size,
      added: isNew,
      merged: given.size - isNew,
      doubtful: [...new Set(touched.byTitle.filter(isDoubtful).map(({ id }) => this.idOf(id)))],
      joined: [...new Set(Array.from(touched.joined, (id) => this.idOf(id)))],
    };
  }
}

function difference(before: LayeredPaperIndex, after: LayeredPaperIndex): LibraryChange {
  const days = new Set([...before.days(), ...after.days()].map(({ id }) => id));
  return {
    days: [...days].filter((id) => !isSameDay(before.day(id), after.day(id))),
    papers: [...after.changedSince(before)],
    removedPapers: [...before.ids()].filter((id) => after.idOf(id) !== id),
  };
}

function isSameDay(a: Day | undefined, b: Day | undefined): boolean {
  return a?.label === b?.label && a?.paperIds.join() === b?.paperIds.join();
}
