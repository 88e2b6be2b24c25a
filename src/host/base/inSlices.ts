/**
 * Runs a computation that yields often without holding the extension host up: other work gets its turn in between, at
 * the latest after `turnMs` milliseconds.
 *
 * @throws what `signal` was aborted with
 */
export async function inSlices<T>(steps: Iterator<void, T>, signal?: AbortSignal, turnMs = 12): Promise<T> {
  let turn = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < turnMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    turn = performance.now();
  }
}
