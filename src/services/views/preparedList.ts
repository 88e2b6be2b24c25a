import { type CooperativeTask, finish } from '../../core/base/cooperativeTask';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';

/** In milliseconds: how long a view counts or lists papers in one turn. Several views do at once. */
export const countingTurn = 3;

/**
 * What a view lists, which takes time to find out. It is found out in time slices when VS Code is about to draw the view;
 * until then, the list of before is what there is.
 */
export class PreparedList<T> {
  #list: T | undefined;
  #isStale = true;
  #hasChanged = false;
  #preparing: Promise<void> | undefined;

  constructor(private readonly listing: () => CooperativeTask<T>) {}

  /** Whether the list is being made anew. */
  get isPreparing(): boolean {
    return this.#preparing !== undefined;
  }

  /** The list if it is up to date; undefined if it is to be made, or is being made. */
  get known(): T | undefined {
    return this.#isStale || this.isPreparing ? undefined : this.#list;
  }

  /** The latest list. At a stretch only if there was none before. */
  get current(): T {
    return (this.#list ??= finish(this.listing()));
  }

  /** To be called when the list has to be made anew. */
  invalidate(): void {
    this.#isStale = true;
    this.#hasChanged = true;
  }

  /** To be called when the list was changed in place. */
  changed(): void {
    this.#hasChanged = true;
  }

  /** Whether the list may be another one than at the last call. */
  takeChanged(): boolean {
    const hasChanged = this.#hasChanged;
    this.#hasChanged = false;
    return hasChanged;
  }

  /** Makes the list anew if it is stale. What changes meanwhile makes it stale again, and is not waited for. */
  async prepare(): Promise<void> {
    await this.#preparing;
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#preparing = this.#prepare().finally(() => (this.#preparing = undefined));
    await this.#preparing;
  }

  async #prepare(): Promise<void> {
    try {
      this.#list = await runInTimeSlices(this.listing(), undefined, countingTurn);
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }
}
