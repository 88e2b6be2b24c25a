import { PaperIndex, noIndexChanges, type IndexChanges } from './paperIndex';
import { type PaperBatch, isFolderBatch } from './paperBatch';
import type { Day } from './day';
import { haveSameValues, mergePapers, missingFields, type RecordField, presentFields } from './mergePapers';
import type { Paper, PaperId } from './paper';
import type { PaperEntry } from './paperEntry';

/** What a paper has from the digests of a workspace folder alone. */
export interface FolderValues {
  readonly fields: readonly RecordField[];
  /** The ids of the batches that these are from. */
  readonly batchIds: readonly string[];
  /** The paper is known from the folder alone. */
  readonly isFolderOnly: boolean;
}

/** A paper: what the person's own batches say, and what the folder's say of the same one. One of them is there. */
interface LayeredEntry {
  readonly primary: PaperEntry | undefined;
  readonly folder: readonly PaperEntry[];
}

interface CompletedPaper {
  readonly from: readonly Paper[];
  readonly paper: Paper;
  readonly fields: readonly RecordField[];
  readonly sources: readonly PaperEntry[];
}

interface JoinedDay {
  readonly primary: Day | undefined;
  readonly folder: Day;
  readonly version: number;
  readonly day: Day;
}

const none: readonly PaperEntry[] = [];

/**
 * Two indexes as one. A workspace folder may be anybody's, so what its digests say lies folder what the person has from
 * elsewhere: it fills in what is absent there, makes no two papers one, and takes no paper's id, whatever came first.
 */
export class LayeredPaperIndex {
  readonly #primary = new PaperIndex();
  readonly #folder = new PaperIndex();
  readonly #completed = new WeakMap<PaperEntry, CompletedPaper>();
  readonly #days = new Map<string, JoinedDay>();
  /** Changes with every step of an addition. */
  #version = 0;

  /** The paper with this id, or that once had it. */
  paper(id: PaperId): Paper | undefined {
    const work = this.#find(id);
    return work && this.#complete(work).paper;
  }

  paperOnArxiv(arxivId: string): Paper | undefined {
    const entry = this.#primary.entryOnArxiv(arxivId) ?? this.#folderEntriesOnArxiv(arxivId)[0];
    return entry && this.paper(entry.id);
  }

  /** Undefined where no value is from the folder. */
  folderValues(id: PaperId): FolderValues | undefined {
    const work = this.#find(id);
    if (!work || work.folder.length === 0) return undefined;
    const { fields, sources, from } = this.#complete(work);
    const batchIds = [...new Set(sources.flatMap((entry) => entry.batchIds))];
    return fields.length === 0 ? undefined : { fields, batchIds, isFolderOnly: from.length === 0 };
  }

  /** The id that a paper goes by which has, or once had, this one. */
  idOf(id: PaperId): PaperId | undefined {
    const work = this.#find(id);
    return work && idOf(work);
  }

