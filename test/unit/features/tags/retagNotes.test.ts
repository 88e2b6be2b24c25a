import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import type { StepChange } from '../../../../src/core/history/historyStep';
import { directNoteCodec } from '../../../../src/core/notes/noteFunctions';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { makeEdits, planEdits, taggings } from '../../../../src/features/tags/retagNotes';
import { InMemoryNoteFiles } from '../../core/notes/inMemoryNoteFiles';

const ids = Array.from({ length: 40 }, (_, at) => `paper-${at}-${String(at).padStart(8, '0')}`);

async function start() {
  const files = new InMemoryNoteFiles();
  for (const id of ids) files.put(`${id}.md`, `---\npaper: ${id}\ntitle: T\ntags: [old, kept]\n---\n`);
  const notes = new NoteStore(files);
  await notes.ready();
  const services = { notes, codec: directNoteCodec };
  const tagged = finish(taggings(notes.all(), ['old']));
  const planned = await planEdits(services, tagged, 'new', () => undefined, undefined);
  const made: StepChange[] = [];
  const make = (report: () => void, signal?: AbortSignal) =>
    makeEdits(services, planned, 'new', report, signal, (change) => void made.push(change));
  const withTag = (tag: string): number => ids.filter((id) => files.text(`${id}.md`)?.includes(tag)).length;
  return { files, make, made, withTag };
}

suite('Renaming a tag in many notes', () => {
  test('changes all of them, and records each', async () => {
    const { make, made, withTag } = await start();
    assert.equal(withTag('old'), ids.length);
    assert.deepEqual(await make(() => undefined), { changed: 40, failures: [], isCancelled: false });
    assert.deepEqual([withTag('old'), withTag('new'), withTag('kept'), made.length], [0, 40, 40, 40]);
  });

  test('stops when it is cancelled, and records what was changed until then', async () => {
    const { make, made, withTag } = await start();
    const abort = new AbortController();
    const { changed, failures, isCancelled } = await make(() => abort.abort(), abort.signal);
    assert.deepEqual([failures, isCancelled], [[], true]);
    assert.ok(changed > 0 && changed < ids.length, String(changed));
    assert.deepEqual([withTag('new'), withTag('old'), made.length], [changed, 40 - changed, changed]);
  });
});
