import assert from 'node:assert/strict';
import { NoteStore } from '../../../src/core/annotations/noteStore';
import { toContribution } from '../../../src/core/papers/contribution';
import { Library } from '../../../src/core/papers/library';
import { paperId } from '../../../src/core/papers/paperId';
import type { RuleVerdict } from '../../../src/core/rules/ruleVerdict';
import { PaperState } from '../../../src/core/state/paperState';
import { type TriageState, triageStates } from '../../../src/core/triage/triageState';
import { TriageStore } from '../../../src/core/triage/triageStore';
import { InMemoryNoteFiles } from '../annotations/inMemoryNoteFiles';
import { InMemoryLog } from '../triage/inMemoryLog';

const title = 'A Survey of Diffusion Models';
const id = paperId(title);

async function setup(verdict: RuleVerdict) {
  const library = new Library();
  const day = {
    label: 'Mar 11',
    date: { month: 3, day: 11 },
    source: 'digest',
    papers: [{ title, abstract: '' }],
  } as const;
  library.add(toContribution('seed', [day]));
  const triage = new TriageStore(new InMemoryLog(), () => 0);
  const notes = new NoteStore(new InMemoryNoteFiles());
  await Promise.all([triage.ready(), notes.ready()]);
  const state = new PaperState(library, triage, notes, { of: () => verdict });
  return { state, triage, notes };
}

suite('Paper state: what rules say and what the person says', () => {
  const later = { laterBy: 'topic' };
  const hidden = { hiddenBy: 'survey' };

  test('a paper of which nobody said anything is what the rule makes of it', async () => {
    const kept = await setup(later);
    assert.deepEqual([kept.state.triage(id), kept.state.ruled(id)], ['later', later]);
    const gone = await setup(hidden);
    assert.deepEqual([gone.state.triage(id), gone.state.ruled(id)], ['unread', hidden]);
    assert.equal(gone.state.decision(id), undefined);
  });

  for (const said of triageStates) {
    for (const verdict of [later, hidden]) {
      test(`${said} stands against ${JSON.stringify(verdict)}, until it is undone`, async () => {
        const { state, triage } = await setup(verdict);
        await triage.set([id], said);
        assert.deepEqual([state.triage(id), state.ruled(id)], [said, {}]);
        await triage.undo();
        const ruled: TriageState = verdict === later ? 'later' : 'unread';
        assert.deepEqual([state.triage(id), state.ruled(id)], [ruled, verdict]);
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
      assert.deepEqual(state.ruled(id), expected);
    }
  });
});
