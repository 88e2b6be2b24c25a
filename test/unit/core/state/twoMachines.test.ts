import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Library } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { paperId } from '../../../../src/core/library/paperId';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { PaperState } from '../../../../src/core/state/paperState';
import { foldTriage } from '../../../../src/core/triage/triageRecord';
import { type TriageState, triageStates } from '../../../../src/core/triage/triageState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { InMemoryNoteFiles } from '../notes/inMemoryNoteFiles';
import { InMemoryLog } from '../triage/inMemoryLog';
import { runs } from '../../../support/testLength';
import { localized } from '../../../../src/core/base/localization';

const title = 'Introduction';
/** Papers that only their identifiers tell apart, and one whose title does. */
const papers: readonly (Pick<PaperRecord, 'title' | 'arxivId' | 'doi'> & { readonly identifier: string })[] =
  [
    { title, arxivId: '2401.00011', identifier: 'arxiv:2401.00011' },
    { title, arxivId: '2401.00012', identifier: 'arxiv:2401.00012' },
    { title, doi: '10.1000/a', identifier: 'doi:10.1000/a' },
    { title, doi: '10.1000/b', identifier: 'doi:10.1000/b' },
    { title: 'Another Title of a Paper', arxivId: '2401.00013', identifier: 'arxiv:2401.00013' },
  ];

async function machine(order: readonly number[], log: InMemoryLog, files: InMemoryNoteFiles) {
  const library = new Library();
  for (const index of order) {
    const paper = papers[index];
    assert.ok(paper);
    const { identifier, ...record } = paper;
    library.add(
      toPaperBatch(`import/${identifier}`, [
        { label: identifier, source: 'digest', papers: [{ abstract: '', ...record }] },
      ]),
    );
  }
  const triage = new TriageStore(log, () => 0, undefined, undefined, library);
  const notes = new NoteStore(files);
  await Promise.all([triage.ready(), notes.ready()]);
  const state = new PaperState(library, triage, notes);
  const idOf = (index: number): string => library.idWith(papers[index]?.identifier ?? '') ?? '';
  return {
    idOf,
    triage,
    mark: (index: number, wanted: TriageState | undefined) => triage.change(new Map([[idOf(index), wanted]])),
    async write(index: number, body: string): Promise<void> {
      const subject = state.noteSubject(idOf(index));
      assert.ok(subject);
      const saved = await notes.update(subject, { body });
      assert.ok(saved.ok, saved.ok ? '' : localized(saved.error.message));
    },
    seen: () =>
      papers.map((_, index) => [
        state.ownTriage(idOf(index)),
        state.note(idOf(index))?.body.trim() ?? undefined,
      ]),
  };
}

const orders = fc.shuffledSubarray([...papers.keys()], { minLength: papers.length });
const acts = fc.array(
  fc.record({
    machine: fc.nat(1),
    paper: fc.nat(papers.length - 1),
    state: fc.option(fc.constantFrom(...triageStates), { nil: undefined }),
    writes: fc.boolean(),
  }),
  { maxLength: 12 },
);

suite('Two machines that imported in other orders', () => {
  test('agree on which paper is marked and which has which note', async () => {
    await fc.assert(
      fc.asyncProperty(orders, orders, acts, async (first, second, done) => {
        const log = new InMemoryLog();
        const files = new InMemoryNoteFiles();
        const expected = papers.map((): [TriageState | undefined, string | undefined] => [
          undefined,
          undefined,
        ]);
        for (const [at, act] of done.entries()) {
          // Started again each time, as only stored data count.
          const here = await machine(act.machine === 0 ? first : second, log, files);
          const known = expected[act.paper];
          assert.ok(known);
          if (act.writes) await here.write(act.paper, (known[1] = `Text ${at}`));
          else await here.mark(act.paper, (known[0] = act.state));
        }
        for (const order of [first, second])
          assert.deepEqual((await machine(order, log, files)).seen(), expected);
        const folded = new InMemoryLog();
        folded.records.push(...foldTriage(log.records).values());
        assert.deepEqual((await machine(second, folded, files)).seen(), expected, 'after compaction');
      }),
      { numRuns: runs(60) },
    );
  });

  test('marks without identifiers belong to the paper with their id, until it is marked again', async () => {
    const log = new InMemoryLog();
    const id = paperId(title);
    log.records.push({ id, state: 'later', at: 1 });
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const here = await machine(order, log, new InMemoryNoteFiles());
      assert.deepEqual(
        [here.triage.get(here.idOf(order[0] ?? 0)), here.triage.get(here.idOf(order[1] ?? 0))],
        ['later', 'unread'],
      );
    }
    const here = await machine([0, 1], log, new InMemoryNoteFiles());
    await here.mark(0, undefined);
    assert.equal(here.triage.ownTriage(here.idOf(0)), undefined);
    log.records.splice(0, 9, ...foldTriage(log.records).values());
    assert.equal((await machine([0, 1], log, new InMemoryNoteFiles())).triage.ownTriage(id), undefined);
  });

  test('a mark whose identifier the library does not know belongs to the paper with its id, if that has none', async () => {
    const log = new InMemoryLog();
    const library = new Library();
    library.add(
      toPaperBatch('import/a', [{ label: 'a', source: 'digest', papers: [{ abstract: '', title }] }]),
    );
    const triage = new TriageStore(log, () => 0, undefined, undefined, library);
    log.records.push({ id: paperId(title), arxiv: '2401.00011', state: 'later', at: 1 });
    await triage.ready();
    assert.equal(triage.get(paperId(title)), 'later');
    log.appendElsewhere({ id: paperId(title), arxiv: '2401.00011', state: 'read', at: 1 });
    assert.equal(triage.get(paperId(title)), 'read');
  });

  test('a mark that another window adds is reported for the paper that its identifier names', async () => {
    const log = new InMemoryLog();
    const here = await machine([1, 0], log, new InMemoryNoteFiles());
    const fired: string[] = [];
    here.triage.onDidChange((ids) => fired.push(...ids));
    log.appendElsewhere({ id: paperId(title), arxiv: '2401.00011', state: 'read', at: 1 });
    assert.ok(fired.includes(here.idOf(0)));
    assert.deepEqual([here.triage.get(here.idOf(0)), here.triage.get(here.idOf(1))], ['read', 'unread']);
  });
});
