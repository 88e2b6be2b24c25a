import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { Library } from '../../../../src/core/library/library';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { paperId } from '../../../../src/core/library/paperId';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import type { RuleResult } from '../../../../src/core/rules/ruleResult';
import { PaperState } from '../../../../src/core/state/paperState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { dayCounts } from '../../../../src/features/digests/dayCounts';
import { InMemoryNoteFiles } from '../../core/notes/inMemoryNoteFiles';
import { InMemoryLog } from '../../core/triage/inMemoryLog';

const titles = ['On Noise', 'On Signals', 'On Samples'] as const;
const [noise, signals, samples] = titles.map((title) => paperId(title)) as [string, string, string];

/** The counts of a day of three papers. */
async function counts(
  rules: Readonly<Record<string, RuleResult>> = {},
  {
    read = [],
    withHidden = false,
  }: { readonly read?: readonly string[]; readonly withHidden?: boolean } = {},
) {
  const library = new Library();
  const papers = titles.map((title) => ({ title, abstract: '' }));
  library.add(toPaperBatch('seed', [{ label: 'Mar 11', source: 'digest', papers }]));
  const triage = new TriageStore(new InMemoryLog(), () => 0);
  const notes = new NoteStore(new InMemoryNoteFiles());
  await Promise.all([triage.ready(), notes.ready()]);
  await triage.set(read, 'read');
  const state = new PaperState(library, triage, notes, { of: (id) => rules[id] ?? {} });
  const [day] = library.days;
  assert.ok(day);
  return finish(dayCounts(state, day, withHidden));
}

suite('Counts of a day', () => {
  test('are of those that are unread, and of all its papers in a tooltip', async () => {
    const { shown, unread, short, long } = await counts({}, { read: [noise] });
    assert.deepEqual([shown, unread, short, long], [3, 2, '2 unread', '3 papers, 2 unread']);
  });

  test('name a number once where all papers are unread', async () => {
    assert.equal((await counts()).long, '3 unread papers');
  });

  test('mention only in the tooltip that no paper is unread', async () => {
    const { unread, short, long } = await counts({}, { read: [noise, signals, samples] });
    assert.deepEqual([unread, short, long], [0, '3 papers', '3 papers, none unread']);
  });

  test('say how many papers rules hide, and which rules', async () => {
    const rules = { [noise]: { hiddenBy: 'noise' }, [signals]: { hiddenBy: 'signals' } };
    const { shown, short, long } = await counts(rules);
    assert.deepEqual([shown, short], [1, '1 unread · 2 hidden by rules']);
    assert.equal(long, '1 unread paper\n2 hidden by rules: noise (1), signals (1)');
  });

  test('count hidden papers as shown where they are', async () => {
    const { shown, short } = await counts({ [noise]: { hiddenBy: 'noise' } }, { withHidden: true });
    assert.deepEqual([shown, short], [3, '2 unread · 1 hidden by rules']);
  });

  test('say that all papers are hidden, without the number of unread papers', async () => {
    const rules = Object.fromEntries([noise, signals, samples].map((id) => [id, { hiddenBy: 'all of it' }]));
    const { shown, short, long } = await counts(rules);
    assert.deepEqual(
      [shown, short, long],
      [0, 'all 3 hidden by rules', 'all 3 hidden by rules: all of it (3)'],
    );
  });
});
