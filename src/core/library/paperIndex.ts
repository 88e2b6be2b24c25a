import { arxivKey } from './arxivId';
import { cutDoi } from './doi';
import { type PaperIdentity, distinctId, haveCommonAuthor, titleKey } from './identity';
import { type IdentityDecisions, type RecordKey } from './identityDecisions';
import { IdentityIndex } from './identityIndex';
import type { PaperBatch, IdentifiedDay, IdentifiedPaper } from './paperBatch';
import type { Day } from './day';
import type { PaperId, PaperRecord } from './paper';
import { PaperEntry, type PaperSource, withItems } from './paperEntry';
import { paperId } from './paperId';

interface DayEntry {
  readonly head: IdentifiedDay['head'];
  /** The day's id, as papers list it. */
  readonly ids: readonly string[];
  /** Without duplicates: an entry is added only if its `dayIds` lack the day. */
  papers: PaperEntry[];
  readonly batchIds: Set<string>;
  /** Cached result of {@link PaperIndex.day}; cleared when the day changes. */
  day: Day | undefined;
}

/** A record that was added to a paper because of its title. */
interface AdditionByTitle {
  readonly id: PaperId;
  /** The authors that the paper had before. */
  readonly authors: () => PaperRecord['authors'];
  readonly given: IdentifiedPaper;
}

/** Collects what an addition changes. */
export interface IndexChanges {
  /** Papers with this {@link PaperEntry.number} or a higher one are new. Infinity before the addition begins. */
  since: number;
  readonly days: Set<string>;
  /** Papers that have more data than before. Some of the new papers may be among them. */
  readonly papers: Set<PaperId>;
  /**
   * New papers. Some may have been merged into others since. Those that occur twice are in {@link papers} too. It is no set,
   * because a set would take more time and memory.
   */
  readonly added: PaperId[];
  /** Ids of papers that were merged into another paper. */
  readonly merged: Set<PaperId>;
  /** The papers that the batch lists, known or not; some of them twice. */
  readonly listed: PaperId[];
  /** Records that were added to papers by their titles alone; see {@link isDoubtful}. */
  readonly byTitle: AdditionByTitle[];
  /** Papers of which an arXiv identifier and a publisher's DOI were found to be one by the title. */
  readonly joined: Set<PaperId>;
}

/** How many papers are added between two yields: a tenth of a millisecond's work. */
const addedAtOnce = 16;

/** @param since 0 to count all papers as new; by default, only those that the addition creates are new */
export const noIndexChanges = (since = Infinity): IndexChanges => ({
  since,
  days: new Set(),
  papers: new Set(),
  added: [],
  merged: new Set(),
  listed: [],
  byTitle: [],
  joined: new Set(),
});

/**
 * Maps ids and identifiers to papers, and days to their papers. Which records are one paper, {@link IdentityIndex}
 * decides. Entries are only added, in time linear in the batch.
 * Details of papers that are not in the index are kept until the paper is added.
 */
export class PaperIndex {
  readonly #byId = new Map<PaperId, PaperEntry>();
  readonly #identity: IdentityIndex;
  readonly #days = new Map<string, DayEntry>();
  readonly #awaiting = new Map<PaperId, IdentifiedPaper[]>();
  readonly #awaitingOnArxiv = new Map<string, Set<PaperId>>();
  #count = 0;

  /** `decisions` is what a person decided about which records are one paper. */
  constructor(decisions: IdentityDecisions) {
    this.#identity = new IdentityIndex(decisions, (id) => this.#byId.get(id));
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  /** The entry that has this id, or had it before a merge. */
  entry(id: PaperId): PaperEntry | undefined {
    return this.#byId.get(id);
  }

  entryOnArxiv(arxivId: string): PaperEntry | undefined {
    return this.#identity.onArxiv(arxivId);
  }

  entryWithDoi(doi: string): PaperEntry | undefined {
    return this.#identity.withDoi(doi);
  }

  /** The entry with a record that a person decided about. */
  entryWithKey(key: RecordKey): PaperEntry | undefined {
    return this.#identity.withDecidedKey(key);
  }

  /** In order of arrival. */
  *entries(): Generator<PaperEntry> {
    for (const [id, entry] of this.#byId) if (entry.id === id) yield entry;
  }

  /** Calls `visit` for each of {@link entries}. Unlike the generator, it allocates nothing for each entry. */
  visitEntries(visit: (entry: PaperEntry) => void): void {
    this.#byId.forEach((entry, id) => {
      if (entry.id === id) visit(entry);
    });
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
    return (entry.day ??= { ...entry.head, paperIds: entry.papers.map(({ id: own }) => own) });
  }

