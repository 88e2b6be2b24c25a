import assert from 'node:assert/strict';
import { newHighlight } from '../../../../src/core/highlights/newHighlight';

const paper = { title: 'A Paper: On Notes', abstract: 'We study notes. They last.' };
const made = { id: 'h1', created: new Date('2025-03-11T08:00:00.000Z') };

suite('A new highlight', () => {
  test('quotes the field that it is on, with its context', () => {
    assert.deepEqual(
      newHighlight(paper, { field: 'title', start: 2, end: 7, color: 'green', comment: 'Why?' }, made),
      {
        id: 'h1',
        field: 'title',
        quote: 'Paper',
        prefix: 'A ',
        suffix: ': On Notes',
        start: 2,
        end: 7,
        color: 'green',
        comment: 'Why?',
        tags: [],
        created: '2025-03-11T08:00:00.000Z',
        state: 'anchored',
      },
    );
  });

  for (const color of [undefined, 'mauve', '']) {
    test(`is yellow if the colour is ${color === undefined ? 'absent' : `“${color}”`}`, () => {
      const request = { field: 'abstract', start: 0, end: 2, ...(color !== undefined && { color }) } as const;
      assert.equal(newHighlight(paper, request, made).color, 'yellow');
    });
  }

  for (const [start, end] of [
    [3, 3],
    [5, 3],
    [-1, 3],
    [0, paper.abstract.length + 1],
  ] as const) {
    test(`throws a RangeError for ${start} to ${end}`, () => {
      assert.throws(() => newHighlight(paper, { field: 'abstract', start, end }, made), RangeError);
    });
  }
});
