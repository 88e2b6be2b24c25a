/** A computation that yields often, so that its runner can give other work a turn, or cancel it. */
export type CooperativeTask<T> = Generator<void, T>;

/** Runs a task to its end without a pause. */
export function finish<T>(steps: CooperativeTask<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Runs a task in time slices, giving other work a turn in between. */
export type StepRunner = <T>(steps: CooperativeTask<T>) => Promise<T>;