  /** Every id of the same paper, its own first. */
  idsOf(id: PaperId): readonly PaperId[] {
    const work = this.#find(id);
    if (!work) return [];
    const { primary, folder } = work;
    if (primary && folder.length === 0) return primary.ids;
    const others = folder.flatMap((entry) => entry.ids).filter((other) => !this.#primary.entry(other));
    return primary ? [...new Set([...primary.ids, ...others])] : others;
  }

  dayIdsOf(id: PaperId): Iterable<string> {
    const { primary, folder = none } = this.#find(id) ?? {};
    return new Set([...(primary?.dayIds ?? []), ...folder.flatMap(({ dayIds }) => dayIds)]);
  }

  /** Those of the person in the order in which they came, then those of the folder alone. */
  *papers(): Generator<Paper> {
    for (const work of this.#layeredEntries()) yield this.#complete(work).paper;
  }

  /** Those of {@link papers}, none of which is made for it. */
  *ids(): Generator<PaperId> {
    for (const work of this.#layeredEntries()) yield idOf(work);
  }

  /** The papers that another index does not have, or not like this. */
  *changedSince(before: LayeredPaperIndex): Generator<PaperId> {
    for (const work of this.#layeredEntries()) {
      const id = idOf(work);
      const old = before.#find(id);
      if (!old || idOf(old) !== id || !this.#isLike(work, before, old)) yield id;
    }
  }

  day(id: string): Day | undefined {
    const [primary, folder] = [this.#primary.day(id), this.#folder.day(id)];
    if (!folder) return primary;
    const known = this.#days.get(id);
    const isCurrent = known?.primary === primary && known?.folder === folder;
    if (isCurrent && known.version === this.#version) return known.day;
    const listed = folder.paperIds.flatMap((paper) => this.idOf(paper) ?? []);
    const paperIds = [...new Set([...(primary?.paperIds ?? []), ...listed])];
    const isSameList = isCurrent && known.day.paperIds.join() === paperIds.join();
    const day = isSameList ? known.day : { ...folder, ...primary, paperIds };
    this.#days.set(id, { primary, folder, version: this.#version, day });
    return day;
  }

  *days(): Generator<Day> {
    for (const id of new Set([...this.#primary.dayIds(), ...this.#folder.dayIds()])) {
      const day = this.day(id);
      if (day) yield day;
    }
  }

  batchesOf(dayId: string): readonly string[] {
    return [...this.#primary.batchesOf(dayId), ...this.#folder.batchesOf(dayId)];
  }

  /** Adds paper by paper; what has been added before does nothing. */
  *addInSteps(batch: PaperBatch, touched: IndexChanges): Generator<void, void> {
    const layer = isFolderBatch(batch.id) ? this.#folder : this.#primary;
    const inLayer = noIndexChanges();
    for (const step of layer.addInSteps(batch, inLayer)) {
      this.#version++;
      yield step;
    }
    this.#version++;
    for (const id of inLayer.days) touched.days.add(id);
    for (const id of inLayer.merged) if (this.idOf(id) !== id) touched.merged.add(id);
    const given = [...batch.days.flatMap(({ papers }) => papers), ...(batch.details ?? [])];
    for (const id of new Set([...inLayer.papers, ...given.map((paper) => paper.id)])) {
      const entry = this.#folder.entry(id);
      for (const work of [this.#find(id), entry && this.#layeredEntryOf(entry)])
        if (work) this.#collectChanges(work, inLayer, touched);
      yield;
    }
  }

  /** What the addition of a paper in one layer has changed in both. */
  #collectChanges(work: LayeredEntry, inLayer: IndexChanges, touched: IndexChanges): void {
    const { primary, folder } = work;
    const paper = idOf(work);
    if (folder.length > 0 || inLayer.papers.has(paper)) touched.papers.add(paper);
    if (inLayer.added.has(paper) && (primary === undefined || folder.length === 0)) touched.added.add(paper);
    for (const entry of folder) {
      for (const day of entry.dayIds) touched.days.add(day);
      for (const id of entry.ids) if (this.idOf(id) !== id) touched.merged.add(id);
      for (const other of this.#candidates(entry)) touched.papers.add(other.id);
    }
  }

  *#layeredEntries(): Generator<LayeredEntry> {
    for (const primary of this.#primary.entries()) yield { primary, folder: this.#folderEntriesOf(primary) };
    for (const entry of this.#folder.entries())
      if (!this.#primaryOf(entry)) yield this.#layeredEntryOf(entry);
  }

  #find(id: PaperId): LayeredEntry | undefined {
    const primary = this.#primary.entry(id);
    if (primary) return { primary, folder: this.#folderEntriesOf(primary) };
    const entry = this.#folder.entry(id);
    return entry && this.#layeredEntryOf(entry);
  }

  /** The paper that an entry of the folder belongs to. */
  #layeredEntryOf(entry: PaperEntry): LayeredEntry {
    const primary = this.#primaryOf(entry);
    return primary ? { primary, folder: this.#folderEntriesOf(primary) } : { primary, folder: [entry] };
  }

  /** The person's paper that an entry of the folder is. */
  #primaryOf(entry: PaperEntry): PaperEntry | undefined {
    for (const primary of this.#candidates(entry)) return primary;
    return undefined;
  }

  /** The person's papers that have an identifier of a folder's entry, and then those that have its title. */
  *#candidates(entry: PaperEntry): Generator<PaperEntry> {
    const awaiting = entry.ids.flatMap((id) => this.#primary.awaiting(id));
    for (const key of [...entry.arxivKeys, ...awaiting.flatMap(({ arxivId }) => arxivId ?? [])]) {
      const primary = this.#primary.entryOnArxiv(key);
      if (primary) yield primary;
    }
    for (const id of entry.ids) {
      const primary = this.#primary.entry(id);
      if (primary) yield primary;
    }
  }

  /** The folder's entries that are this paper of the person. */
  #folderEntriesOf(primary: PaperEntry): readonly PaperEntry[] {
    if (this.#folder.isEmpty) return none;
    const found = new Set<PaperEntry>();
    for (const id of primary.ids) {
      const entry = this.#folder.entry(id);
      if (entry) found.add(entry);
    }
    for (const key of primary.arxivKeys) {
      for (const entry of this.#folderEntriesOnArxiv(key)) found.add(entry);
    }
    return [...found]
      .filter((entry) => this.#primaryOf(entry) === primary)
      .sort((a, b) => a.number - b.number);
  }

  /** By its own identifier, or by the one that details of it have brought. */
  #folderEntriesOnArxiv(arxivId: string): readonly PaperEntry[] {
    const awaiting = Array.from(this.#primary.awaitingOnArxiv(arxivId), (id) => this.#folder.entry(id));
    return [this.#folder.entryOnArxiv(arxivId), ...awaiting].filter((entry) => entry !== undefined);
  }

  #complete(work: LayeredEntry): CompletedPaper {
    const [entry] = work.folder;
    const top = work.primary?.paper ?? (entry && this.#paperFromDetails(entry));
    const key = work.primary ?? entry;
    if (!key) throw new Error('A paper is in neither index.');
    if (!top) return { from: [], paper: key.paper, fields: presentFields(key.paper), sources: [key] };
    if (work.folder.length === 0) return { from: [], paper: top, fields: [], sources: [] };
    const from = [top, ...work.folder.map(({ paper }) => paper)];
    const known = this.#completed.get(key);
    if (known && isSameList(known.from, from)) return known;
    const filled = { from, ...completePaper(top, work.folder) };
    this.#completed.set(key, filled);
    return filled;
  }

  /** What details say of a paper that is the folder's alone. */
  #paperFromDetails(entry: PaperEntry): Paper | undefined {
    const [first, ...more] = entry.ids.flatMap((id) => this.#primary.awaiting(id));
    if (!first) return undefined;
    const start: Paper = { id: entry.id, links: first.links, ...first.record };
    return more.reduce((paper, { record, links }) => {
      const merged = mergePapers(paper, record);
      return merged.abstract === paper.abstract ? merged : { ...merged, links };
    }, start);
  }

  #isLike(work: LayeredEntry, before: LayeredPaperIndex, old: LayeredEntry): boolean {
    const isPlain = work.folder.length + old.folder.length === 0;
    if (isPlain && work.primary && old.primary) return work.primary.isLike(old.primary);
    return haveSameValues(this.#complete(work).paper, before.#complete(old).paper);
  }
}

function idOf({ primary, folder: [entry] }: LayeredEntry): PaperId {
  return (primary ?? entry)?.id ?? '';
}

function completePaper(top: Paper, folder: readonly PaperEntry[]): Omit<CompletedPaper, 'from'> {
  let paper = top;
  const fields: RecordField[] = [];
  const sources: PaperEntry[] = [];
  for (const entry of folder) {
    const missing = missingFields(paper, entry.paper);
    const names = Object.keys(missing) as RecordField[];
    if (names.length === 0) continue;
    const { links } = missing.abstract === undefined ? paper : entry.paper;
    paper = { ...paper, ...missing, links };
    fields.push(...names);
    sources.push(entry);
  }
  return { paper, fields, sources };
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
