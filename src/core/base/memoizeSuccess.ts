/**
 * Returns a function that calls `load` once and caches its result. Concurrent calls share one promise. After a failure
 * the next call runs `load` again.
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
