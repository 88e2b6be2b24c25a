/**
 * The result of some work if there is one within a time, in milliseconds. Otherwise undefined; the work goes on, and its
 * failure is then ignored.
 */
export async function resultWithin<T>(
  work: Promise<T>,
  time: number,
): Promise<{ readonly value: T } | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), time);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
