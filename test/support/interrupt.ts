const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls `end` once: when a signal asks this process to end, or when the process that started it is gone. npm hands
 * signals to its shell only, and the shell dies of them without a word to what it runs.
 */
export function onInterrupt(end: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) once();
  }, 500).unref();
  let over = false;
  const once = () => {
    clearInterval(watch);
    if (!over) end();
    over = true;
  };
  // They stay listened to: the terminal and npm may both send one, and the second must not kill what is ending.
  for (const signal of signals) process.on(signal, once);
}
