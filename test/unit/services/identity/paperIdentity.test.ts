import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { History } from '../../../../src/core/history/history';
import { IdentityDecisions } from '../../../../src/core/library/identityDecisions';
import { Library } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { paperId } from '../../../../src/core/library/paperId';
import type { NoteChange } from '../../../../src/core/notes/noteChange';
import { directNoteCodec } from '../../../../src/core/notes/noteFunctions';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { PaperState } from '../../../../src/core/state/paperState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { IdentityLog } from '../../../../src/services/identity/identityLog';
import { NotesNotMerged, PaperIdentityEditor } from '../../../../src/services/identity/paperIdentity';
import { join } from 'node:path';
import { InMemoryNoteFiles } from '../../core/notes/inMemoryNoteFiles';
import { plainHighlight } from '../../core/notes/plainHighlight';
import { InMemoryLog } from '../../core/triage/inMemoryLog';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { localized } from '../../../../src/core/base/localization';

const first = {
  title: 'Routes of Tokens',
  abstract: 'We route tokens.',
  arxivId: '2401.00011',
  authors: ['A Lee'],
};
const second = {
  title: 'Token Routes',
  abstract: 'Tokens are routed.',
  doi: '10.1000/a',
  authors: ['B Kim'],
};
const [one, other] = [paperId(first.title), paperId(second.title)];