  batchesOf(dayId: string): readonly string[] {
    return [...(this.#days.get(dayId)?.batchIds ?? [])];
  }

  /** Adds a batch, yielding after every few papers. Adding it again has no effect. */
  *addInSteps(batch: PaperBatch, touched: IndexChanges): Generator<void, void> {
    touched.since = Math.min(touched.since, this.#count);
    const batchIds = [batch.id];
    let added = 0;
    for (const { head, papers } of batch.days) {
      const day = this.#dayEntry(head);
      if (!day.batchIds.has(batch.id)) touched.days.add(head.id);
      day.batchIds.add(batch.id);
      for (const paper of papers) {
        const entry = this.#identify(paper, touched);
        entry.batchIds = withItems(entry.batchIds, batchIds);
        this.#put(entry, day, touched);
        touched.listed.push(entry.id);
        added += 1;
        if (added % addedAtOnce === 0) yield;
      }
    }
    for (const paper of batch.details ?? []) {
      if (this.#byId.has(paper.id)) this.#mergeDetails(paper, touched);
      else this.#keepDetails(paper);
      yield;
    }
  }

  #dayEntry(head: IdentifiedDay['head']): DayEntry {
    let entry = this.#days.get(head.id);
    if (!entry)
      this.#days.set(
        head.id,
        (entry = { head, ids: [head.id], papers: [], batchIds: new Set(), day: undefined }),
      );
    return entry;
  }

  #put(entry: PaperEntry, day: DayEntry, touched: IndexChanges): void {
    if (entry.dayIds.includes(day.head.id)) return;
    day.papers.push(entry);
    entry.dayIds = withItems(entry.dayIds, day.ids);
    this.#dayChanged(day.head.id, touched);
  }

  #dayChanged(id: string, touched: IndexChanges): void {
    touched.days.add(id);
    const entry = this.#days.get(id);
    if (entry) entry.day = undefined;
  }

  /** Merges details into a paper. A new title is another id of the paper, and may show it to be one already listed. */
  #mergeDetails(details: IdentifiedPaper, touched: IndexChanges): void {
    const known = this.#byId.get(details.id);
    if (!known) return;
    const before = known.paper.title;
    const byArxiv = details.arxivId === undefined ? undefined : this.#identity.onArxiv(details.arxivId);
    const isOther = byArxiv && byArxiv !== known && this.#identity.canBeOne(known, byArxiv);
    let entry = isOther ? this.#mergeEntries(known, byArxiv, touched) : known;
    if (entry.merge(details)) touched.papers.add(entry.id);
    this.#register(entry, { ...identityOf(details), titleKey: entry.titleKeys[0] ?? details.titleKey });
    const { title } = entry.paper;
    if (title === before) return;
    const key = titleKey(title);
    const other = this.#identity
      .titled(key)
      .find((one) => one !== entry && this.#identity.canBeOne(entry, one));
    if (other) entry = this.#mergeEntries(entry, other, touched);
    this.#register(entry, { arxivId: undefined, doi: undefined, titleKey: key });
    this.#addId(entry, paperId(title));
  }

  #identify(given: IdentifiedPaper, touched: IndexChanges): PaperEntry {
    const matches = this.#identity.matches(given);
    const first = matches[0];
    let entry = first ?? this.#create(given, touched);
    // Nearly always there is one match or none, for which no list is copied.
    if (matches.length > 1)
      for (const other of matches.slice(1)) entry = this.#mergeEntries(entry, other, touched);
    const key = this.#identity.decisions.keyOf(given);
    if (first) {
      this.#collectDoubt(entry, given, key, touched);
      this.#enrich(entry, given, touched);
      entry.records = withItems(entry.records, [given]);
    }
    this.#identity.registerKey(entry, key);
    this.#register(entry, given);
    if (entry.id !== given.id) {
      if (!this.#identity.decisions.lacksId(key, given.id)) this.#addId(entry, given.id);
      if (this.#byId.get(given.id) !== entry) return entry;
    }
    if (this.#awaiting.size === 0) return entry;
    for (const details of this.#takeDetails(given.id)) this.#mergeDetails(details, touched);
    return this.#byId.get(given.id) ?? entry;
  }

  /** A person who has merged two records has no doubt. */
  #collectDoubt(
    entry: PaperEntry,
    given: IdentifiedPaper,
    key: RecordKey | undefined,
    touched: IndexChanges,
  ): void {
    const { decisions } = this.#identity;
    if (key !== undefined && decisions.areMerged([key], entry.decidedKeys)) return;
    if (isByTitle(entry, given)) touched.byTitle.push({ id: entry.id, authors: entry.authorsLater(), given });
    if (isJoinedByTitle(entry, given)) touched.joined.add(entry.id);
  }

  #keepDetails(details: IdentifiedPaper): void {
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
  #takeDetails(id: PaperId): readonly IdentifiedPaper[] {
    const details = this.awaiting(id);
    this.#awaiting.delete(id);
    for (const { arxivId } of details)
      if (arxivId !== undefined) this.#awaitingOnArxiv.get(arxivKey(arxivId))?.delete(id);
    return details;
  }

  /** A new entry. If its title gives the id of another paper, both also get ids that tell them apart. */
  #create(given: IdentifiedPaper, touched: IndexChanges): PaperEntry {
    const namesake = this.#byId.get(given.id);
    let id = given.id;
    const key = this.#identity.decisions.keyOf(given);
    if (key !== undefined && this.#identity.decisions.lacksId(key, id))
      id = distinctId(given.record.title, { ...identityOf(given), titleKey: key });
    else if (namesake) {
      id = distinctId(given.record.title, given);
      this.#addId(namesake, distinctId(given.record.title, identityOfEntry(namesake)));
      this.#addIdOfCutDoi(namesake, given.record.title, identityOfEntry(namesake));
      touched.papers.add(namesake.id);
    }
    while (this.#byId.has(id)) id = distinctId(given.record.title, { ...identityOf(given), titleKey: id });
    touched.added.push(id);
    const entry = new PaperEntry(given, this.#count++, id);
    this.#byId.set(id, entry);
    if (namesake) this.#addIdOfCutDoi(entry, given.record.title, given);
    return entry;
  }

  /** The id that earlier versions gave, which cut DOIs at brackets: a note or a mark may be stored under it. */
  #addIdOfCutDoi(entry: PaperEntry, title: string, identity: PaperIdentity): void {
    const doi = cutDoi(identity.doi);
    if (doi !== undefined) this.#addId(entry, distinctId(title, { ...identityOf(identity), doi }));
  }

  /** Merges the data of a source into a paper. A new paper is reported in any case, so it need not be decoded now. */
  #enrich(entry: PaperEntry, source: PaperSource, touched: IndexChanges): void {
    if (entry.number >= touched.since) entry.mergeLater(source);
    else if (entry.merge(source)) touched.papers.add(entry.id);
  }

  #register(entry: PaperEntry, identity: PaperIdentity): void {
    this.#identity.register(entry, identity);
  }

