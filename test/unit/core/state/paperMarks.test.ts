import assert from 'node:assert/strict';
import type { Paper } from '../../../../src/core/library/paper';
import { emptyNote } from '../../../../src/core/notes/note';
import {
  describeMarks,
  marksBadge,
  paperMarks,
  type PaperMarks,
} from '../../../../src/core/state/paperMarks';
import { localized } from '../../../../src/core/base/localization';

const paper: Paper = { id: 'a-title-00000000', title: 'A Title', abstract: '', links: [] };
const code: Paper = { ...paper, repository: { url: 'https://github.com/owner/name' } };
const note = emptyNote(paper.id);
const highlight = {
  id: 'h1',
  field: 'title',
  quote: 'Title',
  prefix: '',
  suffix: '',
  start: 2,
  end: 7,
  color: 'yellow',
  comment: '',
  tags: [],
  created: '',
  state: 'anchored',
} as const;
const quiet = { update: undefined, isHidden: false };
const update = { version: 'v2', short: 'v2 is out', long: 'v2 is out on arXiv.' } as const;

const wordsOf = (marks: PaperMarks): string =>
  describeMarks(marks)
    .map((mark) => localized(mark))
    .join(', ');

suite('Marks of a paper', () => {
  const table = [
    ['nothing', paperMarks(paper, undefined, quiet), '', ''],
    ['a note with its heading only', paperMarks(paper, { ...note, body: '# A Title\n\n' }, quiet), '', ''],
    ['a note', paperMarks(paper, { ...note, body: '# A Title\n\nMine.' }, quiet), '✎', 'note'],
    ['highlights', paperMarks(paper, { ...note, highlights: [highlight] }, quiet), '❝', '1 highlight'],
    ['code', paperMarks(code, undefined, quiet), '◇', 'code'],
    [
      'all of them',
      paperMarks(code, { ...note, body: 'Mine.', highlights: [highlight] }, quiet),
      '✎❝',
      'note, 1 highlight, code',
    ],
  ] as const;
  for (const [name, marks, badge, words] of table) {
    test(name, () => {
      assert.equal(marksBadge(marks), badge);
      assert.equal(wordsOf(marks), words);
    });
  }

  test('A newer version comes before all else', () => {
    const marks = paperMarks(code, undefined, { ...quiet, update });
    assert.equal(marksBadge(marks), 'v2');
    assert.match(wordsOf(marks), /^v2 is out on arXiv\., code$/);
    assert.equal(
      marksBadge(paperMarks(paper, undefined, { ...quiet, update: { ...update, version: 'v12' } })),
      '↑',
    );
  });
});
