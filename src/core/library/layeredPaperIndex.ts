import { PaperIndex, nothingTouched, type Touched } from './paperIndex';
import { type PaperBatch, isFolderContribution } from './paperBatch';
import type { Day } from './day';
import { isSame, mergePapers, missingFrom, type RecordField, givenFields } from './mergePapers';
import type { Paper, PaperId } from './paper';
import type { PaperEntry } from './paperEntry';

/** What a paper has from the digests of a workspace folder alone. */
export interface FolderValues {
  readonly fields: readonly RecordField[];
  /** The ids of the contributions that these are from. */
  readonly contributions: readonly string[];
  /** The paper is known from the folder alone. */
  readonly isWhole: boolean;
}

/** A paper: what the person's own contributions say, and what the folder's say of the same one. One of them is there. */
interface Work {
  readonly own: PaperEntry | undefined;
  readonly below: readonly PaperEntry[];
}

interface Filled {
  readonly from: readonly Paper[];
  readonly paper: Paper;
  readonly fields: readonly RecordField[];
  readonly sources: readonly PaperEntry[];
}

interface JoinedDay {
  readonly own: Day | undefined;
  readonly folder: Day;
  readonly version: number;
  readonly day: Day;
}

const none: readonly PaperEntry[] = [];

/**
 * Two catalogues as one. A workspace folder may be anybody's, so what its digests say lies below what the person has from
 * elsewhere: it fills in what is absent there, makes no two papers one, and takes no paper's id, whatever came first.
 */
export class LayeredPaperIndex {
  readonly #own = new PaperIndex();
  readonly #folder = new PaperIndex();
  readonly #filled = new WeakMap<PaperEntry, Filled>();
  readonly #days = new Map<string, JoinedDay>();
  /** Changes with every step of an addition. */
  #version = 0;

  /** The paper with this id, or that once had it. */
  paper(id: PaperId): Paper | undefined {
    const work = this.#find(id);
    return work && this.#fill(work).paper;
  }

  paperOnArxiv(arxivId: string): Paper | undefined {
    const entry = this.#own.entryOnArxiv(arxivId) ?? this.#folderEntriesOnArxiv(arxivId)[0];
    return entry && this.paper(entry.id);
  }

