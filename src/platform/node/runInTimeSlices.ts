/**
 * Runs a computation that yields often without holding the extension host up: other work gets its turn in between, at
 * the latest after `turnMs` milliseconds. Several of them one after another give turns as one would.
 *
 * @throws what `signal` was aborted with
 */
export async function runInTimeSlices<T>(
  steps: Iterator<void, T>,
  signal?: AbortSignal,
  turnMs = 12,
): Promise<T> {
  let turn = performance.now();
  for (;;) {
    const step = steps.next();
    const used = performance.now() - turn;
    if (step.done === true) {
      // The next computation knows nothing of the time that this one has used.
      if (used > turnMs / 4) await nextTurn();
      return step.value;
    }
    if (used < turnMs) continue;
    await nextTurn();
    signal?.throwIfAborted();
    turn = performance.now();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
