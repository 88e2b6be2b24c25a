/**
 * Runs `steps` to its end and returns its outcome, calling `rest` after every `stepsPerRest` steps so that others get
 * their turn, and stopping where `signal` says so.
 * @throws the signal's reason when it is aborted; the generator is closed then.
 */
export async function inSteps<T>(
  steps: Generator<unknown, T>,
  rest: () => Promise<void>,
  { stepsPerRest = 1, signal }: { readonly stepsPerRest?: number; readonly signal?: AbortSignal } = {},
): Promise<T> {
  try {
    for (let count = 1; ; count++) {
      signal?.throwIfAborted();
      const step = steps.next();
      if (step.done) return step.value;
      if (count % stepsPerRest === 0) await rest();
    }
  } finally {
    steps.return(undefined as T);
  }
}
