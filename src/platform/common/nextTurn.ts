/** Calls `run` in the next turn of the event loop, without the delay that a timer of a browser has. */
export const nextTurn: (run: () => void) => void =
  typeof setImmediate === 'function' ? (run) => void setImmediate(run) : byMessages();

/** Resolves in the next turn of the event loop, so that other work gets its turn before. */
export function afterNextTurn(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

/** Worker hosts have no `setImmediate`. A message to oneself is a turn of its own. */
function byMessages(): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return (run) => {
    waiting.push(run);
    port2.postMessage(undefined);
  };
}
