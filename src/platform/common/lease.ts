/** Allows one request at a time in all windows, with a pause after each. */
export interface Lease {
  /** @throws what the request throws, and what `signal` was aborted with while waiting */
  use<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}
