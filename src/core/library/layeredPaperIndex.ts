import { PaperIndex, noIndexChanges, type IndexChanges } from './paperIndex';
import type { IdentityDecisions } from './identityDecisions';
import { type IdentifiedPaper, type PaperBatch, isFolderBatch } from './paperBatch';
import type { Day } from './day';
import { completePaper, type CompletedPaper } from './completePaper';
import { haveSameValues, mergePapers, type RecordField, presentFields } from './mergePapers';
import type { Paper, PaperId } from './paper';
import type { PaperEntry } from './paperEntry';
import { hashRecord } from './paperWords';

/** Which fields of a paper come only from digests of a workspace folder. */
export interface FolderValues {
  readonly fields: readonly RecordField[];
  /** The batches that these fields come from. */
  readonly batchIds: readonly string[];
  /** No other batch contains the paper. */
  readonly isFolderOnly: boolean;
}

/** The entries of one paper in both layers; at least one is present. */
interface LayeredEntry {
  readonly primary: PaperEntry | undefined;
  readonly folder: readonly PaperEntry[];
}

/** The changes that an addition makes in one layer. */
type LayerChanges = Omit<IndexChanges, 'added'> & { readonly added: ReadonlySet<PaperId> };

interface JoinedDay {
  readonly primary: Day | undefined;
  readonly folder: Day;
  readonly version: number;
  readonly day: Day;
}

const none: readonly PaperEntry[] = [];

/**
 * Two indexes as one: the primary layer has the person's own batches, the folder layer those of the workspace folder.
 * The folder is not trusted: its values fill only empty fields, never merge two papers of the primary layer, and never
 * change a paper's id, in any order of batches.
 */
export class LayeredPaperIndex {
  readonly #primary: PaperIndex;
  readonly #folder: PaperIndex;
  readonly #completed = new WeakMap<PaperEntry, CompletedPaper>();
  readonly #days = new Map<string, JoinedDay>();
  /** The primary paper that an entry of the folder belonged to when it was last looked at, by the ids of the entry. */
  readonly #owners = new Map<PaperId, PaperId>();
  /** Incremented with every step of an addition, to invalidate {@link LayeredDay}. */
  #version = 0;

  /** `decisions` is what a person decided about which records are one paper, in both layers. */
  constructor(private readonly decisions: IdentityDecisions) {
    this.#primary = new PaperIndex(decisions);
    this.#folder = new PaperIndex(decisions);
  }

  /** The paper that has this id, or had it before a merge. */
  paper(id: PaperId): Paper | undefined {
    const work = this.#find(id);
    return work && this.#complete(work).paper;
  }

  /** See {@link PaperEntry.uncachedPaper}. */
  uncachedPaper(id: PaperId): Paper | undefined {
    const work = this.#find(id);
    if (work?.primary && work.folder.length === 0) return work.primary.uncachedPaper;
    return work && this.#complete(work).paper;
  }

  /** A hash that changes with the words of {@link paper}. */
  wordsHash(id: PaperId): number | undefined {
    const work = this.#find(id);
    return work && this.#wordsHashOf(work);
  }

  /** Calls `visit` for each of {@link papers} with its id and {@link wordsHash}. */
  visitWordsHashes(visit: (id: PaperId, hash: number) => void): void {
    if (this.#folder.isEmpty) this.#primary.visitEntries((entry) => visit(entry.id, entry.wordsHash));
    else for (const work of this.#layeredEntries()) visit(idOf(work), this.#wordsHashOf(work));
  }

  #wordsHashOf(work: LayeredEntry): number {
    if (work.primary && work.folder.length === 0) return work.primary.wordsHash;
    return hashRecord(this.#complete(work).paper);
  }

  paperOnArxiv(arxivId: string): Paper | undefined {
    const entry = this.#entryOnArxiv(arxivId);
    return entry && this.paper(entry.id);
  }

  paperWithDoi(doi: string): Paper | undefined {
    const entry = this.#entryWithDoi(doi);
    return entry && this.paper(entry.id);
  }

  /** The current id of the paper with an identifier as {@link identifiersOf} gives it. */
  idWith(identifier: string): PaperId | undefined {
    const [, kind, value = ''] = /^(arxiv|doi):(.+)$/su.exec(identifier) ?? [];
    const entry = kind === 'arxiv' ? this.#entryOnArxiv(value) : this.#entryWithDoi(value);
    return entry && this.idOf(entry.id);
  }

  #entryOnArxiv(arxivId: string): PaperEntry | undefined {
    return this.#primary.entryOnArxiv(arxivId) ?? this.#folderEntriesOnArxiv(arxivId)[0];
  }

  #entryWithDoi(doi: string): PaperEntry | undefined {
    return this.#primary.entryWithDoi(doi) ?? this.#folder.entryWithDoi(doi);
  }

