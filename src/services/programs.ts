import type { Lease } from '../platform/common/lease';
import type { StartChild } from '../platform/common/isolation/childProgram';
import type { StoreFolder } from '../platform/common/stores/storeFolder';
import type { SetFormula } from './parsing/setFormula';

/**
 * The services that stores, search and parsing need from the program that runs them: an extension host or the MCP
 * server.
 */
export interface ProgramHost {
  /** The extension's storage for all workspaces. */
  readonly storage: StoreFolder;
  /** The extension's storage for this workspace; that for all workspaces without a folder. */
  readonly workspaceStorage: StoreFolder;
  /** Identifies this build of the extension: another one may parse texts in another way. */
  build(): Promise<string>;
  /** Identifies the Unicode tables, on which the words of a text depend besides this code. */
  readonly unicode: string;
  /** Starts a program that parses untrusted texts, with a heap of at most `memory` megabytes if that can be set. */
  readonly startIsolated: (memory: number) => StartChild;
  /** Starts the program that finds references in the files of folders; a browser has no folders that it could read. */
  readonly startReferences?: StartChild;
  readonly startIndex: StartChild;
  readonly setFormula: SetFormula;
  /** Sends requests; the global one if left out, which VS Code patches for proxies. */
  readonly fetch?: typeof fetch;
  /** The paths by which the program of the index gets its files. */
  readonly indexPath: (place: 'storage' | 'workspaceStorage', name: string) => string;
  /** Allows one request at a time in all windows, with a pause of `apart` milliseconds after each. */
  readonly lease: (name: string, apart: number) => Lease;
}
