import { arxivKey } from './arxivId';
import { haveCommonAuthor } from './identity';
import type { IdentityDecisions, RecordKey } from './identityDecisions';
import type { IdentifiedPaper } from './paperBatch';
import type { PaperId } from './paper';
import { type PaperEntry, withItems } from './paperEntry';

/** Titles of fewer words, such as "Introduction", are those of several works. */
const LONG_TITLE = 4;

const none: readonly never[] = [];

/**
 * Finds the entry that is the same paper as a record. One identifier is one paper, and two identifiers of one kind are
 * two papers, even with equal titles. Without identifiers on one side the title decides; with identifiers of different
 * kinds, the title and the authors do. What a person decided comes before all this.
 */
export class IdentityIndex {
  readonly #byArxivKey = new Map<string, PaperEntry>();
  readonly #byDoi = new Map<string, PaperEntry>();
  /** Lacks the keys that are also an id of the only entry with that title, which is the usual case; see {@link titled}. */
  readonly #byTitleKey = new Map<string, readonly PaperEntry[]>();
  readonly #byDecidedKey = new Map<RecordKey, PaperEntry>();

  /** @param entryWithId the entry that has an id, or had it before a merge */
  constructor(
    readonly decisions: IdentityDecisions,
    private readonly entryWithId: (id: PaperId) => PaperEntry | undefined,
  ) {}

  onArxiv(arxivId: string): PaperEntry | undefined {
    return this.#byArxivKey.get(arxivKey(arxivId));
  }

  withDoi(doi: string): PaperEntry | undefined {
    return this.#byDoi.get(doi);
  }

  withDecidedKey(key: RecordKey): PaperEntry | undefined {
    return this.#byDecidedKey.get(key);
  }

  /** The entries with a title, in order of arrival. */
  titled(titleKey: string): readonly PaperEntry[] {
    const titled = this.#byTitleKey.get(titleKey);
    if (titled) return titled;
    const entry = this.entryWithId(titleKey);
    return entry?.titleKeys.includes(titleKey) === true ? [entry] : none;
  }

