import { SerialQueue } from '../../core/base/serialQueue';
import { freeKey } from '../../core/citations/citationKey';
import type { PaperId } from '../../core/library/paper';
import { isCitationKey } from '../../core/text/isCitationKey';
import { AppendLog } from '../../platform/node/files/appendLog';
import type { LogPosition } from '../../platform/node/files/logReader';

/** A key that a paper got, as it is stored. Of two papers with one key the first in the file has it. */
interface PinnedKey {
  readonly paper: PaperId;
  readonly key: string;
}

/** The citation keys that papers got at their first use: a file of global storage that all windows add to. */
export class PinnedKeys {
  readonly #log: AppendLog;
  readonly #byPaper = new Map<PaperId, string>();
  readonly #paperOf = new Map<string, PaperId>();
  readonly #additions = new SerialQueue();
  #position: LogPosition | undefined;

  constructor(path: string) {
    this.#log = new AppendLog(path);
  }

  /** The key that a paper got under one of its ids. */
  async get(ids: readonly PaperId[]): Promise<string | undefined> {
    await this.#refresh();
    return this.#known(ids);
  }

  /** Gives a paper a key that no paper has and `isTaken` allows, unless it has one. Returns the key that it has. */
  pin(ids: readonly PaperId[], wanted: string, isTaken: (lowerCaseKey: string) => boolean): Promise<string> {
    return this.#additions.run(async () => {
      for (;;) {
        const known = await this.get(ids);
        if (known !== undefined) return known;
        const key = freeKey(wanted, (taken) => this.#paperOf.has(taken) || isTaken(taken));
        await this.#log.append([{ paper: ids[0] ?? '', key } satisfies PinnedKey]);
        // Another window may have given the key to another paper just before: then the next one is tried.
      }
    });
  }

  /** The paper that has a key, in whatever case. */
  async paperOf(key: string): Promise<PaperId | undefined> {
    await this.#refresh();
    return this.#paperOf.get(key.toLowerCase());
  }

  /** Gives a paper another key. */
  rename(id: PaperId, key: string): Promise<void> {
    return this.#additions.run(async () => {
      await this.#log.append([{ paper: id, key } satisfies PinnedKey]);
      await this.#refresh();
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
    const { values, isWhole, position } = await this.#log.readAfter(this.#position);
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

function isPinnedKey(value: unknown): value is PinnedKey {
  if (typeof value !== 'object' || value === null) return false;
  const { paper, key } = value as Readonly<Record<keyof PinnedKey, unknown>>;
  return typeof paper === 'string' && paper !== '' && typeof key === 'string' && isCitationKey(key);
}
