import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NoteStore } from '../../src/core/notes/noteStore';
import { ConfinedFolder } from '../../src/platform/node/files/confinedFolder';
import { LocalWholeFiles } from '../../src/platform/node/files/wholeFiles';
import { IsolatedProcess } from '../../src/platform/common/isolation/isolatedProcess';
import type { ParsingCalls, ParsingProcess } from '../../src/services/parsing/parsingCalls';
import { forkWithin } from '../../src/platform/node/isolation/forkScript';
import { DigestStore } from '../../src/services/library/digestStore';
import { NoteFolder } from '../../src/services/node/noteFolder';
import { isolatedNoteCodec } from '../../src/services/parsing/isolatedNoteCodec';
import { parseDigest } from '../../src/services/parsing/parseDigest';
import { poison, poisonedFiles } from '../support/poisonedFolder';
import { builtModule } from '../support/builtModule';
import { notesPath, type Scenario } from './scenario';
import { localized } from '../../src/core/base/localization';

/** A folder with files that mean harm costs these files, each with a sentence, and the others are read. */
export const poisonedFolder: Scenario = {
  name: 'poisoned folder',
  async run(bench) {
    const { folder } = bench;
    // Other scenarios have run in this process before.
    const before = process.memoryUsage().rss;
    const papers = join(folder, '.papers');
    await poison(papers);
    await writeFile(join(papers, 'notes', 'sound-0123abcd.md'), '---\ntags: [sound]\n---\n\nIt is read.\n');
    const script = await builtModule('src/services/node/isolatedMain.ts');
    const isolated = new IsolatedProcess<ParsingCalls>({ start: forkWithin(script, 512), idle: 10_000 });
    try {
      const reasons = new Map([
        ...(await readNotes(folder, isolated)),
        ...(await readDigests(folder, isolated)),
      ]);
      for (const { path, reason } of poisonedFiles) assert.match(reasons.get(path) ?? '', reason, path);
      bench.say(`${poisonedFiles.length} files were left out, each with its reason`);
    } finally {
      isolated.dispose();
    }
    const megabytes = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
    bench.say(`memory of the process that asked: ${megabytes} MB more than before`);
    assert.ok(megabytes < 300);
  },
};

/** Why each note was left out, by its path below `.papers`. */
async function readNotes(folder: string, isolated: ParsingProcess): Promise<ReadonlyMap<string, string>> {
  const files = new NoteFolder(folder, notesPath);
  const store = new NoteStore(
    {
      list: () => files.list(),
      read: (name) => files.read(name),
      write: (name, bytes, expected) => files.write(name, bytes, expected),
      remove: (name, expected) => files.remove(name, expected),
      onDidChange: () => ({ dispose: () => undefined }),
    },
    undefined,
    isolatedNoteCodec(isolated),
  );
  assert.ok((await store.ready()).ok);
  assert.deepEqual(store.get('sound-0123abcd')?.tags, ['sound']);
  return new Map(store.errors().map(({ name, error }) => [`notes/${name}`, localized(error.message)]));
}

/** Likewise of digests. */
async function readDigests(folder: string, isolated: ParsingProcess): Promise<ReadonlyMap<string, string>> {
  const store = new DigestStore(new LocalWholeFiles(new ConfinedFolder(folder, ['.papers', 'digests'])));
  const { digests, damaged } = await store.list();
  const reasons = new Map(damaged.map(({ file, reason }) => [`digests/${file}`, localized(reason)]));
  for (const { file, name } of digests) {
    const { batch, problems } = await parseDigest(isolated, file, await store.read(file), { name });
    if (batch.days.length === 0) reasons.set(`digests/${file}`, localized(problems[0]?.message ?? ''));
  }
  return reasons;
}
