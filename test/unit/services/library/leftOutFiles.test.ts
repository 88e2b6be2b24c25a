import assert from 'node:assert/strict';
import { localizable } from '../../../../src/core/base/localization';
import { type LeftOutFile, LeftOutFiles } from '../../../../src/services/library/leftOutFiles';

const file = (uri: string, reason = 'Too large.'): LeftOutFile => ({
  uri,
  reason: localizable(reason),
  isPlain: true,
});

suite('Files that were left out', () => {
  test('are those of all kinds by address, of each kind as it was set last', () => {
    const files = new LeftOutFiles();
    let changes = 0;
    files.onDidChange(() => (changes += 1));
    const steps: readonly [kind: string, LeftOutFile[], uris: string[], changes: number][] = [
      ['notes', [], [], 0],
      ['notes', [file('b'), file('d')], ['b', 'd'], 1],
      ['digests', [file('c'), file('a')], ['a', 'b', 'c', 'd'], 2],
      ['notes', [file('b'), file('d')], ['a', 'b', 'c', 'd'], 2],
      ['notes', [file('b', 'No UTF-8.'), file('d')], ['a', 'b', 'c', 'd'], 3],
      ['notes', [], ['a', 'c'], 4],
      ['digests', [], [], 5],
    ];
    for (const [kind, some, uris, expected] of steps) {
      files.set(kind, some);
      assert.deepEqual([files.all().map(({ uri }) => uri), changes], [uris, expected]);
    }
  });
});
