/** A folder of a file system that promises nothing about writes that are cut off. Rejects with the host's errors. */
export interface ByteFiles {
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
  /** In milliseconds since 1970. */
  readonly changed: number;
}
