/** The bytes of a file, or of a part of it. Offsets and lengths are in bytes. */
export interface FileBytes {
  readonly length: number;
  /**
   * Blocks while it reads, which takes microseconds if the system has the file in memory. Throws once the file is closed.
   *
   * @param into is overwritten and returned in part, instead of new memory, if it is long enough
   */
  read(start: number, end: number, into?: Uint8Array): Uint8Array;
  /** Like {@link read}, without blocking the calling thread. Rejects if the file has been closed. */
  readLater(start: number, end: number, into?: Uint8Array): Promise<Uint8Array>;
  /**
   * Resolves to whether the bytes of the file are intact. Calls `check` to find out, unless an earlier check within the last days
   * succeeded and the file has not changed since: reading a large file for its checksum takes a fifth of the time of a start.
   * The result is stored in a file beside it. Rejects if the file has been closed or `check` rejects.
   */
  isIntact(check: () => Promise<boolean>): Promise<boolean>;
}
