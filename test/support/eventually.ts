/** How long a condition may take to come true before it counts as never, in milliseconds: a slow, busy machine needs half of it. */
export const patience = 60_000;

/**
 * Tries until `check` no longer throws, and returns what it returned; when patience ends, its last error is thrown.
 * For what a locator cannot wait for, such as the order of rows.
 */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
