import * as vscode from 'vscode';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import { systemClock } from '../../platform/common/systemClock';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { IsolatedProcess } from '../../platform/common/isolation/isolatedProcess';
import type { StartChild } from '../../platform/common/isolation/childProgram';
import { placeOf } from '../../platform/vscode/files/folderPlace';
import { WorkspaceUriFiles } from '../../platform/vscode/files/uriFiles';
import { watchFolder } from '../../platform/vscode/files/watchFolder';
import { WorkspaceBytes } from '../../platform/vscode/files/workspaceBytes';
import { WorkspaceWholeFiles } from '../../platform/vscode/files/workspaceWholeFiles';
import { SharedFiles } from '../../platform/web/sharedFiles';
import { SharedFolder, SharedNotes } from '../../platform/web/storageFolders';
import { WorkspaceTabFiles } from '../../platform/web/tabFiles';
import { TabLease } from '../../platform/web/tabLease';
import { browserFetch } from '../../platform/web/browserFetch';
import { PackagedFiles } from '../../platform/web/packagedFiles';
import { browserTabs } from '../../platform/web/tabs';
import { WebStoreFolder } from '../../platform/web/webStoreFolder';
import { startWorker } from '../../platform/web/workerProgram';
import type { Host } from '../host';
import { GuardedNoteFolder } from '../notes/guardedNoteFolder';
import type { FormulaCalls, SetFormula } from '../parsing/setFormula';
import type { IndexStorage } from '../search/indexFiles';
import { withFiles } from './indexStorage';
import { StoredDocuments } from './storedDocuments';

/** The names of the files in `seeds`, from the build: over HTTP a folder cannot be listed. */
declare const packagedDigests: readonly string[];

const name = 'daily-papers';

/** The extension host of a browser without a server: a worker. Files are VS Code's, other programs are workers. */
export function createWebHost({
  extension,
  extensionUri,
  globalStorageUri,
  storageUri = globalStorageUri,
}: vscode.ExtensionContext): Host {
  const storage = new SharedFiles(new WorkspaceTabFiles(globalStorageUri), browserTabs(name));
  const ofWorkspace =
    storageUri.toString() === globalStorageUri.toString()
      ? storage
      : new SharedFiles(new WorkspaceTabFiles(storageUri), browserTabs(`${name} ${storageUri.path}`));
  const folders = {
    storage: new WebStoreFolder(storage, ''),
    workspaceStorage: new WebStoreFolder(ofWorkspace, ''),
  };
  const within = (folder: vscode.Uri): string | undefined => pathBelow(globalStorageUri, folder);
  const worker = (layers: readonly string[]): (() => Promise<string>) =>
    memoizeSuccess(() => workerScript(vscode.Uri.joinPath(extensionUri, 'dist', 'web'), layers));
  const isolated = worker(isolatedWorker);
  for (const files of new Set([storage, ofWorkspace])) files.enter();
  return {
    ...folders,
    build: () => Promise.resolve(String((extension.packageJSON as { readonly version?: unknown }).version)),
    unicode: navigator.userAgent,
    startIsolated: () => startWorker(isolated),
    startIndex: withFiles(startWorker(worker(indexWorker)), indexFiles(folders)),
    setFormula: inWorker(startWorker(isolated)),
    indexPath: (place, file) => `${place}/${file}`,
    files: new LockedUriFiles(storage),
    watchFolder: (folder, changed) => {
      const path = within(folder);
      if (path === undefined) return watchFolder(placeOf(folder), changed);
      return storage.onDidChange((file) => {
        if (file.startsWith(`${path}/`)) changed(file.slice(path.length + 1));
      });
    },
    noteFolder: (folder) => {
      const path = within(folder);
      const bytes = path === undefined ? new WorkspaceBytes(folder) : new SharedNotes(storage, path);
      return new GuardedNoteFolder(
        bytes,
        () => Date.now(),
        (note, task) => storage.exclusively(`${path ?? folder.toString()}/${note}`, task),
      );
    },
    trackDocuments: (codec, watch) => new StoredDocuments({ files: storage, pathOf: within, codec, watch }),
    digestFolder: (folder) => {
      const path = within(folder);
      return path === undefined ? new WorkspaceWholeFiles(folder) : new SharedFolder(storage, path);
    },
    lease: (lease, apart) => new TabLease(`${name}:${lease}`, apart, systemClock),
    packagedDigests: new PackagedFiles(vscode.Uri.joinPath(extensionUri, 'seeds'), packagedDigests),
    mcpServer: undefined,
    fetch: browserFetch,
    home: undefined,
    lineFiles: undefined,
    machine: '',
  };
}