  /** Undefined where no value is from the folder. */
  folderValues(id: PaperId): FolderValues | undefined {
    const work = this.#find(id);
    if (!work || work.below.length === 0) return undefined;
    const { fields, sources, from } = this.#fill(work);
    const contributions = [...new Set(sources.flatMap((entry) => entry.contributions))];
    return fields.length === 0 ? undefined : { fields, contributions, isWhole: from.length === 0 };
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
    const { own, below } = work;
    if (own && below.length === 0) return own.ids;
    const others = below.flatMap((entry) => entry.ids).filter((other) => !this.#own.entry(other));
    return own ? [...new Set([...own.ids, ...others])] : others;
  }

  dayIdsOf(id: PaperId): Iterable<string> {
    const { own, below = none } = this.#find(id) ?? {};
    return new Set([...(own?.dayIds ?? []), ...below.flatMap(({ dayIds }) => dayIds)]);
  }

  /** Those of the person in the order in which they came, then those of the folder alone. */
  *papers(): Generator<Paper> {
    for (const work of this.#works()) yield this.#fill(work).paper;
  }

  /** Those of {@link papers}, none of which is made for it. */
  *ids(): Generator<PaperId> {
    for (const work of this.#works()) yield idOf(work);
  }

  /** The papers that another catalogue does not have, or not like this. */
  *newsSince(before: LayeredPaperIndex): Generator<PaperId> {
    for (const work of this.#works()) {
      const id = idOf(work);
      const old = before.#find(id);
      if (!old || idOf(old) !== id || !this.#isLike(work, before, old)) yield id;
    }
  }

  day(id: string): Day | undefined {
    const [own, folder] = [this.#own.day(id), this.#folder.day(id)];
    if (!folder) return own;
    const known = this.#days.get(id);
    const isCurrent = known?.own === own && known?.folder === folder;
    if (isCurrent && known.version === this.#version) return known.day;
    const listed = folder.paperIds.flatMap((paper) => this.idOf(paper) ?? []);
    const paperIds = [...new Set([...(own?.paperIds ?? []), ...listed])];
    const isSameList = isCurrent && known.day.paperIds.join() === paperIds.join();
    const day = isSameList ? known.day : { ...folder, ...own, paperIds };
    this.#days.set(id, { own, folder, version: this.#version, day });
    return day;
  }

  *days(): Generator<Day> {
    for (const id of new Set([...this.#own.dayIds(), ...this.#folder.dayIds()])) {
      const day = this.day(id);
      if (day) yield day;
    }
  }

  batchesOf(dayId: string): readonly string[] {
    return [...this.#own.batchesOf(dayId), ...this.#folder.batchesOf(dayId)];
  }

  /** Adds paper by paper; what has been added before does nothing. */
  *adding(contribution: PaperBatch, touched: Touched): Generator<void, void> {
    const layer = isFolderContribution(contribution.id) ? this.#folder : this.#own;
    const inLayer = nothingTouched();
    for (const step of layer.adding(contribution, inLayer)) {
      this.#version++;
      yield step;
    }
    this.#version++;
    for (const id of inLayer.days) touched.days.add(id);
    for (const id of inLayer.fused) if (this.idOf(id) !== id) touched.fused.add(id);
    const given = [...contribution.days.flatMap(({ papers }) => papers), ...(contribution.details ?? [])];
    for (const id of new Set([...inLayer.papers, ...given.map((paper) => paper.id)])) {
      const entry = this.#folder.entry(id);
      for (const work of [this.#find(id), entry && this.#workOf(entry)])
        if (work) this.#hear(work, inLayer, touched);
      yield;
    }
  }

  /** What the addition of a paper in one layer has changed in both. */
  #hear(work: Work, inLayer: Touched, touched: Touched): void {
    const { own, below } = work;
    const paper = idOf(work);
    if (below.length > 0 || inLayer.papers.has(paper)) touched.papers.add(paper);
    if (inLayer.added.has(paper) && (own === undefined || below.length === 0)) touched.added.add(paper);
    for (const entry of below) {
      for (const day of entry.dayIds) touched.days.add(day);
      for (const id of entry.ids) if (this.idOf(id) !== id) touched.fused.add(id);
      for (const other of this.#candidates(entry)) touched.papers.add(other.id);
    }
  }

  *#works(): Generator<Work> {
    for (const own of this.#own.entries()) yield { own, below: this.#below(own) };
    for (const entry of this.#folder.entries()) if (!this.#ownOf(entry)) yield this.#workOf(entry);
  }

  #find(id: PaperId): Work | undefined {
    const own = this.#own.entry(id);
    if (own) return { own, below: this.#below(own) };
    const entry = this.#folder.entry(id);
    return entry && this.#workOf(entry);
  }

  /** The paper that an entry of the folder belongs to. */
  #workOf(entry: PaperEntry): Work {
    const own = this.#ownOf(entry);
    return own ? { own, below: this.#below(own) } : { own, below: [entry] };
  }

  /** The person's paper that an entry of the folder is. */
  #ownOf(entry: PaperEntry): PaperEntry | undefined {
    for (const own of this.#candidates(entry)) return own;
    return undefined;
  }

  /** The person's papers that have an identifier of a folder's entry, and then those that have its title. */
  *#candidates(entry: PaperEntry): Generator<PaperEntry> {
    const told = entry.ids.flatMap((id) => this.#own.awaiting(id));
    for (const key of [...entry.arxivKeys, ...told.flatMap(({ arxivId }) => arxivId ?? [])]) {
      const own = this.#own.entryOnArxiv(key);
      if (own) yield own;
    }
    for (const id of entry.ids) {
      const own = this.#own.entry(id);
      if (own) yield own;
    }
  }

  /** The folder's entries that are this paper of the person. */
  #below(own: PaperEntry): readonly PaperEntry[] {
    if (this.#folder.isEmpty) return none;
    const found = new Set<PaperEntry>();
    for (const id of own.ids) {
      const entry = this.#folder.entry(id);
      if (entry) found.add(entry);
    }
    for (const key of own.arxivKeys) {
      for (const entry of this.#folderEntriesOnArxiv(key)) found.add(entry);
    }
    return [...found].filter((entry) => this.#ownOf(entry) === own).sort((a, b) => a.number - b.number);
  }

  /** By its own identifier, or by the one that details of it have brought. */
  #folderEntriesOnArxiv(arxivId: string): readonly PaperEntry[] {
    const told = Array.from(this.#own.awaitingOnArxiv(arxivId), (id) => this.#folder.entry(id));
    return [this.#folder.entryOnArxiv(arxivId), ...told].filter((entry) => entry !== undefined);
  }

  #fill(work: Work): Filled {
    const [entry] = work.below;
    const top = work.own?.paper ?? (entry && this.#told(entry));
    const key = work.own ?? entry;
    if (!key) throw new Error('A paper is in neither catalogue.');
    if (!top) return { from: [], paper: key.paper, fields: givenFields(key.paper), sources: [key] };
    if (work.below.length === 0) return { from: [], paper: top, fields: [], sources: [] };
    const from = [top, ...work.below.map(({ paper }) => paper)];
    const known = this.#filled.get(key);
    if (known && isSameList(known.from, from)) return known;
    const filled = { from, ...fill(top, work.below) };
    this.#filled.set(key, filled);
    return filled;
  }

  /** What details say of a paper that is the folder's alone. */
  #told(entry: PaperEntry): Paper | undefined {
    const [first, ...more] = entry.ids.flatMap((id) => this.#own.awaiting(id));
    if (!first) return undefined;
    const start: Paper = { id: entry.id, links: first.links, ...first.record };
    return more.reduce((paper, { record, links }) => {
      const merged = mergePapers(paper, record);
      return merged.abstract === paper.abstract ? merged : { ...merged, links };
    }, start);
  }

  #isLike(work: Work, before: LayeredPaperIndex, old: Work): boolean {
    const isPlain = work.below.length + old.below.length === 0;
    if (isPlain && work.own && old.own) return work.own.isLike(old.own);
    return isSame(this.#fill(work).paper, before.#fill(old).paper);
  }
}

function idOf({ own, below: [entry] }: Work): PaperId {
  return (own ?? entry)?.id ?? '';
}

function fill(top: Paper, below: readonly PaperEntry[]): Omit<Filled, 'from'> {
  let paper = top;
  const fields: RecordField[] = [];
  const sources: PaperEntry[] = [];
  for (const entry of below) {
    const missing = missingFrom(paper, entry.paper);
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
