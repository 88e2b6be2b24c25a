import { type CooperativeTask, finish } from '../../core/base/cooperativeTask';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { StaleTask } from './staleTask';

/** In milliseconds: how long a view counts or lists papers in one turn. Several views do at once. */
export const countingTurn = 3;

/**
 * The items of a view that take time to compute. They are computed in time slices when VS Code is about to draw the view;
 * until then, the previous list is used.
 */
export class PreparedList<T> {
  #list: T | undefined;
  #hasChanged = false;
  readonly #task = new StaleTask(async () => {
    this.#list = await runInTimeSlices(this.listing(), undefined, countingTurn);
  });

  constructor(private readonly listing: () => CooperativeTask<T>) {}

  /** Whether the list is being computed. */
  get isPreparing(): boolean {
    return this.#task.isRunning;
  }

  /** The list if it is up to date; undefined if it is to be made, or is being made. */
  get known(): T | undefined {
    return this.#task.isStale || this.isPreparing ? undefined : this.#list;
  }

  /** The latest list. Computed synchronously if there is none yet. */
  get current(): T {
    return (this.#list ??= finish(this.listing()));
  }

  /** To be called when the list has to be computed again. */
  invalidate(): void {
    this.#task.invalidate();
    this.#hasChanged = true;
  }

  /** To be called when the list was changed in place. */
  changed(): void {
    this.#hasChanged = true;
  }

  /** To be called when the view is drawn from the list: if that is up to date, it shows all changes so far. */
  drawn(): void {
    if (this.known !== undefined) this.#hasChanged = false;
  }

  /** Whether the list may be another one than at the last call, or when it was drawn last. */
  takeChanged(): boolean {
    const hasChanged = this.#hasChanged;
    this.#hasChanged = false;
    return hasChanged;
  }

  /** Computes the list if it is stale. A change in the meantime makes it stale again, and is not waited for. */
  prepare(): Promise<void> {
    return this.#task.run();
  }
}
