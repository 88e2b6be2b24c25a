import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartChild } from '../../../../src/platform/common/isolation/childProgram';
import { IsolatedServer } from '../../../../src/platform/common/isolation/isolatedServer';
import type { ToIsolated } from '../../../../src/platform/common/isolation/isolationProtocol';
import { referenceFunctions } from '../../../../src/services/node/referenceFunctions';
import { FolderScanner, type ScannedTitles } from '../../../../src/services/references/folderScanner';

/** Titles of a library that changes whenever they are encoded, as while papers are fetched. */
class ChangingTitles implements ScannedTitles {
  readonly #titles: string[] = [];
  timesEncoded = 0;

  constructor(private readonly added: readonly string[]) {}

  get name(): string {
    return String(this.#titles.length);
  }

  encoded(): ReturnType<ScannedTitles['encoded']> {
    assert.ok(this.timesEncoded < 10, 'The titles are sent again and again.');
    const next = this.added[this.timesEncoded];
    this.timesEncoded += 1;
    if (next !== undefined) this.#titles.push(next);
    const lines = this.#titles.map((title, at) => `paper-${at}-0123abcd\t${title}\n`);
    return Promise.resolve({ name: this.name, lines: new TextEncoder().encode(lines.join('')) });
  }

  /** A paper is added. */
  add(title: string): void {
    this.#titles.push(title);
  }
}

suite('FolderScanner', () => {
  const title = 'A Title That Files of This Folder Name';
  const other = 'Another Title Which Was Fetched Meanwhile';
  let root: string;
  let scanner: FolderScanner;
  /** The names of the functions that were called. */
  let called: string[];

  /** The functions of the process, run in this one. */
  const start: StartChild = ({ received }) => {
    const server = new IsolatedServer(referenceFunctions(), (message) => {
      setImmediate(received, message);
      return Promise.resolve();
    });
    server.start();
    return {
      send: (message) => {
        if ('name' in (message as ToIsolated)) called.push((message as { readonly name: string }).name);
        server.receive(message as ToIsolated);
        return Promise.resolve();
      },
      end: () => undefined,
      keepAlive: () => undefined,
    };
  };

  setup(() => {
    called = [];
    root = mkdtempSync(join(tmpdir(), 'scanner-'));
    writeFileSync(join(root, 'model.py'), `# ${title}\n# ${other}\n`);
    scanner = new FolderScanner(start);
  });
  teardown(() => {
    scanner.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  test('a folder is scanned although the library changes while its titles are sent', async () => {
    const titles = new ChangingTitles([title]);
    const { files } = await scanner.scanFolder(titles, root, undefined);
    assert.deepEqual(
      files.flatMap(({ references }) => references.map(({ value }) => value)),
      [title],
    );
    assert.deepEqual(called, ['scanFolder', 'setTitles', 'scanFolder']);
  });

  test('changed files are read although the library changes while its titles are sent', async () => {
    const titles = new ChangingTitles([title]);
    const files = await scanner.scanFiles(titles, root, ['model.py']);
    assert.deepEqual(
      files.map(({ references }) => references.length),
      [1],
    );
  });

  test('titles that were added since the last scan are looked for in the next one', async () => {
    const titles = new ChangingTitles([title]);
    await scanner.scanFolder(titles, root, undefined);
    titles.add(other);
    const { files } = await scanner.scanFolder(titles, root, undefined);
    assert.deepEqual(
      files.flatMap(({ references }) => references.map(({ value }) => value)),
      [title, other],
    );
    assert.equal(titles.timesEncoded, 2);
  });
});
