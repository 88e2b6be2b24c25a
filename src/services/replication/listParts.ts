import { parseDecisionRecord } from '../../core/library/identityDecisions';
import type { Memory } from '../../core/base/memory';
import { compareStamps, type Stamp } from '../../core/base/hybridClock';
import type { LibraryEntry } from '../../core/replication/libraryEntry';
import type { LocalItem } from '../../core/replication/reconcile';
import { isRecord } from '../../core/base/guards';
import type { PinnedKeys } from '../citations/pinnedKeys';
import type { IdentityLog } from '../identity/identityLog';
import type { RemovedPackagedDigests } from '../library/packagedDigests';
import { isListedSearch, type ListedSearch, type SavedSearches } from '../searches/savedSearches';
import { parseSources, type SubscriptionFile, type SubscriptionState } from '../sources/subscriptionFile';
import type { SeenVersionsLog } from '../versions/seenVersionsLog';
import type { IncomingEntries, LibraryPart, PartSnapshot } from './libraryPart';

/** The searches that were saved under a name. */
export class SearchPart implements LibraryPart {
  readonly kind = 'search';
  readonly isNeverDeleted = false;

  constructor(
    private readonly searches: Pick<SavedSearches, 'list' | 'replace'>,
    readonly memory: Memory,
  ) {}

  snapshot(): Promise<PartSnapshot> {
    const saved = this.searches.list().filter(({ name }) => name !== undefined);
    return Promise.resolve({
      items: new Map(saved.map((search) => [keyOfSearch(search), { value: valueOfSearch(search) }])),
    });
  }

  async apply({ entries }: IncomingEntries): Promise<ReadonlySet<string>> {
    const wanted = new Map(entries.map((entry) => [entry.key, searchOf(entry)]));
    const listed = this.searches.list();
    const known = new Set(listed.filter(({ name }) => name !== undefined).map(keyOfSearch));
    const kept = listed.flatMap((search) => {
      const key = search.name === undefined ? undefined : keyOfSearch(search);
      if (key === undefined || !wanted.has(key)) return [search];
      const after = wanted.get(key);
      return after ? [{ ...after, id: search.id }] : [];
    });
    const added = [...wanted].flatMap(([key, search]) => (search && !known.has(key) ? [search] : []));
    await this.searches.replace([...kept, ...added]);
    return new Set(wanted.keys());
  }
}

/** Earlier releases numbered the searches of each device: the key of such a search is its content. */
function keyOfSearch({ id, name, query }: ListedSearch): string {
  return /^\d+$/u.test(id) ? JSON.stringify([name, query]) : id;
}

function valueOfSearch({ name, query }: ListedSearch): unknown {
  return { name, query };
}

function searchOf({ key, value }: LibraryEntry): ListedSearch | undefined {
  const search = isRecord(value) ? { ...value, id: key } : undefined;
  if (!isListedSearch(search) || search.name === undefined) return undefined;
  return { id: search.id, query: search.query, name: search.name };
}

/** The sources that are fetched on working days. The delay is not shared: each device has its own. */
export class SubscriptionPart implements LibraryPart {
  readonly kind = 'subscription';
  readonly isNeverDeleted = false;

  constructor(private readonly file: Pick<SubscriptionFile, 'read' | 'change'>) {}

  async snapshot(): Promise<PartSnapshot> {
    const state = await this.file.read();
    if (!state) return { items: new Map() };
    const value = { sources: state.sources, paused: state.paused };
    // Its time is not stored, so a later change of another device replaces one that was never compared.
    return { items: new Map([['', { value, earliest: firstDay(state) }]]) };
  }

  async apply({ entries }: IncomingEntries): Promise<ReadonlySet<string>> {
    for (const { value } of entries) {
      const sources = isRecord(value) ? parseSources(value['sources']) : undefined;
      if (value !== undefined && !sources) return new Set();
      const paused = isRecord(value) && value['paused'] === true;
      await this.file.change((now) => sources && { sources, paused, jitter: now?.jitter ?? Math.random() });
    }
    return new Set(entries.map(({ key }) => key));
  }
}

/** The earliest time at which the subscription can have been made, in milliseconds since 1970. */
function firstDay({ sources }: SubscriptionState): number {
  return sources.reduce((latest, { since }) => Math.max(latest, Date.parse(since) || 0), 0);
}

/** The citation keys of papers. */
export class CitationKeyPart implements LibraryPart {
  readonly kind = 'citationKey';
  readonly isNeverDeleted = true;

  constructor(private readonly keys: Pick<PinnedKeys, 'all' | 'rename'>) {}

