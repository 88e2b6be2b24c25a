/** Reads and writes the files of one folder. Rejects with the errors of the file system. */
export interface ByteFiles {
  /** Whether a write that is cut off leaves the old file; otherwise it may leave a part of a file, or none. */
  readonly replacesWhole: boolean;
  list(): Promise<readonly ByteFileEntry[]>;
  /** `undefined` where there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Makes the folder too. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface ByteFileEntry {
  readonly name: string;
  readonly size: number;
  /** In milliseconds since 1970, or a number that changes whenever the file does. */
  readonly changed: number;
}