  /**
   * The entries that are the same paper as `given`, and as each other: by decisions first, then by identifiers, then by
   * title.
   */
  matches(given: IdentifiedPaper): readonly PaperEntry[] {
    const key = this.decisions.keyOf(given);
    const keys = key === undefined ? none : [key];
    const byArxiv = given.arxivId === undefined ? undefined : this.onArxiv(given.arxivId);
    const byDoi = given.doi === undefined ? undefined : this.#byDoi.get(given.doi);
    const byTitle = this.#byTitle(given, keys);
    // Most records of a large library are the first of their paper.
    if (key === undefined && !byArxiv && !byDoi && !byTitle) return none;
    const found: PaperEntry[] = [];
    const add = (entry: PaperEntry | undefined): void => {
      if (!entry || found.includes(entry) || this.decisions.areApart(keys, entry.decidedKeys)) return;
      if (found.every((other) => this.canBeOne(entry, other))) found.push(entry);
    };
    if (key !== undefined)
      for (const known of [key, ...this.decisions.mergedWith(key)]) add(this.#byDecidedKey.get(known));
    add(byArxiv);
    if (byDoi && !hasOtherArxivId(byDoi, given)) add(byDoi);
    add(byTitle);
    return found;
  }

  /** Whether two entries have no different identifiers of one kind, and the person has not separated them. */
  canBeOne(a: PaperEntry, b: PaperEntry): boolean {
    if (this.decisions.areApart(a.decidedKeys, b.decidedKeys)) return false;
    return areAgreed(a.arxivKeys, b.arxivKeys) || this.decisions.areMerged(a.decidedKeys, b.decidedKeys);
  }

  /** Remembers that an entry has a record that a person decided about. */
  registerKey(entry: PaperEntry, key: RecordKey | undefined): void {
    if (key === undefined || entry.decidedKeys.includes(key)) return;
    entry.decidedKeys = withItems(entry.decidedKeys, [key]);
    putFirst(this.#byDecidedKey, key, entry);
  }

  /** Adds the identity of a record to an entry. */
  register(
    entry: PaperEntry,
    { arxivId, doi, titleKey }: Omit<IdentifiedPaper, 'id' | 'record' | 'links'>,
  ): void {
    const key = arxivId === undefined ? undefined : arxivKey(arxivId);
    if (key !== undefined && !entry.arxivKeys.includes(key)) {
      entry.arxivKeys = withItems(entry.arxivKeys, [key]);
      putFirst(this.#byArxivKey, key, entry);
    }
    if (doi !== undefined && !entry.dois.includes(doi)) {
      entry.dois = withItems(entry.dois, [doi]);
      putFirst(this.#byDoi, doi, entry);
    }
    if (entry.titleKeys.includes(titleKey)) return;
    // The usual case: the title key equals the id, and no other entry has that title. The lookups below would find nothing.
    if (titleKey === entry.id && !this.#byTitleKey.has(titleKey)) {
      // Stores the string of the id, so that the equal string of the title key can be freed.
      entry.titleKeys = withItems(entry.titleKeys, [entry.id]);
      return;
    }
    const titled = this.titled(titleKey);
    entry.titleKeys = withItems(entry.titleKeys, [titleKey]);
    if (titled.length > 0 || this.entryWithId(titleKey) !== entry)
      this.#byTitleKey.set(titleKey, [...titled, entry]);
  }

  /** Gives the identity of an entry that was merged into another to that one. */
  replace(gone: PaperEntry, kept: PaperEntry): void {
    for (const key of gone.arxivKeys) this.#byArxivKey.set(key, kept);
    for (const doi of gone.dois) this.#byDoi.set(doi, kept);
    for (const key of gone.decidedKeys) this.#byDecidedKey.set(key, kept);
    for (const key of gone.titleKeys) {
      const others = this.titled(key).filter((entry) => entry !== gone && entry !== kept);
      this.#byTitleKey.set(
        key,
        [...others, kept].sort((a, b) => a.number - b.number),
      );
    }
    kept.arxivKeys = withItems(kept.arxivKeys, gone.arxivKeys);
    kept.dois = withItems(kept.dois, gone.dois);
    kept.decidedKeys = withItems(kept.decidedKeys, gone.decidedKeys);
    kept.titleKeys = withItems(kept.titleKeys, gone.titleKeys);
  }

  #byTitle(given: IdentifiedPaper, keys: readonly RecordKey[]): PaperEntry | undefined {
    const titled = this.titled(given.titleKey);
    if (titled.length === 0) return undefined;
    const same = titled.filter(
      (entry) => !this.decisions.areApart(keys, entry.decidedKeys) && isSameByTitle(entry, given),
    );
    if (same.length < 2) return same[0];
    return same.find((entry) => sharesAuthor(entry, given)) ?? same[0];
  }
}

/** Whether an entry with the title of a record is the same paper. */
function isSameByTitle(entry: PaperEntry, given: IdentifiedPaper): boolean {
  const arxivKeys = given.arxivId === undefined ? [] : [arxivKey(given.arxivId)];
  const dois = given.doi === undefined ? [] : [given.doi];
  if (!areAgreed(entry.arxivKeys, arxivKeys) || !areAgreed(entry.dois, dois)) return false;
  const isIdentified = entry.arxivKeys.length + entry.dois.length > 0;
  if (!isIdentified || arxivKeys.length + dois.length === 0) return true;
  return sharesAuthor(entry, given) ?? given.record.title.split(/\s+/u).length >= LONG_TITLE;
}

/** Whether any record of an entry has an author in common with another record; undefined if no authors are known. */
function sharesAuthor({ records }: PaperEntry, { record }: IdentifiedPaper): boolean | undefined {
  const shared = records.map((known) => haveCommonAuthor(known.record.authors, record.authors));
  return shared.find((isShared) => isShared === true) ?? shared.find((isShared) => isShared !== undefined);
}

function hasOtherArxivId(entry: PaperEntry, { arxivId }: IdentifiedPaper): boolean {
  return arxivId !== undefined && !areAgreed(entry.arxivKeys, [arxivKey(arxivId)]);
}

/** Whether identifiers of one kind have one in common, or are missing on one side. */
function areAgreed(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((key) => b.includes(key));
}

/** Maps a key to an entry, unless it is mapped to another one already. */
function putFirst(map: Map<string, PaperEntry>, key: string, entry: PaperEntry): void {
  if (!map.has(key)) map.set(key, entry);
}
