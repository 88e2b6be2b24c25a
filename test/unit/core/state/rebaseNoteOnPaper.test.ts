import assert from 'node:assert/strict';
import { emptyNote, type Note } from '../../../../src/core/notes/note';
import { applyChange } from '../../../../src/core/notes/noteChange';
import { rebaseNoteOnPaper } from '../../../../src/core/state/rebaseNoteOnPaper';
import { anchorHighlights } from '../../../../src/core/state/anchorHighlights';
import { plainHighlightOf } from '../notes/plainHighlight';

suite('rebaseNoteOnPaper', () => {
  const was =
    'We train with low precision and keep the master weights. Rare words matter most of all in this text.';
  const is = `A new sentence stands in front. ${was.replace('Rare words matter', 'They matter')}`;
  const paper = { id: 'paper-0123abcd', title: 'A title', abstract: is };

  const note: Note = {
    ...emptyNote(paper.id),
    title: 'A title',
    abstract: was,
    highlights: [
      plainHighlightOf('kept', was, 'master weights'),
      plainHighlightOf('gone', was, 'Rare words'),
    ],
  };

  test('moves highlights that are found, keeps orphans, and allows a new highlight', () => {
    const moved = applyChange(note, rebaseNoteOnPaper(note, paper));
    assert.equal(moved.abstract, is);
    const states = (of: Note): unknown =>
      anchorHighlights(of, paper).map(({ id, start, end, state }) => [
        id,
        state,
        state === 'anchored' ? is.slice(start, end) : '',
      ]);
    assert.deepEqual(states(moved), [
      ['kept', 'anchored', 'master weights'],
      ['gone', 'orphaned', ''],
    ]);
    assert.deepEqual(states(moved), states(note));
  });

  test('updates the version with the text, also if only the version differs', () => {
    const version = (paperVersion?: number) => {
      const today = {
        ...paper,
        abstract: was,
        ...(paperVersion !== undefined && { arxivVersion: paperVersion }),
      };
      return applyChange(note, rebaseNoteOnPaper(note, today)).arxivVersion;
    };
    assert.deepEqual([version(2), version()], [2, undefined]);
  });

  test('returns an empty change if the text is the same or there is no note', () => {
    assert.deepEqual(rebaseNoteOnPaper(undefined, paper), {});
    assert.deepEqual(rebaseNoteOnPaper(note, { ...paper, abstract: was }), {});
  });
});
