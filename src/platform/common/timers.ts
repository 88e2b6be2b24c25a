/** A timer as the host of the extension gives it: an object in Node, a number in a browser. */
export type Timer = ReturnType<typeof setTimeout>;

/** Lets the program end while a timer is pending. In a browser it always may. */
export function unref(timer: Timer): void {
  if (typeof timer === 'object') timer.unref();
}
