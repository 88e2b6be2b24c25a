import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { noteTemplate } from '../../src/core/notes/noteTemplate';
import { editNote } from '../../src/core/notes/editNote';
import { type Scenario, change, highlightAt, notesPath, openStore, subject } from './scenario';

export const longNote: Scenario = {
  name: 'a note of 5 MB',
  async run(bench) {
    const body = 'A line of text: with ünïcode, and an end.\r\n'.repeat(120_000);
    const path = join(bench.folder, ...notesPath, `${subject.id}.md`);
    const store = openStore(bench.folder);
    await mkdir(bench.folder, { recursive: true });
    await change(store, subject, { body });
    const began = performance.now();
    await change(store, subject, { addHighlights: [highlightAt('h1', 3)] });
    await change(store, subject, { editHighlights: [{ id: 'h1', set: { comment: 'said' } }] });
    const took = (performance.now() - began) / 2;
    const text = await readFile(path, 'utf8');
    assert.ok(text.length > 5_000_000);
    assert.ok(text.endsWith(body));
    assert.match(text, /comment: said/);
    bench.say(
      `${(text.length / 1e6).toFixed(1)} MB: an edit takes ${took.toFixed(0)} ms, the body stays byte for byte`,
    );
  },
};

export const manyNotes: Scenario = {
  name: '10,000 notes',
  async run(bench) {
    const count = bench.short ? 500 : 10_000;
    const folder = join(bench.folder, ...notesPath);
    await mkdir(folder, { recursive: true });
    const abstract = 'A sentence of an abstract, of the usual length and kind. '.repeat(25);
    for (let index = 0; index < count; index += 1) {
      const id = `note-${index}`;
      const text = editNote(noteTemplate({ id, title: `Title ${index}`, abstract }), id, {
        addTags: [`tag-${index % 50}`],
        addHighlights: [highlightAt('h1', 3)],
      });
      await writeFile(join(folder, `${id}.md`), text.ok ? text.value : '');
    }
    const store = openStore(bench.folder);
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    const began = performance.now();
    await store.ready();
    const loaded = performance.now() - began;
    await store.refresh();
    const again = performance.now() - began - loaded;
    delays.disable();
    assert.equal(store.all().length, count);
    assert.deepEqual(store.errors(), []);
    bench.say(
      `${count} notes are read in ${(loaded / 1000).toFixed(1)} s and looked through again in ${again.toFixed(0)} ms`,
    );
    bench.say(
      `the event loop is held for ${(delays.percentile(99) / 1e6).toFixed(0)} ms at most in 99 of 100 turns, ${(delays.max / 1e6).toFixed(0)} ms at worst`,
    );
  },
};
