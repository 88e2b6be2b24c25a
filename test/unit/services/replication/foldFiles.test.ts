import assert from 'node:assert/strict';
import { formatEntry, formatHeader } from '../../../../src/core/replication/libraryEntry';
import { foldFiles } from '../../../../src/services/replication/foldFiles';
import { MemoryLineFiles } from '../../../support/memoryLineFiles';

/** Counts how often each file is read from its beginning. */
class CountedFiles extends MemoryLineFiles {
  readonly reads = new Map<string, number>();

  override read(...args: Parameters<MemoryLineFiles['read']>): ReturnType<MemoryLineFiles['read']> {
    const [name, { from = 0 }] = args;
    if (from === 0) this.reads.set(name, (this.reads.get(name) ?? 0) + 1);
    return super.read(...args);
  }
}

const lines = (device: string, ...keys: readonly string[]): string =>
  [
    formatHeader(device),
    ...keys.map((key) => formatEntry({ kind: 'mark', key, value: 'read', stamp: [1, 0, device] })),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

suite('Files of devices that are gone', () => {
  test('are taken over, for which each file of the folder is read once', async () => {
    const files = new CountedFiles();
    files.put('own', lines('own', 'a'));
    files.put('other', lines('other', 'b'));
    files.put('gone', lines('gone', 'b', 'c'));
    const facts = (await files.list()).get('gone') ?? assert.fail();
    const folder = { files, path: '', ownName: 'own' };
    const isFolded = await foldFiles(folder, [{ name: 'gone', ...facts }], (added) =>
      files.append('own', added),
    );
    assert.ok(isFolded);
    assert.deepEqual(files.listed(), ['own', 'other']);
    assert.match(files.text('own') ?? '', /"c"/u);
    assert.deepEqual(Object.fromEntries(files.reads), { own: 1, other: 1, gone: 1 });
  });
});
