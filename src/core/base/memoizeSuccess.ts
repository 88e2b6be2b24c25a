/**
 * Gives a function that calls `load` the first time, and again after it has failed. Calls made meanwhile share one
 * promise; a failure is never kept.
 */
export function memoizeSuccess<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    if (loading) return loading;
    const current = load();
    loading = current;
    current.catch(() => {
      if (loading === current) loading = undefined;
    });
    return current;
  };
}
