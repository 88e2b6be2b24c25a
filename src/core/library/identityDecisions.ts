import { hasFields, isText, list, withFields } from '../base/guards';
import { arxivKey } from './arxivId';
import { cutDoi, withPlainBrackets } from './doi';
import { familyName } from './identity';
import type { IdentifiedPaper } from './paperBatch';
import type { PaperId } from './paper';

/**
 * Identifies a record of a source in all libraries that import it: `arxiv:…`, `doi:…`, or its title with the family
 * name of its first author.
 */
export type RecordKey = string;

/** One of the records that a paper was made from, with the id that its title gives. */
export interface RecordPart {
  readonly key: RecordKey;
  readonly id: PaperId;
}

/** A person's decision about records: that they are one paper, or that some of them are another paper. */
export type IdentityDecision =
  | { readonly kind: 'merge'; readonly id: string; readonly parts: readonly RecordPart[] }
  | {
      readonly kind: 'split';
      readonly id: string;
      /** The part that keeps the paper's id. */
      readonly kept: readonly RecordPart[];
      readonly split: readonly RecordPart[];
    };

/** A stored line: a decision, or that one no longer holds. A decision can be stored again afterwards. */
export type IdentityDecisionRecord =
  | IdentityDecision
  | { readonly kind: 'revoke'; readonly id: IdentityDecision['id'] };

/** See {@link RecordKey}. Decodes the record only if it has no identifier. */
export function recordKey(given: IdentifiedPaper): RecordKey {
  const { arxivId, doi, titleKey } = given;
  if (arxivId !== undefined) return `arxiv:${arxivKey(arxivId)}`;
  if (doi !== undefined) return `doi:${doi}`;
  const [author] = given.record.authors ?? [];
  return author === undefined ? titleOnlyKey(titleKey) : `${titleOnlyKey(titleKey)} ${familyName(author)}`;
}

function titleOnlyKey(titleKey: string): RecordKey {
  return `title:${titleKey}`;
}

/** The person's decisions about the identity of records, by key. The last of several decisions about a pair holds. */
export class IdentityDecisions {
  /** For each key, the keys of records that are other papers, and the id that the other paper keeps. */
  readonly #apart = new Map<RecordKey, Map<RecordKey, PaperId | undefined>>();
  readonly #merged = new Map<RecordKey, Set<RecordKey>>();
  readonly #titleKeys = new Set<string>();
  /** The parts of decisions about DOIs, as `key id`. */
  readonly #doiParts = new Set<string>();

  constructor(decisions: Iterable<IdentityDecision> = []) {
    for (const decision of decisions) this.#take(decision);
  }

  /** The key of a record that a decision may be about; undefined if none is. */
  keyOf(given: IdentifiedPaper): RecordKey | undefined {
    if (this.#apart.size + this.#merged.size === 0) return undefined;
    const hasIdentifier = given.arxivId !== undefined || given.doi !== undefined;
    if (!hasIdentifier && !this.#titleKeys.has(given.titleKey)) return undefined;
    const key = recordKey(given);
    return !hasIdentifier || this.#isDecided(key) ? key : this.#keyOfCutDoi(given);
  }

  #isDecided(key: RecordKey): boolean {
    return this.#apart.has(key) || this.#merged.has(key);
  }

  /** The key under which earlier versions stored a decision about a record, when they cut DOIs at brackets. */
  #keyOfCutDoi({ arxivId, doi, id }: IdentifiedPaper): RecordKey | undefined {
    const cut = arxivId === undefined ? cutDoi(doi) : undefined;
    return cut !== undefined && this.#doiParts.has(`doi:${cut} ${id}`) ? `doi:${cut}` : undefined;
  }

  /** Whether the person separated two groups of records. */
  areApart(some: readonly RecordKey[], others: readonly RecordKey[]): boolean {
    return some.some((key) => {
      const apart = this.#apart.get(key);
      return apart !== undefined && others.some((other) => apart.has(other));
    });
  }

  /** Whether a person merged records of two groups. */
  areMerged(some: readonly RecordKey[], others: readonly RecordKey[]): boolean {
    return some.some((key) => others.some((other) => this.mergedWith(key).has(other)));
  }

  mergedWith(key: RecordKey): ReadonlySet<RecordKey> {
    return this.#merged.get(key) ?? none;
  }

  /** Whether a record was split from another one that keeps the id of its title. */
  lacksId(key: RecordKey | undefined, id: PaperId): boolean {
    if (key === undefined) return false;
    return [...(this.#apart.get(key)?.values() ?? [])].includes(id);
  }

  #take(decision: IdentityDecision): void {
    if (decision.kind === 'merge') {
      const parts = decision.parts.map(withPlainDoi);
      for (const one of parts) for (const other of parts) if (one.key !== other.key) this.#merge(one, other);
    } else {
      const [keptParts, splitParts] = [decision.kept.map(withPlainDoi), decision.split.map(withPlainDoi)];
      for (const kept of keptParts)
        for (const split of splitParts) if (kept.key !== split.key) this.#split(kept, split);
    }
  }

  #merge(one: RecordPart, other: RecordPart): void {
    this.#apart.get(one.key)?.delete(other.key);
    const merged = this.#merged.get(one.key) ?? new Set();
    this.#merged.set(one.key, merged.add(other.key));
    this.#addPart(one);
  }

  #split(kept: RecordPart, split: RecordPart): void {
    this.#merged.get(kept.key)?.delete(split.key);
    this.#merged.get(split.key)?.delete(kept.key);
    this.#apartOf(kept.key).set(split.key, undefined);
    this.#apartOf(split.key).set(kept.key, kept.id);
    for (const part of [kept, split]) this.#addPart(part);
  }

  #apartOf(key: RecordKey): Map<RecordKey, PaperId | undefined> {
    const apart = this.#apart.get(key) ?? new Map<RecordKey, PaperId | undefined>();
    this.#apart.set(key, apart);
    return apart;
  }

  #addPart({ key, id }: RecordPart): void {
    if (key.startsWith('doi:')) this.#doiParts.add(`${key} ${id}`);
    const [, title] = /^title:(\S+)/u.exec(key) ?? [];
    if (title !== undefined) this.#titleKeys.add(title);
  }
}

/** Earlier versions stored DOIs as addresses and HTML encode them. */
function withPlainDoi(part: RecordPart): RecordPart {
  return part.key.startsWith('doi:') ? { ...part, key: withPlainBrackets(part.key) } : part;
}

const none: ReadonlySet<RecordKey> = new Set();

/** The decisions that hold after some records, in the order in which they were made last. */
export function decisionsIn(records: Iterable<IdentityDecisionRecord>): readonly IdentityDecision[] {
  const standing = new Map<string, IdentityDecision>();
  for (const record of records) {
    standing.delete(record.id);
    if (record.kind !== 'revoke') standing.set(record.id, record);
  }
  return [...standing.values()];
}

/** Parses a stored line; undefined for anything else, such as a line of a later release. */
export function parseDecisionRecord(value: unknown): IdentityDecisionRecord | undefined {
  if (!hasFields(value)) return undefined;
  const { kind, id, parts, kept, split } = value;
  if (typeof id !== 'string') return undefined;
  if (kind === 'revoke') return { kind, id };
  if (kind === 'merge' && areParts(parts)) return { kind, id, parts };
  if (kind === 'split' && areParts(kept) && areParts(split)) return { kind, id, kept, split };
  return undefined;
}

const areParts = list(withFields<RecordPart>({ key: isText, id: isText }, {}), Infinity);
