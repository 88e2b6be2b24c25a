import type { StepRunner } from '../../../core/base/cooperativeTask';
import type { FileBytes } from '../../../core/base/fileBytes';
import type { StoredLog } from './storedLog';

/** Size and stamp of a stored file. */
export interface StoredFileFacts {
  /** In bytes. */
  readonly size: number;
  /** Differs from an earlier one if the file was replaced since. */
  readonly stamp: string;
}

/** A file that stays as it is until it is closed, also if it is replaced meanwhile. */
export interface OpenedFile extends FileBytes {
  close(): void;
}

/**
 * A folder of the extension's own storage, which all windows share. It need not be there: what writes makes it. Names
 * are relative, with `/` between their parts. Rejects with the errors of the file system.
 */
export interface StoreFolder {
  /** The folder of a name. */
  folder(name: string): StoreFolder;
  /** Undefined if there is no such file. Rejects if it is no plain file, or has more than `limit` bytes. */
  read(name: string, limit?: number): Promise<Uint8Array | undefined>;
  /** Opens a plain file, to read parts of it; undefined if it does not exist. Absent: files are read as a whole only. */
  open?(name: string): Promise<OpenedFile | undefined>;
  /** Undefined if there is no such file. */
  stat(name: string): Promise<StoredFileFacts | undefined>;
  /** The names of files and folders, hidden ones too; none if the folder is not there. */
  names(): Promise<readonly string[]>;
  /** The names of all plain files below the folder whose names, and those of the folders between, begin with no dot. */
  filesBelow(): Promise<readonly string[]>;
  /**
   * Replaces a file as a whole without a check of its content; readers get the old bytes or the new ones. The last of
   * several writers wins, so use this only for files to which other windows add nothing.
   */
  overwrite(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * Replaces a file as a whole if its bytes are those of `expected`, a SHA-256 in hexadecimal; undefined if there must be
   * no file yet. Resolves to false, and does nothing, if they are not.
   */
  replace(name: string, bytes: Uint8Array, expected: string | undefined): Promise<boolean>;
  /** Does nothing if there is no such file. */
  remove(name: string): Promise<void>;
  /** Removes a folder of the folder with all that is in it. */
  removeFolder(name: string): Promise<void>;
  /**
   * Makes a folder `name` of the files that `write` writes: complete, or not at all if `write` rejects or the program
   * ends before.
   */
  createFolder(name: string, write: (folder: StoreFolder) => Promise<void>): Promise<void>;
  /** Runs a task under the lock of a file that all windows share: tasks for one file run one after another. */
  exclusively<T>(name: string, task: () => Promise<T>): Promise<T>;
  /**
   * Removes what programs that were killed left: unfinished writes, and orphans that are older than a day.
   *
   * @param now in milliseconds since 1970, by the clock of the file system
   */
  sweep(isOrphan: (name: string) => boolean, now?: number): Promise<void>;
  /** A log that all windows add to. `run` does work on many lines in steps. */
  log(name: string, run?: StepRunner): StoredLog;
}
