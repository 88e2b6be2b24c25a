import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TitleMatcher } from '../../src/core/references/titleMatcher';
import { scanVirtualFiles, scanVirtualFolder } from '../../src/services/references/virtualFolder';

/** Files in memory, by path. Folders follow from the paths; a folder named `locked` cannot be read. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, string>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  read = 0;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const text = this.files.get(path);
    const type = text === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: path.endsWith('large.py') ? 3e6 : (text?.length ?? 0) };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const prefix = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    if (prefix.endsWith('/locked/')) throw vscode.FileSystemError.NoPermissions(uri);
    const entries = new Map<string, vscode.FileType>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...below] = path.slice(prefix.length).split('/');
      entries.set(name, below.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
    }
    return [...entries];
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.files.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    this.read += 1;
    return new TextEncoder().encode(text);
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
}

suite('References in a folder that is not on this machine', () => {
  const scheme = 'references-test';
  const root = vscode.Uri.from({ scheme, path: '/project' });
  const titles = new TitleMatcher([{ paperId: 'one', title: 'A Paper With a Title' }]);
  const named = '# arXiv:1706.03762, A Paper With a Title\n';
  let memory: MemoryFiles;
  let registered: vscode.Disposable;

  setup(() => {
    memory = new MemoryFiles();
    registered = vscode.workspace.registerFileSystemProvider(scheme, memory);
  });
  teardown(() => {
    registered.dispose();
  });

  test('are found in all its files but large, binary and foreign ones', async () => {
    for (let at = 0; at < 1_100; at++) memory.files.set(`/project/many/file${at}.py`, 'x = 1\n');
    memory.files.set('/project/src/model.py', named);
    memory.files.set('/project/src/large.py', named);
    memory.files.set('/project/src/binary.py', `${named}\0`);
    memory.files.set('/project/locked/model.py', named);
    memory.files.set('/project/node_modules/x/index.py', named);
    memory.files.set('/project/refs.bib', '@article{key,\n  title = {A Paper With a Title}\n}\n');
    const { files, listed, isCut } = await scanVirtualFolder(root, titles, () => false);
    assert.deepEqual(files.map(({ path }) => path).toSorted(), ['refs.bib', 'src/model.py']);
    assert.deepEqual([listed, isCut], [1_104, false]);
    const model = files.find(({ path }) => path === 'src/model.py');
    assert.deepEqual(
      model?.references.map(({ kind, value }) => [kind, value]),
      [
        ['arxiv', '1706.03762'],
        ['title', 'A Paper With a Title'],
      ],
    );
  });

  test('are searched in slices, and no further when the folder is closed', async () => {
    for (let at = 0; at < 1_100; at++) memory.files.set(`/project/many/file${at}.py`, 'x = 1\n');
    let slices = 0;
    await scanVirtualFolder(root, titles, () => ++slices > 1);
    assert.equal(memory.read, 500);
  });

  test('are gone with a file that is gone', async () => {
    memory.files.set('/project/a.py', named);
    const found = await scanVirtualFiles(root, ['a.py', 'gone.py'], titles);
    assert.deepEqual(
      found.map(({ references }) => references.length),
      [2, 0],
    );
  });
});
