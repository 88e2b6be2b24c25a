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
   * Whether `check` resolves to true for the bytes of the file. A program that has found that some days before, for the same state
   * of the same file, is believed: to read a large file only for its checksum takes a fifth of a start. That is recorded in a
   * file beside it. Rejects if the file has been closed, or `check` rejects.
   */
  isIntact(check: () => Promise<boolean>): Promise<boolean>;
}
