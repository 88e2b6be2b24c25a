import assert from 'node:assert/strict';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { PaperState } from '../../../../src/core/state/paperState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { LaterTreeModel } from '../../../../src/features/later/laterTreeModel';
import { InMemoryNoteFiles } from '../../core/notes/inMemoryNoteFiles';
import { InMemoryLog } from '../../core/triage/inMemoryLog';

function days(...dates: readonly number[]) {
  return toPaperBatch(
    `days ${dates.join()}`,
    dates.map((date) => ({
      label: `2025-03-${date}`,
      date: { year: 2025, month: 3, day: date },
      source: 'digest' as const,
      papers: Array.from({ length: 4 }, (_, at) => ({ title: `Paper ${date} ${at}`, abstract: '' })),
    })),
  );
}

async function setup() {
  const library = new Library();
  library.add(days(11, 12));
  const triage = new TriageStore(new InMemoryLog(), () => 0);
  const notes = new NoteStore(new InMemoryNoteFiles());
  await Promise.all([triage.ready(), notes.ready()]);
  const state = new PaperState(library, triage, notes);
  const model = new LaterTreeModel(library, state, state.onDidChange);
  const inOrder = (): readonly string[] => library.days.flatMap(({ paperIds }) => paperIds);
  const listed = (): readonly string[] => model.roots().map(({ paperId }) => paperId);
  return { library, triage, model, inOrder, listed };
}

suite('The view Later', () => {
  test('lists the papers kept for later in the order of the days, whenever they were kept', async () => {
    const { triage, model, inOrder, listed } = await setup();
    const kept = [6, 1, 4].map((at) => inOrder()[at] ?? '');
    await triage.set(kept.slice(0, 1), 'later');
    await model.prepare();
    assert.deepEqual(listed(), kept.slice(0, 1));
    await triage.set(kept.slice(1), 'later');
    assert.deepEqual(
      listed(),
      inOrder().filter((id) => kept.includes(id)),
    );
    await triage.set(kept.slice(1, 2), 'read');
    assert.deepEqual(
      listed(),
      inOrder().filter((id) => id === kept[0] || id === kept[2]),
    );
  });

  test('draws all rows again when its list changes, and single ones when it does not', async () => {
    const { triage, model, inOrder } = await setup();
    const [first = '', second = ''] = inOrder();
    await model.prepare();
    model.rowsOf([]);
    await triage.set([first], 'later');
    assert.equal(model.rowsOf([first]), undefined);
    await triage.set([second], 'read');
    assert.deepEqual(model.rowsOf([second]), []);
    assert.deepEqual(
      model.rowsOf([first, second])?.map(({ paperId }) => paperId),
      [first],
    );
  });

  test('does not miss a mark that is set while the list is made', async () => {
    const { library, triage, model, inOrder, listed } = await setup();
    const [first = ''] = inOrder();
    await model.prepare();
    library.add(days(13, 14, 15));
    const preparing = model.prepare();
    await triage.set([first], 'later');
    await preparing;
    assert.equal(model.rowsOf([first]), undefined);
    await model.prepare();
    assert.deepEqual(listed(), [first]);
    assert.equal(await model.description(), '1');
  });
});
