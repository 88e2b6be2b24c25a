import { isText, withFields } from '../../core/base/guards';
import { SerialQueue } from '../../core/base/serialQueue';
import { freeKey } from '../../core/citations/citationKey';
import type { PaperId } from '../../core/library/paper';
import { isCitationKey } from '../../core/text/isCitationKey';
import type { LogPosition, StoredLog } from '../../platform/common/stores/storedLog';

/** A stored key. If two papers have the same key, the first in the file keeps it. */
interface PinnedKey {
  readonly paper: PaperId;
  readonly key: string;
}

/** A paper that needs a key. */
export interface KeyedPaper {
  /** The ids of the paper; a new key is stored under the first. */
  readonly ids: readonly PaperId[];
  /** The key that it gets unless another paper has it. */
  readonly wanted: string;
}

/** The citation keys of papers, each fixed at its first use, in a file of global storage that all windows append to. */
export class PinnedKeys {
  readonly #byPaper = new Map<PaperId, string>();
  readonly #paperOf = new Map<string, PaperId>();
  readonly #additions = new SerialQueue();
  #position: LogPosition | undefined;

  /** @param isReadOnly whether new keys are returned without being stored */
  constructor(
    private readonly log: StoredLog,
    private readonly isReadOnly: () => boolean = () => false,
  ) {}

  /** Returns the stored keys of papers, each given by its ids; undefined for papers without one. */
  async get(papers: readonly (readonly PaperId[])[]): Promise<readonly (string | undefined)[]> {
    await this.#refresh();
    return papers.map((ids) => this.#known(ids));
  }

  /**
   * Gives papers keys that no other paper has and `isTaken` allows; a paper that has one keeps it. Returns the keys in the
   * order of the papers.
   */
  pin(papers: readonly KeyedPaper[], isTaken: (lowerCaseKey: string) => boolean): Promise<readonly string[]> {
    return this.#additions.run(async () => {
      for (;;) {
        const known = await this.get(papers.map(({ ids }) => ids));
        const keys = known.filter((key) => key !== undefined);
        if (keys.length === papers.length) return keys;
        const missing = papers.filter((_, at) => known[at] === undefined);
        const proposed = this.#proposals(missing, isTaken);
        if (this.isReadOnly()) return withProposals(papers, known, proposed);
        await this.log.append(proposed);
        // Another window may have given a key to another paper just before: then the next one is tried.
      }
    });
  }

  /** The keys of all papers that have one. */
  async all(): Promise<ReadonlyMap<PaperId, string>> {
    await this.#refresh();
    return this.#byPaper;
  }

  /** The paper that has a key; ignores case. */
  async paperOf(key: string): Promise<PaperId | undefined> {
    await this.#refresh();
    return this.#paperOf.get(key.toLowerCase());
  }

  /** Changes the key of a paper. Resolves to false if another paper has that key; the paper then keeps its own. */
  rename(id: PaperId, key: string): Promise<boolean> {
    return this.#additions.run(async () => {
      await this.log.append([{ paper: id, key } satisfies PinnedKey]);
      await this.#refresh();
      return this.#byPaper.get(id) === key;
    });
  }

  #proposals(
    papers: readonly KeyedPaper[],
    isTaken: (lowerCaseKey: string) => boolean,
  ): readonly PinnedKey[] {
    const proposed = new Set<string>();
    const each = new Map(papers.map((paper) => [paper.ids[0] ?? '', paper]));
    return Array.from(each, ([paper, { wanted }]) => {
      const key = freeKey(
        wanted,
        (taken) => this.#paperOf.has(taken) || proposed.has(taken) || isTaken(taken),
      );
      proposed.add(key.toLowerCase());
      return { paper, key };
    });
  }

  #known(ids: readonly PaperId[]): string | undefined {
    for (const id of ids) {
      const key = this.#byPaper.get(id);
      if (key !== undefined) return key;
    }
    return undefined;
  }

  async #refresh(): Promise<void> {
    const { values, isWhole, position } = await this.log.readAfter(this.#position);
    this.#position = position;
    if (isWhole) {
      this.#byPaper.clear();
      this.#paperOf.clear();
    }
    for (const value of values) if (isPinnedKey(value)) this.#take(value);
  }

  #take({ paper, key }: PinnedKey): void {
    const taken = key.toLowerCase();
    const holder = this.#paperOf.get(taken);
    if (holder !== undefined && holder !== paper) return;
    const before = this.#byPaper.get(paper);
    if (before !== undefined) this.#paperOf.delete(before.toLowerCase());
    this.#paperOf.set(taken, paper);
    this.#byPaper.set(paper, key);
  }
}

/** The keys of papers: the stored one, or else the proposed one. */
function withProposals(
  papers: readonly KeyedPaper[],
  known: readonly (string | undefined)[],
  proposed: readonly PinnedKey[],
): readonly string[] {
  const byPaper = new Map(proposed.map(({ paper, key }) => [paper, key]));
  return papers.map(({ ids }, at) => known[at] ?? byPaper.get(ids[0] ?? '') ?? '');
}

const isPinnedKey = withFields<PinnedKey>(
  {
    paper: (value): value is string => isText(value) && value !== '',
    key: (value): value is string => isText(value) && isCitationKey(value),
  },
  {},
);
