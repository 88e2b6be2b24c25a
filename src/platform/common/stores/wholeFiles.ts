/** Size and times of a file; times in milliseconds since 1970. */
export interface FileFacts {
  readonly size: number;
  readonly changed: number;
  readonly made: number;
}

export interface WholeFileEntry {
  readonly name: string;
  /** Whether it is a file that can be read: no link, device or pipe. */
  readonly isPlain: boolean;
}

/** A folder of files that are replaced as a whole. It need not be there. Rejects with the errors of its file system. */
export interface WholeFiles {
  /** All but folders, in no order. */
  list(): Promise<readonly WholeFileEntry[]>;
  /** `undefined` if there is no such file. */
  stat(name: string): Promise<FileFacts | undefined>;
  /** `undefined` if there is no such file. Rejects if it has more than `limit` bytes. */
  read(name: string, limit?: number): Promise<Uint8Array | undefined>;
  /** Makes the folder too. When it resolves, the bytes are on disk. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(name: string): Promise<void>;
}