  /** Undefined if no value comes from the folder. */
  folderValues(id: PaperId): FolderValues | undefined {
    const work = this.#find(id);
    if (!work || work.folder.length === 0) return undefined;
    const { fields, sources, from } = this.#complete(work);
    const batchIds = [...new Set(sources.flatMap((entry) => entry.batchIds))];
    return fields.length === 0 ? undefined : { fields, batchIds, isFolderOnly: from.length === 0 };
  }

  /** The current id of the paper that has, or had, this id. */
  idOf(id: PaperId): PaperId | undefined {
    const work = this.#find(id);
    return work && idOf(work);
  }

  /** Every id of the same paper, the current one first. */
  idsOf(id: PaperId): readonly PaperId[] {
    const work = this.#find(id);
    if (!work) return [];
    const { primary, folder } = work;
    if (primary && folder.length === 0) return primary.ids;
    const others = folder.flatMap((entry) => entry.ids).filter((other) => !this.#primary.entry(other));
    return primary ? [...new Set([...primary.ids, ...others])] : others;
  }

  /** The records of a paper from all sources, that of the folder last. */
  recordsOf(id: PaperId): readonly IdentifiedPaper[] {
    const { primary, folder = none } = this.#find(id) ?? {};
    return [...(primary?.records ?? []), ...folder.flatMap(({ records }) => records)];
  }

  /**
   * Every identifier of a paper: `arxiv:2401.01234`, `doi:10.1000/x`. Those of the folder only where the primary layer has
   * none of the kind. Decodes no paper.
   */
  identifiersOf(id: PaperId): readonly string[] {
    const { primary, folder = none } = this.#find(id) ?? {};
    const arxiv = primary?.arxivKeys.length
      ? primary.arxivKeys
      : folder.flatMap(({ arxivKeys }) => arxivKeys);
    const dois = primary?.dois.length ? primary.dois : folder.flatMap((entry) => entry.dois);
    return [...arxiv.map((key) => `arxiv:${key}`), ...dois.map((doi) => `doi:${doi}`)];
  }

  dayIdsOf(id: PaperId): Iterable<string> {
    const { primary, folder = none } = this.#find(id) ?? {};
    return new Set([...(primary?.dayIds ?? []), ...folder.flatMap(({ dayIds }) => dayIds)]);
  }

  /** Papers of the primary layer in order of arrival, then those that only the folder has. */
  *papers(): Generator<Paper> {
    for (const work of this.#layeredEntries()) yield this.#complete(work).paper;
  }

  /** The ids of {@link papers}, without decoding a paper. */
  *ids(): Generator<PaperId> {
    for (const work of this.#layeredEntries()) yield idOf(work);
  }

  /** The papers that `before` lacks or has with other values. */
  *changedSince(before: LayeredPaperIndex): Generator<PaperId> {
    for (const work of this.#layeredEntries()) {
      const id = idOf(work);
      const old = before.#find(id);
      if (!old || idOf(old) !== id || !this.#hasSameValues(work, before, old)) yield id;
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

  /** Adds a batch, yielding after every few papers. Adding it again has no effect. */
  *addInSteps(batch: PaperBatch, touched: IndexChanges): Generator<void, void> {
    const layer = isFolderBatch(batch.id) ? this.#folder : this.#primary;
    const inLayer = this.#isAlone(layer) ? touched : noIndexChanges();
    for (const step of layer.addInSteps(batch, inLayer)) {
      this.#version++;
      yield step;
    }
    this.#version++;
    if (this.#isAlone(layer)) return;
    yield* this.#collectAll(batch, layer, { ...inLayer, added: new Set(inLayer.added) }, touched);
  }

  /** Whether what changes in a layer is all that changes. */
  #isAlone(layer: PaperIndex): boolean {
    return layer === this.#primary && this.#folder.isEmpty;
  }

  /** Adds to `touched` what a batch that was added to one layer means for the layered result. */
  *#collectAll(
    batch: PaperBatch,
    layer: PaperIndex,
    inLayer: LayerChanges,
    touched: IndexChanges,
  ): Generator<void, void> {
    for (const what of ['days', 'joined'] as const) for (const id of inLayer[what]) touched[what].add(id);
    for (const addition of inLayer.byTitle) touched.byTitle.push(addition);
    for (const id of inLayer.listed) touched.listed.push(id);
    for (const id of inLayer.merged) if (this.idOf(id) !== id) touched.merged.add(id);
    const given = [...batch.days.flatMap(({ papers }) => papers), ...(batch.details ?? [])];
    this.#collectMoved(inLayer, touched);
    for (const id of new Set([...inLayer.papers, ...inLayer.listed, ...given.map((paper) => paper.id)])) {
      // A paper may have lost its values from the folder, as a paper of the folder may have another id now.
      const primary = layer === this.#folder ? this.#primary.entry(id) : undefined;
      if (primary) touched.papers.add(primary.id);
      const entry = this.#folder.entry(id);
      for (const work of [this.#find(id), entry && this.#layeredEntryOf(entry)])
        if (work) this.#collectChanges(work, inLayer, touched);
      yield;
    }
  }

  /** When papers of the primary layer became one, papers of the folder may belong to another one than before. */
  #collectMoved(inLayer: LayerChanges, touched: IndexChanges): void {
    if (inLayer.merged.size === 0) return;
    for (const entry of this.#folder.entries())
      this.#collectChanges(this.#layeredEntryOf(entry), inLayer, touched);
  }

  /** Adds to `touched` what a change in one layer means for the layered result. */
  #collectChanges(work: LayeredEntry, inLayer: LayerChanges, touched: IndexChanges): void {
    const { primary, folder } = work;
    const paper = idOf(work);
    const isAdded = inLayer.added.has(paper);
    if (folder.length > 0 || isAdded || inLayer.papers.has(paper)) touched.papers.add(paper);
    if (isAdded && (primary === undefined || folder.length === 0)) touched.added.push(paper);
    for (const entry of folder) {
      this.#collectOwners(entry, primary, touched);
      for (const day of entry.dayIds) touched.days.add(day);
      for (const id of entry.ids) if (this.idOf(id) !== id) touched.merged.add(id);
      for (const other of this.#candidates(entry)) touched.papers.add(other.id);
    }
  }

  /** A paper that an entry of the folder belonged to until now loses what the folder says of it. */
  #collectOwners({ ids }: PaperEntry, primary: PaperEntry | undefined, touched: IndexChanges): void {
    for (const id of ids) {
      const before = this.#owners.get(id);
      if (before !== undefined && before !== primary?.id) touched.papers.add(this.idOf(before) ?? before);
      if (primary) this.#owners.set(id, primary.id);
      else this.#owners.delete(id);
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

  /** The layered entry that contains an entry of the folder. */
  #layeredEntryOf(entry: PaperEntry): LayeredEntry {
    const primary = this.#primaryOf(entry);
    return primary ? { primary, folder: this.#folderEntriesOf(primary) } : { primary, folder: [entry] };
  }

  /** The entry of the primary layer for the same paper as an entry of the folder. */
  #primaryOf(entry: PaperEntry): PaperEntry | undefined {
    for (const primary of this.#candidates(entry))
      if (!this.decisions.areApart(entry.decidedKeys, primary.decidedKeys)) return primary;
    return undefined;
  }

  /** Primary entries that match a folder entry: by decisions first, then by arXiv identifier, then by title. */
  *#candidates(entry: PaperEntry): Generator<PaperEntry> {
    for (const key of entry.decidedKeys) {
      for (const other of [key, ...this.decisions.mergedWith(key)]) {
        const primary = this.#primary.entryWithKey(other);
        if (primary) yield primary;
      }
    }
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

  /** The folder entries for the same paper as an entry of the primary layer. */
  #folderEntriesOf(primary: PaperEntry): readonly PaperEntry[] {
    if (this.#folder.isEmpty) return none;
    const found = new Set<PaperEntry>();
    for (const key of primary.decidedKeys) {
      for (const other of [key, ...this.decisions.mergedWith(key)]) {
        const entry = this.#folder.entryWithKey(other);
        if (entry) found.add(entry);
      }
    }
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

  /** Folder entries with this arXiv identifier, either their own or one known from fetched details. */
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

  /** A paper that only the folder has, as fetched details describe it; undefined without details. */
  #paperFromDetails(entry: PaperEntry): Paper | undefined {
    const [first, ...more] = entry.ids.flatMap((id) => this.#primary.awaiting(id));
    if (!first) return undefined;
    const start: Paper = { id: entry.id, links: first.links, ...first.record };
    return more.reduce((paper, { record, links }) => {
      const merged = mergePapers(paper, record);
      return merged.abstract === paper.abstract ? merged : { ...merged, links };
    }, start);
  }

  #hasSameValues(work: LayeredEntry, before: LayeredPaperIndex, old: LayeredEntry): boolean {
    const isPlain = work.folder.length + old.folder.length === 0;
    if (isPlain && work.primary && old.primary) return work.primary.hasSameValues(old.primary);
    return haveSameValues(this.#complete(work).paper, before.#complete(old).paper);
  }
}

function idOf({ primary, folder: [entry] }: LayeredEntry): PaperId {
  return (primary ?? entry)?.id ?? '';
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
