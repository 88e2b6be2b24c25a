import { arxivKey } from './arxivId';
import type { PaperBatch, IdentifiedDay, IdentifiedPaper } from './paperBatch';
import type { Day } from './day';
import { mergePapers } from './mergePapers';
import type { Paper, PaperId, PaperRecord } from './paper';
import { PaperEntry } from './paperEntry';
import { paperId } from './paperId';

interface DayEntry {
  readonly head: IdentifiedDay['head'];
  readonly papers: Set<PaperEntry>;
  readonly batchIds: Set<string>;
  /** Cached result of {@link PaperIndex.day}; cleared when the day changes. */
  day: Day | undefined;
}

/** Collects what an addition changes. */
export interface IndexChanges {
  readonly days: Set<string>;
  readonly papers: Set<PaperId>;
  readonly added: Set<PaperId>;
  /** Ids of papers that were merged into another paper. */
  readonly merged: Set<PaperId>;
}

export const noIndexChanges = (): IndexChanges => ({
  days: new Set(),
  papers: new Set(),
  added: new Set(),
  merged: new Set(),
});

/**
 * Maps ids and arXiv identifiers to papers, and days to their papers. Records with the same arXiv id or the same
 * normalised title (that is, the same paper id) are one paper. Entries are only added, in time linear in the batch.
 * Details of papers that are not in the index are kept until the paper is added.
 */
export class PaperIndex {
  readonly #byId = new Map<PaperId, PaperEntry>();
  readonly #byArxivKey = new Map<string, PaperEntry>();
  readonly #days = new Map<string, DayEntry>();
  readonly #awaiting = new Map<PaperId, IdentifiedPaper[]>();
  readonly #awaitingOnArxiv = new Map<string, Set<PaperId>>();
  #count = 0;

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  /** The entry that has this id, or had it before a merge. */
  entry(id: PaperId): PaperEntry | undefined {
    return this.#byId.get(id);
  }

  entryOnArxiv(arxivId: string): PaperEntry | undefined {
    return this.#byArxivKey.get(arxivKey(arxivId));
  }

  /** In order of arrival. */
  *entries(): Generator<PaperEntry> {
    for (const [id, entry] of this.#byId) if (entry.id === id) yield entry;
  }

  /** Details of a paper that is not in the index yet; they are merged when it is added. */
  awaiting(id: PaperId): readonly IdentifiedPaper[] {
    return this.#awaiting.get(id) ?? [];
  }

  /** The paper ids for which {@link awaiting} has details with this arXiv identifier. */
  awaitingOnArxiv(arxivId: string): Iterable<PaperId> {
    return this.#awaitingOnArxiv.get(arxivKey(arxivId)) ?? [];
  }

  dayIds(): Iterable<string> {
    return this.#days.keys();
  }

  day(id: string): Day | undefined {
    const entry = this.#days.get(id);
    if (!entry) return undefined;
    return (entry.day ??= { ...entry.head, paperIds: Array.from(entry.papers, ({ id: own }) => own) });
  }

  batchesOf(dayId: string): readonly string[] {
    return [...(this.#days.get(dayId)?.batchIds ?? [])];
  }

  /** Adds a batch, yielding after each paper. Adding it again has no effect. */
  *addInSteps(batch: PaperBatch, touched: IndexChanges): Generator<void, void> {
    for (const { head, papers } of batch.days) {
      const day = this.#dayEntry(head);
      if (!day.batchIds.has(batch.id)) touched.days.add(head.id);
      day.batchIds.add(batch.id);
      for (const paper of papers) {
        const entry = this.#identify(paper, touched);
        if (!entry.batchIds.includes(batch.id)) entry.batchIds.push(batch.id);
        this.#put(entry, day, touched);
        yield;
      }
    }
    for (const paper of batch.details ?? []) {
      if (this.#byId.has(paper.id)) this.#learn(paper, touched);
      else this.#await(paper);
      yield;
    }
  }

  #dayEntry(head: IdentifiedDay['head']): DayEntry {
    let entry = this.#days.get(head.id);
    if (!entry)
      this.#days.set(head.id, (entry = { head, papers: new Set(), batchIds: new Set(), day: undefined }));
    return entry;
  }

  #put(entry: PaperEntry, day: DayEntry, touched: IndexChanges): void {
    if (day.papers.has(entry)) return;
    day.papers.add(entry);
    entry.dayIds.push(day.head.id);
    this.#dayChanged(day.head.id, touched);
  }

  #dayChanged(id: string, touched: IndexChanges): void {
    touched.days.add(id);
    const entry = this.#days.get(id);
    if (entry) entry.day = undefined;
  }

  /** Merges details into a paper. A new title is another id of the paper, and may show it to be one already listed. */
  #learn(details: IdentifiedPaper, touched: IndexChanges): void {
    const before = this.#byId.get(details.id)?.paper.title;
    const entry = this.#identify(details, touched);
    if (entry.paper.title === before) return;
    const id = paperId(entry.paper.title);
    const other = this.#byId.get(id);
    if (other && other !== entry) this.#fuse(entry, other, touched);
    else if (!other) {
      entry.ids.push(id);
      this.#byId.set(id, entry);
    }
  }