  /** Adds an id of an entry, unless it is that of another one. */
  #addId(entry: PaperEntry, id: PaperId): void {
    if (this.#byId.has(id)) return;
    this.#byId.set(id, entry);
    entry.ids = withItems(entry.ids, [id]);
  }

  /** Merges two entries that turned out to be one paper: the older one takes over everything of the other. */
  #mergeEntries(a: PaperEntry, b: PaperEntry, touched: IndexChanges): PaperEntry {
    const [kept, gone] = a.number < b.number ? [a, b] : [b, a];
    const { paper: record, wordsHash: recordHash } = gone;
    this.#enrich(kept, { record, links: record.links, recordHash }, touched);
    for (const id of gone.ids) this.#byId.set(id, kept);
    kept.ids = withItems(kept.ids, gone.ids);
    kept.records = withItems(kept.records, gone.records);
    this.#identity.replace(gone, kept);
    kept.batchIds = withItems(kept.batchIds, gone.batchIds);
    for (const dayId of gone.dayIds) this.#replaceInDay(dayId, gone, kept, touched);
    touched.papers.delete(gone.id);
    touched.papers.add(kept.id);
    touched.merged.add(gone.id);
    return kept;
  }

  #replaceInDay(dayId: string, gone: PaperEntry, kept: PaperEntry, touched: IndexChanges): void {
    const day = this.#days.get(dayId);
    if (!day) return;
    day.papers = [...new Set(day.papers.map((entry) => (entry === gone ? kept : entry)))];
    kept.dayIds = withItems(kept.dayIds, day.ids);
    this.#dayChanged(dayId, touched);
  }
}

function identityOf({ arxivId, doi, titleKey }: PaperIdentity): PaperIdentity {
  return { arxivId, doi, titleKey };
}

function identityOfEntry({ id, arxivKeys, dois, titleKeys }: PaperEntry): PaperIdentity {
  return { arxivId: arxivKeys[0], doi: dois[0], titleKey: titleKeys[0] ?? id };
}

/** Whether a record shares only its title with an entry. */
function isByTitle(entry: PaperEntry, { arxivId, doi }: IdentifiedPaper): boolean {
  if (arxivId !== undefined && entry.arxivKeys.includes(arxivKey(arxivId))) return false;
  return doi === undefined || !entry.dois.includes(doi);
}

/** Whether the record may be of another work than the paper, since their authors differ. Decodes them. */
export function isDoubtful({ authors, given }: AdditionByTitle): boolean {
  return haveCommonAuthor(authors(), given.record.authors) === false;
}

/** Whether one of them has an arXiv identifier only and the other a publisher's DOI only. */
function isJoinedByTitle({ arxivKeys, dois }: PaperEntry, { arxivId, doi }: IdentifiedPaper): boolean {
  const [isOnArxiv, hasDoi] = [arxivKeys.length > 0, dois.length > 0];
  if (isOnArxiv && !hasDoi) return arxivId === undefined && doi !== undefined;
  return hasDoi && !isOnArxiv && doi === undefined && arxivId !== undefined;
}
