import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import type { FullTexts } from './fullTexts';
import type { FullTextName, FullTextStore, StoredFolder } from './fullTextStore';

interface StoredPapersParts {
  readonly fullTexts: Pick<FullTexts, 'onDidStore' | 'forget'>;
  readonly store: FullTextStore;
  /** In bytes. */
  readonly limit: () => number;
  /** Whether a paper is never removed to save space, because it is annotated or shown. By its key, see `FullTexts.keyOf`. */
  readonly isPinned: (key: string) => boolean;
  /** Resolves when it is known which papers are pinned. */
  readonly ready: () => Promise<void>;
  readonly report: (error: unknown) => void;
}

/** Lists and removes stored whole papers, and keeps them below the limit of the setting. */
export class StoredPapers implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #turns = new SerialQueue();

  constructor(private readonly parts: StoredPapersParts) {
    this.#owned.add(parts.fullTexts.onDidStore(() => void this.keepBelowLimit().catch(parts.report)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  list(): Promise<readonly StoredFolder[]> {
    return this.parts.store.list();
  }

  /** Removes versions of papers with their figures. */
  async remove(names: readonly FullTextName[]): Promise<void> {
    for (const name of names) {
      await this.parts.store.remove(name);
      this.parts.fullTexts.forget(name);
    }
  }

  /** Removes what was used least recently if more is stored than the limit allows. */
  keepBelowLimit(): Promise<void> {
    return this.#turns.run(async () => {
      await this.parts.ready();
      const { limit, isPinned } = this.parts;
      await this.remove(beyondLimit(await this.list(), limit(), ({ paper }) => isPinned(paper)));
    });
  }
}

/** The folders to remove so that the rest is within the limit, least recently used first. */
export function beyondLimit(
  folders: readonly StoredFolder[],
  limit: number,
  isPinned: (folder: StoredFolder) => boolean,
): readonly StoredFolder[] {
  let total = folders.reduce((sum, { size }) => sum + size, 0);
  const removed: StoredFolder[] = [];
  const newest = folders.reduce((latest, { lastUsed }) => Math.max(latest, lastUsed), 0);
  for (const folder of folders.toSorted((a, b) => a.lastUsed - b.lastUsed)) {
    if (total <= limit) break;
    // The paper that was just fetched stays, even if it alone is too large.
    if (isPinned(folder) || folder.lastUsed === newest) continue;
    removed.push(folder);
    total -= folder.size;
  }
  return removed;
}