  #identify(given: IdentifiedPaper, touched: IndexChanges): PaperEntry {
    const byTitle = this.#byId.get(given.id);
    const { arxivId } = given;
    const byArxiv = arxivId === undefined ? undefined : this.#byArxivKey.get(arxivKey(arxivId));
    const known =
      byTitle && byArxiv && byTitle !== byArxiv
        ? this.#fuse(byTitle, byArxiv, touched)
        : (byTitle ?? byArxiv);
    const entry = known ?? this.#create(given, touched);
    if (known) this.#enrich(known, given, touched);
    this.#register(entry, given);
    for (const details of this.#arrived(given.id)) this.#learn(details, touched);
    return this.#byId.get(given.id) ?? entry;
  }

  #await(details: IdentifiedPaper): void {
    const known = this.#awaiting.get(details.id);
    if (known) known.push(details);
    else this.#awaiting.set(details.id, [details]);
    if (details.arxivId === undefined) return;
    const key = arxivKey(details.arxivId);
    const ids = this.#awaitingOnArxiv.get(key);
    if (ids) ids.add(details.id);
    else this.#awaitingOnArxiv.set(key, new Set([details.id]));
  }

  /** Removes and returns the details that were kept for a paper. */
  #arrived(id: PaperId): readonly IdentifiedPaper[] {
    const details = this.awaiting(id);
    this.#awaiting.delete(id);
    for (const { arxivId } of details)
      if (arxivId !== undefined) this.#awaitingOnArxiv.get(arxivKey(arxivId))?.delete(id);
    return details;
  }

  #create(given: IdentifiedPaper, touched: IndexChanges): PaperEntry {
    touched.papers.add(given.id);
    touched.added.add(given.id);
    return new PaperEntry(given, this.#count++);
  }

  #enrich(
    entry: PaperEntry,
    { record, links }: { readonly record: PaperRecord; readonly links: Paper['links'] },
    touched: IndexChanges,
  ): void {
    const merged = mergePapers(entry.paper, record);
    if (merged === entry.paper) return;
    entry.paper = merged.abstract === entry.paper.abstract ? merged : { ...merged, links };
    touched.papers.add(entry.id);
  }

  #register(entry: PaperEntry, { id, arxivId }: IdentifiedPaper): void {
    if (!this.#byId.has(id)) entry.ids.push(id);
    this.#byId.set(id, entry);
    const key = arxivId === undefined ? undefined : arxivKey(arxivId);
    if (key === undefined || this.#byArxivKey.get(key) === entry) return;
    entry.arxivKeys.push(key);
    this.#byArxivKey.set(key, entry);
  }

  /** Merges two entries that turned out to be one paper: the older one takes over everything of the other. */
  #fuse(a: PaperEntry, b: PaperEntry, touched: IndexChanges): PaperEntry {
    const [kept, gone] = a.number < b.number ? [a, b] : [b, a];
    this.#enrich(kept, { record: gone.paper, links: gone.paper.links }, touched);
    for (const id of gone.ids) this.#byId.set(id, kept);
    kept.ids.push(...gone.ids);
    for (const key of gone.arxivKeys) this.#byArxivKey.set(key, kept);
    kept.arxivKeys.push(...gone.arxivKeys);
    const { batchIds } = kept;
    for (const id of gone.batchIds) if (!batchIds.includes(id)) batchIds.push(id);
    for (const dayId of gone.dayIds) this.#replaceInDay(dayId, gone, kept, touched);
    touched.papers.delete(gone.id);
    touched.papers.add(kept.id);
    touched.merged.add(gone.id);
    return kept;
  }

  #replaceInDay(dayId: string, gone: PaperEntry, kept: PaperEntry, touched: IndexChanges): void {
    const day = this.#days.get(dayId);
    if (!day) return;
    const order = Array.from(day.papers, (entry) => (entry === gone ? kept : entry));
    day.papers.clear();
    for (const entry of order) day.papers.add(entry);
    if (!kept.dayIds.includes(dayId)) kept.dayIds.push(dayId);
    this.#dayChanged(dayId, touched);
  }
}
