import { heldTime } from './heldTime';

/** How long something took, and how long no other work of this program had a turn meanwhile; milliseconds. */
export interface Blocks<T> {
  readonly value: T;
  readonly took: number;
  /** The longest time between two checks, which are scheduled every millisecond, by the clock. */
  readonly blocked: number;
  /** The same without the time in which the system let other programs run; see {@link heldTime}. */
  readonly held: number;
}

export async function longestBlock<T>(run: () => Promise<T>): Promise<Blocks<T>> {
  const started = performance.now();
  let [before, heldBefore] = [started, heldTime()];
  let [blocked, held] = [0, 0];
  let isOver = false;
  const look = (): void => {
    const [now, heldNow] = [performance.now(), heldTime()];
    blocked = Math.max(blocked, now - before);
    held = Math.max(held, heldNow - heldBefore);
    [before, heldBefore] = [now, heldNow];
    // Not in every turn: the checks would take processor time from other programs that are measured.
    if (!isOver) setTimeout(look, 1);
  };
  look();
  const value = await run();
  isOver = true;
  look();
  return { value, took: before - started, blocked, held };
}
