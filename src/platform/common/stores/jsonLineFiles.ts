/** A line that is JSON, and where it is in the file in bytes, without its newline. */
export interface JsonLine {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/** Lines that were read together, and where the last of them ends, in bytes. */
export interface JsonLines {
  readonly lines: readonly JsonLine[];
  readonly end: number;
}

export interface ReadLinesOptions {
  /** In bytes. */
  readonly from?: number;
  /** In bytes; longer lines are left out. */
  readonly longest: number;
  /** Whether the end of the file ends its last line, because no program writes to it now. */
  readonly isWhole?: boolean;
  readonly signal?: AbortSignal;
}

/** A file of a folder; times in milliseconds since 1970. */
export interface LineFileFacts {
  readonly size: number;
  readonly changed: number;
}

/**
 * Files of JSON values, one to a line, anywhere on the machine, which need not fit into memory. Lines that are not JSON are
 * left out: a crash or a conflict may leave some. Rejects with the errors of the file system; ELOOP for a link.
 */
export interface JsonLineFiles {
  /** Yields lines as they are read. */
  read(path: string, options: ReadLinesOptions): AsyncIterable<JsonLines>;
  /** One line again; undefined if the file no longer has it there. */
  lineAt(path: string, place: Pick<JsonLine, 'start' | 'end'>): Promise<unknown>;
  /** The bytes before a place in a file. If they are unchanged, the file is the same, possibly with more lines. */
  markBefore(path: string, end: number): Promise<string>;
  size(path: string): Promise<number>;
  /** The plain files of a folder whose names end in `.jsonl`, without hidden ones; rejects if the folder is not there. */
  list(folder: string): Promise<ReadonlyMap<string, LineFileFacts>>;
  /** The names of all files and folders of a folder, without hidden ones. */
  names(folder: string): Promise<readonly string[]>;
  makeFolder(folder: string): Promise<void>;
  join(folder: string, name: string): string;
  /** The path that a person typed, with `~` for the home folder; undefined if it depends on where the program runs. */
  resolve(path: string): string | undefined;
  /**
   * Adds lines to a file that no other program adds to; resolves once they are on disk. Part of a line that a crash left
   * is ended first.
   */
  append(path: string, parts: AsyncIterable<readonly unknown[]>): Promise<void>;
  /**
   * Replaces a file as a whole once all parts have come; leaves it as it was if they do not, or if its facts differ from
   * `expected`. Resolves to whether it was replaced.
   */
  write(path: string, parts: AsyncIterable<readonly unknown[]>, expected?: LineFileFacts): Promise<boolean>;
  /** Removes a file if its facts are those of `expected`; resolves to whether it was removed. */
  remove(path: string, expected: LineFileFacts): Promise<boolean>;
}
