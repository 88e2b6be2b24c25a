import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import { paperId } from '../../../../src/core/library/paperId';
import { PaperState } from '../../../../src/core/state/paperState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { InMemoryNoteFiles } from '../notes/inMemoryNoteFiles';
import { InMemoryLog } from '../triage/inMemoryLog';
import { localized } from '../../../../src/core/base/localization';

const title = 'Introduction';

/** A machine that has imported papers with one title in some order, over the notes of a workspace. */
async function machine(files: InMemoryNoteFiles, ...arxivIds: readonly string[]) {
  const library = new Library();
  for (const arxivId of arxivIds)
    library.add(
      toPaperBatch(`import/${arxivId}`, [
        { label: arxivId, source: 'digest', papers: [{ title, abstract: '', arxivId }] },
      ]),
    );
  const triage = new TriageStore(new InMemoryLog(), () => 0);
  const notes = new NoteStore(files);
  await Promise.all([triage.ready(), notes.ready()]);
  const state = new PaperState(library, triage, notes);
  const idOn = (arxivId: string): string => library.paperOnArxiv(arxivId)?.id ?? '';
  return {
    idOn,
    notes,
    state,
    async write(arxivId: string, body: string): Promise<void> {
      const subject = state.noteSubject(idOn(arxivId));
      assert.ok(subject);
      const saved = await notes.update(subject, { body, addTags: [arxivId.slice(-2)] });
      assert.ok(saved.ok, saved.ok ? '' : localized(saved.error.message));
    },
    bodyOf: (arxivId: string): string | undefined => state.note(idOn(arxivId))?.body.trim(),
  };
}

const [first, second] = ['2401.00011', '2401.00012'];

suite('The paper of a note', () => {
  test('is the same on two machines that imported in opposite order', async () => {
    const files = new InMemoryNoteFiles();
    const here = await machine(files, first, second);
    await here.write(first, 'About the first.');
    await here.write(second, 'About the second.');
    assert.match(files.text(`${paperId(title)}.md`) ?? '', /arxiv: "2401\.00011"/u);
    const there = await machine(files, second, first);
    for (const { bodyOf } of [here, there])
      assert.deepEqual([bodyOf(first), bodyOf(second)], ['About the first.', 'About the second.']);
    assert.deepEqual(
      finish(there.state.tagged())
        .map(([id, tags]) => [id, tags])
        .toSorted(),
      [
        [there.idOn(first), ['11']],
        [there.idOn(second), ['12']],
      ].toSorted(),
    );
  });

  test('a note of another paper is not written into, although its id is that of this one', async () => {
    const files = new InMemoryNoteFiles();
    await (await machine(files, first)).write(first, 'About the first.');
    const there = await machine(files, second, first);
    assert.equal(there.bodyOf(second), undefined);
    await there.write(second, 'About the second.');
    assert.deepEqual([there.bodyOf(first), there.bodyOf(second)], ['About the first.', 'About the second.']);
    assert.equal(files.names.length, 2);
  });

  test('of two notes of one paper both machines show the same one, and say which is not shown', async () => {
    const files = new InMemoryNoteFiles();
    // As git brings together what two machines wrote apart from each other.
    const alone = new InMemoryNoteFiles();
    await (await machine(files, first, second)).write(first, 'Written here.');
    await (await machine(alone, second, first)).write(first, 'Written there.');
    const [there = ''] = alone.names;
    assert.ok(!files.names.includes(there));
    files.put(there, alone.text(there) ?? '');
    const [one, other] = [await machine(files, first, second), await machine(files, second, first)];
    assert.equal(one.bodyOf(first), other.bodyOf(first));
    const [shadowed] = finish(one.state.shadowedNotes());
    assert.ok(shadowed);
    assert.deepEqual(finish(other.state.shadowedNotes()), [shadowed]);
    assert.deepEqual(
      [shadowed.used, shadowed.paperId].map((id) => `${id}.md`).toSorted(),
      [...files.names].toSorted(),
    );
  });

  test('a note of a paper that the library does not have is not taken for a second note of its namesake', async () => {
    const files = new InMemoryNoteFiles();
    await (await machine(files, first)).write(first, 'Of a paper that is gone.');
    const here = await machine(files, second);
    await here.write(second, 'Mine.');
    assert.deepEqual([here.bodyOf(second), finish(here.state.shadowedNotes())], ['Mine.', []]);
  });

  test('a note without an identifier belongs to the paper with its id', async () => {
    const files = new InMemoryNoteFiles();
    files.put(
      `${paperId(title)}.md`,
      '---\npaper: introduction\n---\n\nMine.\n'.replace('introduction', paperId(title)),
    );
    assert.equal((await machine(files, second, first)).bodyOf(second), 'Mine.');
  });

  test('is found after each change without another pass over all notes', async () => {
    const files = new InMemoryNoteFiles();
    const here = await machine(files, first, second);
    const { notes, state } = here;
    await here.write(first, 'Before.');
    assert.equal(here.bodyOf(first), 'Before.');
    let passes = 0;
    const all = notes.all.bind(notes);
    Object.assign(notes, {
      all: () => {
        passes += 1;
        return all();
      },
    });
    await here.write(first, 'After.');
    await here.write(second, 'New.');
    assert.deepEqual([here.bodyOf(first), here.bodyOf(second)], ['After.', 'New.']);
    const removed = await notes.remove(state.noteId(here.idOn(first)));
    assert.ok(removed.ok);
    assert.deepEqual([here.bodyOf(first), here.bodyOf(second)], [undefined, 'New.']);
    assert.equal(passes, 0);
  });
});
