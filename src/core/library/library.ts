import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { finish } from '../base/cooperativeTask';
import { noIndexChanges } from './paperIndex';
import type { PaperBatch } from './paperBatch';
import type { Day } from './day';
import { compareDays } from './dayOrder';
import { type FolderValues, LayeredPaperIndex } from './layeredPaperIndex';
import type { Paper, PaperId } from './paper';

/** What changed between two states of the library. */
export interface LibraryChange {
  /** Days that are new, have other papers, or are gone. */
  readonly days: readonly string[];
  /** Papers that are new or know more than before. */
  readonly papers: readonly PaperId[];
  /** Ids that are no paper's own any more: the paper is gone, or has become one with another. */
  readonly removedPapers: readonly PaperId[];
}

/** What an addition did, in distinct days and papers. */
export interface AdditionReport {
  readonly days: number;
  /** Papers that the library did not know. */
  readonly added: number;
  /** Papers that it knew already. */
  readonly merged: number;
}

/**
 * Every day and paper known. Built from batches; where two tell of the same paper, the id given first stays
 * its id, so batches have to be added in the same order at every start: the packaged digests, then the others
 * as they once came. What a digest in the workspace folder says only fills in what the others do not say, whenever it is
 * added.
 */
export class Library implements Disposable {
  readonly #changed = new Emitter<LibraryChange>();
  #batches: PaperBatch[] = [];
  #index = new LayeredPaperIndex();
  #days: readonly Day[] | undefined;

  readonly onDidChange: Event<LibraryChange> = this.#changed.event;

  /** Newest first; days without a year follow those with one, undated ones come last. */
  get days(): readonly Day[] {
    return (this.#days ??= [...this.#index.days()].sort(compareDays));
  }

  /** Every paper once, in the order in which they came. */
  papers(): Iterable<Paper> {
    return this.#index.papers();
  }

  /** The ids of {@link papers}; far faster to list than the papers of a library that was just opened. */
  paperIds(): Iterable<PaperId> {
    return this.#index.ids();
  }

  /** The paper with this id. Ids that it was also given lead to it too: compare with the `id` of the outcome. */
  paper(id: PaperId): Paper | undefined {
    return this.#index.paper(id);
  }

  /** By an arXiv identifier without version. */
  paperOnArxiv(arxivId: string): Paper | undefined {
    return this.#index.paperOnArxiv(arxivId);
  }

  /** The id of {@link paper}, or the given one where there is none; unlike that it makes no paper for it. */
  idOf(id: PaperId): PaperId {
    return this.#index.idOf(id) ?? id;
  }

  /** What is known of a paper from digests in the workspace folder alone; undefined where nothing is. */
  folderValues(id: PaperId): FolderValues | undefined {
    return this.#index.folderValues(id);
  }

  /** Every id that leads to the same paper, its own first. Notes may be stored under any of them. */
  idsOf(id: PaperId): readonly PaperId[] {
    return this.#index.idsOf(id);
  }

  day(id: string): Day | undefined {
    return this.#index.day(id);
  }

  /** The days that a paper stands under, newest first. */
  daysOf(id: PaperId): readonly Day[] {
    return Array.from(this.#index.dayIdsOf(id), (dayId) => this.#index.day(dayId))
      .filter((day) => day !== undefined)
      .sort(compareDays);
  }

  /** The ids of the batches that a day comes from. */
  batchesOf(dayId: string): readonly string[] {
    return this.#index.batchesOf(dayId);
  }

  /** Adds in order, with one change event for all. */
  add(...batches: readonly PaperBatch[]): AdditionReport {
    return finish(this.addInSteps(...batches));
  }

  /**
   * {@link add} in small steps, one for each paper. Some of them are there while the others are not yet; the event comes
   * at the end.
   */
  *addInSteps(...batches: readonly PaperBatch[]): Generator<void, AdditionReport> {
    const touched = noIndexChanges();
    // Known from the start, so that a removal in between builds the index anew with them.
    this.#batches.push(...batches);
    for (const batch of batches) yield* this.#index.addInSteps(batch, touched);
    this.#fire({
      days: [...touched.days],
      papers: [...touched.papers],
      removedPapers: [...touched.merged],
    });
    return this.#report(batches, touched.added);
  }

  /**
   * Takes batches out again, in small steps; all of it is there until the last one. What others brought stays.
   * Returns whether any of them was there.
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

  /** An index of what the library holds when the last step is done, whatever comes or goes in between. */
  *#rebuildIndex(): Generator<void, LayeredPaperIndex> {
    let index = new LayeredPaperIndex();
    let added: PaperBatch[] = [];
    for (;;) {
      const all = this.#batches;
      if (added.some((batch, at) => batch !== all[at])) [index, added] = [new LayeredPaperIndex(), []];
      const next = all[added.length];
      if (!next) return index;
      yield* index.addInSteps(next, noIndexChanges());
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

  #report(batches: readonly PaperBatch[], added: ReadonlySet<PaperId>): AdditionReport {
    const days = batches.flatMap((batch) => batch.days);
    const given = new Set(days.flatMap(({ papers }) => papers.map(({ id }) => this.idOf(id))));
    const isNew = [...given].filter((id) => added.has(id)).length;
    return { days: new Set(days.map(({ head }) => head.id)).size, added: isNew, merged: given.size - isNew };
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