  async snapshot(): Promise<PartSnapshot> {
    const all = await this.keys.all();
    return {
      items: new Map(Array.from(all, ([paper, key]): [string, LocalItem] => [paper, { value: key }])),
    };
  }

  /** A key that another paper has on this device is not stored. */
  async apply({ entries }: IncomingEntries): Promise<ReadonlySet<string>> {
    const done = new Set<string>();
    for (const { key: paper, value } of entries) {
      if (typeof value !== 'string') continue;
      if (await this.keys.rename(paper, value)) done.add(paper);
    }
    return done;
  }
}

/** The person's decisions about which records are the same paper. */
export class DecisionPart implements LibraryPart {
  readonly kind = 'decision';
  readonly isNeverDeleted = false;

  /** `changed` loads stored decisions into the library. */
  constructor(
    private readonly log: Pick<IdentityLog, 'standing' | 'refresh' | 'append'>,
    private readonly changed: () => Promise<void>,
  ) {}

  async snapshot(): Promise<PartSnapshot> {
    await this.log.refresh();
    return { items: new Map(this.log.standing.map((value) => [value.id, { value }])) };
  }

  /**
   * The last of two decisions about the same pair is used, so all decisions that are later than the first new one are
   * stored again after it.
   */
  async apply({ entries, base }: IncomingEntries): Promise<ReadonlySet<string>> {
    const records = entries.flatMap((entry) => decisionOf(entry) ?? []);
    const [first] = records;
    if (!first) return new Set();
    const incoming = new Set(records.map(({ record }) => record.id));
    const later = [...base.ofKind(this.kind)]
      .filter(({ key, value, stamp }) => {
        return value !== undefined && !incoming.has(key) && compareStamps(stamp, first.stamp) > 0;
      })
      .flatMap((entry) => decisionOf(entry) ?? []);
    const inOrder = [...records, ...later].toSorted((one, other) => compareStamps(one.stamp, other.stamp));
    await this.log.append(inOrder.map(({ record }) => record));
    await this.changed();
    return incoming;
  }
}

function decisionOf({
  key,
  value,
  stamp,
}: LibraryEntry):
  | { readonly record: NonNullable<ReturnType<typeof parseDecisionRecord>>; readonly stamp: Stamp }
  | undefined {
  const record = parseDecisionRecord(value ?? { kind: 'revoke', id: key });
  return record?.id === key ? { record, stamp } : undefined;
}

/** The newest versions of papers that the person has seen. */
export class SeenPart implements LibraryPart {
  readonly kind = 'seenVersion';
  readonly isNeverDeleted = true;

  constructor(private readonly seen: Pick<SeenVersionsLog, 'refresh' | 'all' | 'add'>) {}

  async snapshot(): Promise<PartSnapshot> {
    await this.seen.refresh();
    return { items: new Map(Array.from(this.seen.all(), ([key, version]) => [key, { value: version }])) };
  }

  async apply({ entries }: IncomingEntries): Promise<ReadonlySet<string>> {
    const seen = entries.flatMap(({ key, value }) =>
      Number.isSafeInteger(value) ? { arxivKey: key, version: value as number } : [],
    );
    await this.seen.add(seen);
    return new Set(seen.map(({ arxivKey }) => arxivKey));
  }
}

/** The packaged digests that the person has removed. */
export class RemovedDigestPart implements LibraryPart {
  readonly kind = 'removedPackagedDigest';
  readonly isNeverDeleted = false;

  /** `restore` and `remove` change the library too; they do nothing for a digest that this release does not have. */
  constructor(
    private readonly removed: Pick<RemovedPackagedDigests, 'list' | 'has' | 'add' | 'delete'>,
    private readonly library: {
      removePackaged(digest: { readonly id: string; readonly label: string }): Promise<boolean>;
      restorePackaged(digest: { readonly id: string; readonly label: string }): Promise<boolean>;
    },
    readonly memory: Memory,
  ) {}

  snapshot(): Promise<PartSnapshot> {
    const items = new Map(this.removed.list().map(({ id, label }) => [id, { value: { label } }]));
    return Promise.resolve({ items });
  }

  async apply({ entries }: IncomingEntries): Promise<ReadonlySet<string>> {
    for (const { key: id, value } of entries) {
      const label = isRecord(value) && typeof value['label'] === 'string' ? value['label'] : id;
      if (value === undefined) {
        await this.library.restorePackaged({ id, label });
        if (this.removed.has(id)) await this.removed.delete(id);
      } else {
        await this.library.removePackaged({ id, label });
        if (!this.removed.has(id)) await this.removed.add({ id, label });
      }
    }
    return new Set(entries.map(({ key }) => key));
  }
}