/** In milliseconds. The worker that sets formulas ends when it was not used for so long. */
const formulasIdle = 300_000;
const formulaLimit = 5_000;

/** Sets formulas in a worker: Temml is a seventh of all code. */
function inWorker(start: StartChild): SetFormula {
  const process = new IsolatedProcess<FormulaCalls>({ start, idle: formulasIdle });
  return async (formula) => {
    try {
      const { result } = await process.call('setFormula', [formula], { limit: formulaLimit });
      return result;
    } catch {
      // Its raw text is shown then.
      return undefined;
    }
  };
}

/** The path of a folder below another one; undefined if it is not below it. */
function pathBelow(folder: vscode.Uri, below: vscode.Uri): string | undefined {
  const isBelow = below.scheme === folder.scheme && below.path.startsWith(`${folder.path}/`);
  return isBelow ? below.path.slice(folder.path.length + 1) : undefined;
}

/** The packaged files that workers are made of: each requires those before it, and the last one exports `start`. */
const indexWorker = ['index.js'];
const isolatedWorker = ['extension.js', 'formulas.js', 'parsers.js'];

/**
 * The address of the script of a worker, which it can load wherever the extension is. The script gives each of its layers
 * `module`, `exports` and `require`, as CommonJS does, and starts the last one.
 */
async function workerScript(folder: vscode.Uri, layers: readonly string[]): Promise<string> {
  const scripts = layers.map(async (name) => {
    const script = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
    return [
      '((exports) => { const module = { exports };\n',
      script,
      `\nlayers[${JSON.stringify(`./${name}`)}] = module.exports; })({});\n`,
    ];
  });
  const before = `"use strict"; const layers = {};
const require = (name) => { if (name in layers) return layers[name]; throw new Error(\`There is no \${name}\`); };
`;
  const parts = [before, ...(await Promise.all(scripts)).flat(), `require('./${layers.at(-1)}').start();\n`];
  return URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
}

/** The files of the index, in whichever folder their paths begin with. */
function indexFiles(folders: Readonly<Record<'storage' | 'workspaceStorage', StoreFolder>>): IndexStorage {
  const at = (path: string): [StoreFolder, string] => {
    const [place, ...name] = path.split('/');
    return [folders[place === 'workspaceStorage' ? place : 'storage'], name.join('/')];
  };
  return {
    read: (path) => {
      const [folder, file] = at(path);
      return folder.read(file);
    },
    overwrite: (path, bytes) => {
      const [folder, file] = at(path);
      return folder.overwrite(file, bytes);
    },
    remove: (path) => {
      const [folder, file] = at(path);
      return folder.remove(file);
    },
  };
}

/** Files through VS Code; the tabs of the browser take turns at replacing one. */
class LockedUriFiles extends WorkspaceUriFiles {
  constructor(private readonly locks: Pick<SharedFiles, 'exclusively'>) {
    super();
  }

  override replace(uri: vscode.Uri, bytes: Uint8Array, expected: string | undefined): Promise<boolean> {
    return this.locks.exclusively(uri.toString(), () => super.replace(uri, bytes, expected));
  }
}
