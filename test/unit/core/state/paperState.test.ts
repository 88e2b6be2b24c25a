import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import { paperId } from '../../../../src/core/library/paperId';
import type { RuleResult } from '../../../../src/core/rules/ruleResult';
import { PaperState } from '../../../../src/core/state/paperState';
import { type TriageState, triageStates } from '../../../../src/core/triage/triageState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { InMemoryNoteFiles } from '../notes/inMemoryNoteFiles';
import { plainHighlight } from '../notes/plainHighlight';
import { InMemoryLog } from '../triage/inMemoryLog';

const title = 'A Survey of Diffusion Models';
const id = paperId(title);

const day = {
  label: 'Mar 11',
  date: { month: 3, day: 11 },
  source: 'digest',
  papers: [{ title, abstract: '' }],
} as const;

async function setup(verdict: RuleResult) {
  const library = new Library();
  library.add(toPaperBatch('seed', [day]));
  const triage = new TriageStore(new InMemoryLog(), () => 0);
  const notes = new NoteStore(new InMemoryNoteFiles());
  await Promise.all([triage.ready(), notes.ready()]);
  const state = new PaperState(library, triage, notes, { of: () => verdict });
  return { library, state, triage, notes };
}

suite('PaperState: rules and the user’s own triage', () => {
  const later = { laterBy: 'topic' };
  const hidden = { hiddenBy: 'survey' };

  test('the rule applies to a paper without a triage state', async () => {
    const kept = await setup(later);
    assert.deepEqual([kept.state.triage(id), kept.state.ruleResult(id)], ['later', later]);
    const gone = await setup(hidden);
    assert.deepEqual([gone.state.triage(id), gone.state.ruleResult(id)], ['unread', hidden]);
    assert.equal(gone.state.ownTriage(id), undefined);
  });

  test('a paper needs triage unless it is hidden or kept for later', async () => {
    for (const [verdict, counts] of [
      [{}, true],
      [later, false],
      [hidden, false],
    ] as const) {
      const { state, triage } = await setup(verdict);
      assert.equal(state.needsTriage(id), counts, JSON.stringify(verdict));
      await triage.set([id], 'unread');
      assert.equal(state.needsTriage(id), true);
      await triage.set([id], 'read');
      assert.equal(state.needsTriage(id), false);
    }
  });

  test('papers with tags are in the order of the days, for any order in which their notes were read', async () => {
    const { library, state, notes } = await setup({});
    const others = ['A Second Paper', 'A Third Paper'];
    const papers = others.map((other) => ({ title: other, abstract: '' }));
    library.add(toPaperBatch('more', [{ ...day, papers }]));
    const inOrder = library.days.flatMap(({ paperIds }) => paperIds);
    for (const tagged of inOrder.toReversed()) {
      const subject = state.noteSubject(tagged);
      assert.ok(subject && (await notes.update(subject, { addTags: ['t'] })).ok);
    }
    assert.deepEqual(
      finish(state.tagged()).map(([tagged]) => tagged),
      inOrder,
    );
  });

  test('papers with highlights are in the order of the days, and those that only a note remembers come last', async () => {
    const { library, state, notes } = await setup({});
    const papers = ['A Second Paper', 'A Third Paper'].map((other) => ({
      title: other,
      abstract: 'Some noise.',
    }));
    library.add(toPaperBatch('more', [{ ...day, label: 'Mar 14', date: { month: 3, day: 14 }, papers }]));
    const ids = library.days.flatMap(({ paperIds }) => paperIds);
    const [second = '', third = ''] = ids;
    for (const paper of [id, third, second]) {
      const subject = state.noteSubject(paper);
      const highlights = [plainHighlight(`h of ${paper}`, 'Some noise.', 0, 4)];
      assert.ok(subject && (await notes.update(subject, { addHighlights: highlights })).ok);
    }
    const listed = () =>
      finish(state.annotated()).map(([paper, highlights]) => [paper, highlights.map((each) => each.id)]);
    const inOrder = (...some: readonly string[]) => some.map((paper) => [paper, [`h of ${paper}`]]);
    assert.deepEqual(ids, [second, third, id]);
    assert.deepEqual(listed(), inOrder(second, third, id));
    finish(library.removeInSteps('more'));
    assert.deepEqual(listed().slice(0, 1), inOrder(id));
    assert.deepEqual(listed().slice(1).toSorted(), inOrder(second, third).toSorted());
    assert.equal(state.paper(second)?.title, 'A Second Paper');
  });

  test('counting papers decodes no records', async () => {
    const { state, library } = await setup(hidden);
    const [stored] = toPaperBatch('stored', [{ ...day, papers: [{ title: 'Another', abstract: '' }] }]).days;
    const another = stored?.papers[0];
    assert.ok(stored && another);
    const unreadable = {
      ...another,
      get record(): never {
        throw new Error('It was read.');
      },
    };
    library.add({ id: 'stored', days: [{ ...stored, papers: [unreadable] }] });
    const counts = [...library.paperIds()].map((one) => [state.needsTriage(one), state.noteId(one)]);
    assert.deepEqual(counts, [
      [false, id],
      [false, another.id],
    ]);
    assert.throws(() => state.paper(another.id), /It was read/);
  });

  for (const said of triageStates) {
    for (const verdict of [later, hidden]) {
      test(`${said} overrides ${JSON.stringify(verdict)} until it is undone`, async () => {
        const { state, triage } = await setup(verdict);
        await triage.set([id], said);
        assert.deepEqual([state.triage(id), state.ruleResult(id)], [said, {}]);
        await triage.change(new Map([[id, undefined]]));
        const ruled: TriageState = verdict === later ? 'later' : 'unread';
        assert.deepEqual([state.triage(id), state.ruleResult(id)], [ruled, verdict]);
      });
    }
  }

  test('a paper with a note is not hidden, but may be kept for later', async () => {
    for (const [verdict, expected] of [
      [hidden, {}],
      [later, later],
    ] as const) {
      const { state, notes } = await setup(verdict);
      const saved = await notes.update({ id, title, abstract: '' }, { addTags: ['method'] });
      assert.ok(saved.ok);
      assert.deepEqual(state.ruleResult(id), expected);
    }
  });
});
