/** How long something took, and between which two turns of the event loop most time passed meanwhile; milliseconds. */
export interface Blocks<T> {
  readonly value: T;
  readonly took: number;
  readonly blocked: number;
}

export async function longestBlock<T>(run: () => Promise<T>): Promise<Blocks<T>> {
  const started = performance.now();
  let before = started;
  let blocked = 0;
  let isOver = false;
  const look = (): void => {
    const now = performance.now();
    blocked = Math.max(blocked, now - before);
    before = now;
    if (!isOver) setImmediate(look);
  };
  look();
  const value = await run();
  isOver = true;
  return { value, took: performance.now() - started, blocked: Math.max(blocked, performance.now() - before) };
}
