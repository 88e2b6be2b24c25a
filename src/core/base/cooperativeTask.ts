/** Work in small pieces: it yields often, so that whoever runs it can let others have a turn, or stop. */
export type CooperativeTask<T> = Generator<void, T>;

/** Runs all of it at once. */
export function finish<T>(steps: CooperativeTask<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Runs work that comes in steps, now and then giving way to others. */
export type StepRunner = <T>(steps: CooperativeTask<T>) => Promise<T>;