suite('Merging and splitting papers', () => {
  const folder = temporaryFolder();

  async function setUp(...records: readonly PaperRecord[]) {
    const library = new Library();
    const log = new IdentityLog(new AppendLog(join(folder(), 'decisions.jsonl')));
    const apply = () => finish(library.decideInSteps(new IdentityDecisions(log.standing)));
    await log.refresh();
    apply();
    const libraryService = {
      library,
      decide: async (...args: Parameters<IdentityLog['append']>[0]) => {
        await log.append(args);
        apply();
      },
      standsDecision: (id: string) => Promise.resolve(log.standing.some((decision) => decision.id === id)),
    };
    const importAll = (): void => {
      for (const record of records)
        library.add(
          toPaperBatch(`global/${record.title}`, [{ label: 'Mar 11', source: 'digest', papers: [record] }]),
        );
    };
    importAll();
    const files = new InMemoryNoteFiles();
    const notes = new NoteStore(files);
    const triage = new TriageStore(new InMemoryLog(), () => 0, undefined, undefined, library);
    await Promise.all([notes.ready(), triage.ready()]);
    const state = new PaperState(library, triage, notes);
    const history = new History();
    let ids = 0;
    const editor = new PaperIdentityEditor({
      libraryService,
      state,
      notes,
      history,
      codec: directNoteCodec,
      newId: () => `decision-${++ids}`,
    });
    const write = async (id: string, change: NoteChange): Promise<void> => {
      const subject = state.noteSubject(id);
      assert.ok(subject);
      const saved = await notes.update(subject, change);
      assert.ok(saved.ok, saved.ok ? '' : localized(saved.error.message));
    };
    const texts = () => files.names.toSorted().map((name) => [name, files.text(name)]);
    return { library, files, notes, triage, state, history, editor, write, texts, importAll };
  }

  test('a merge makes one paper, one note and keeps all that both notes say; undo brings both back', async () => {
    const { library, state, history, editor, triage, write, texts } = await setUp(first, second);
    await write(one, {
      body: '# Routes of Tokens\n\nMine of the first.\n',
      addTags: ['a'],
      addHighlights: [plainHighlight('h1', first.abstract, 3, 8)],
    });
    await write(other, {
      body: '# Token Routes\n\nMine of the second.\n',
      addTags: ['b'],
      addHighlights: [plainHighlight('h1', second.abstract, 0, 6)],
    });
    await triage.set([other], 'later');
    const before = texts();
    const step = await editor.merge([other, one]);
    assert.ok(step);
    assert.deepEqual([...library.paperIds()], [one]);
    const note = state.note(other);
    assert.match(note?.body ?? '', /Mine of the first\.\n\n# Token Routes\n\nMine of the second\.\n$/u);
    assert.deepEqual(note?.tags, ['a', 'b']);
    assert.deepEqual(note.highlights.map(({ quote }) => quote).toSorted(), ['Tokens', 'route']);
    assert.deepEqual([texts().length, state.triage(one)], [1, 'later']);
    assert.equal((await history.undo()).kind, 'done');
    assert.deepEqual([texts(), [...library.paperIds()]], [before, [one, other]]);
    assert.deepEqual([state.triage(one), state.triage(other)], ['unread', 'later']);
    assert.equal((await history.redo()).kind, 'done');
    assert.deepEqual([texts().length, state.note(one)?.tags], [1, ['a', 'b']]);
  });

  test('what a person wrote into the front matter of the other note is kept', async () => {
    const { files, notes, state, editor, write } = await setUp(first, second);
    await write(one, { body: 'First.\n' });
    files.put(
      `${other}.md`,
      `---\npaper: ${other}\n# to read again\nrating: 5\naliases:\n  - routes\n---\n\nSecond.\n`,
    );
    await notes.refresh();
    await editor.merge([one, other]);
    const { body = '' } = state.note(one) ?? {};
    for (const text of ['First.', 'Second.', 'rating: 5', '- routes', '# to read again'])
      assert.ok(body.includes(text), text);
  });

  test('a merge whose notes do not parse changes nothing', async () => {
    const { files, notes, library, editor, history, write, texts } = await setUp(first, second);
    await write(one, { body: 'First.\n' });
    files.put(`${other}.md`, `---\npaper: ${other}\ntags: [\n---\n\nSecond.\n`);
    await notes.refresh();
    const before = texts();
    await assert.rejects(editor.merge([one, other]), NotesNotMerged);
    assert.deepEqual([texts(), [...library.paperIds()].length, history.done.length], [before, 2, 0]);
  });

  test('the note of one of them becomes that of the merged paper, with any identifier', async () => {
    const { state, editor, write, texts } = await setUp(first, { ...second, arxivId: '2401.00099' });
    await write(other, { body: 'Second.\n' });
    const before = texts();
    await editor.merge([one, other]);
    assert.deepEqual([state.note(one)?.body.trim(), texts()], ['Second.', before]);
  });

  test('a split takes records out of a paper; it holds after they are imported again, and after a restart', async () => {
    const bare = { title: first.title, abstract: 'Of other tokens.', authors: ['C Young'] };
    const here = await setUp(first, bare);
    await here.write(one, { body: 'Mine.\n' });
    const [kept, apart, ...more] = here.editor.partsOf(one);
    assert.deepEqual([kept?.key, more], ['arxiv:2401.00011', []]);
    await here.editor.split(one, new Set([apart?.key ?? '']));
    const ids = [...here.library.paperIds()];
    assert.equal(ids.length, 2);
    here.importAll();
    assert.deepEqual([...here.library.paperIds()], ids);
    assert.deepEqual(
      ids.map((id) => here.state.note(id)?.body.trim()),
      ['Mine.', undefined],
    );
    const again = await setUp(bare, first);
    assert.deepEqual([...again.library.paperIds()].toSorted(), ids.toSorted());
    await here.history.undo();
    assert.deepEqual([...here.library.paperIds()], [one]);
  });

  test('a merge can be split again, and each paper has its id, its mark and its abstract again', async () => {
    const { library, state, editor, triage } = await setUp(first, second);
    await triage.set([one], 'read');
    await triage.set([other], 'later');
    await editor.merge([one, other]);
    await editor.split(
      one,
      new Set(
        editor
          .partsOf(one)
          .slice(1)
          .map(({ key }) => key),
      ),
    );
    assert.deepEqual(
      [library.paper(one)?.abstract, library.paper(other)?.abstract],
      [first.abstract, second.abstract],
    );
    assert.deepEqual([state.triage(one), state.triage(other)], ['read', 'later']);
  });
});
