import { nextTurn } from './nextTurn';

/** A computation that has not ended, and what to do with its result. */
interface Slice {
  /** Milliseconds of a turn in which the computation runs. */
  readonly turnMs: number;
  /** Takes steps until a time of `performance.now()`. Returns whether the computation has ended. */
  advance(until: number): boolean;
}

/**
 * Shares the turns of the event loop among computations: however many run, their steps together take no more of a turn
 * than one of them may.
 */
class TurnSharing {
  /** When the turn began, while there may be another computation in it. */
  #began: number | undefined;
  /** Those that wait for the next turn. */
  #waiting: Slice[] = [];

  /** Runs a computation in what is left of this turn, and in later ones. */
  start(slice: Slice): void {
    const began = this.#begin();
    if (this.#waiting.length > 0 || !slice.advance(began + slice.turnMs)) this.#waiting.push(slice);
  }

  /** How long computations have run in this turn, in milliseconds. */
  get used(): number {
    return this.#began === undefined ? 0 : performance.now() - this.#began;
  }

  #begin(): number {
    if (this.#began === undefined) {
      this.#began = performance.now();
      nextTurn(() => this.#nextTurn());
    }
    return this.#began;
  }

  #nextTurn(): void {
    this.#began = undefined;
    if (this.#waiting.length === 0) return;
    const began = this.#begin();
    // Those that may take the least of a turn come first, or they would not get any of it.
    const slices = this.#waiting.toSorted((a, b) => a.turnMs - b.turnMs);
    this.#waiting = [];
    const unfinished = slices.filter((slice, at) => {
      const now = performance.now();
      const left = began + slice.turnMs - now;
      return left <= 0 || !slice.advance(now + left / (slices.length - at));
    });
    this.#waiting = unfinished.concat(this.#waiting);
  }
}

const turns = new TurnSharing();

/** Leaves room for one step that takes longer and a garbage collection before 20 milliseconds have passed. */
const defaultTurnMs = 6;

/**
 * Runs a computation that yields often without holding the extension host up: other work gets its turn in between, at
 * the latest after `turnMs` milliseconds. Computations that run at the same time share them.
 *
 * @throws what `signal` was aborted with
 */
export async function runInTimeSlices<T>(
  steps: Iterator<void, T>,
  signal?: AbortSignal,
  turnMs = defaultTurnMs,
): Promise<T> {
  const result = await new Promise<() => T>((resolve) => {
    const advance = (until: number): boolean => {
      try {
        signal?.throwIfAborted();
        for (;;) {
          const step = steps.next();
          if (step.done === true) {
            // Code that continues with the result does not know how much of the turn has been used.
            if (turns.used > turnMs / 4) nextTurn(() => resolve(() => step.value));
            else resolve(() => step.value);
            return true;
          }
          if (performance.now() >= until) return false;
        }
      } catch (error) {
        resolve(() => {
          throw error;
        });
        return true;
      }
    };
    turns.start({ turnMs, advance });
  });
  return result();
}
