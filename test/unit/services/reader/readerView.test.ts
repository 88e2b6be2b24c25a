import assert from 'node:assert/strict';
import type { Highlight } from '../../../../src/core/notes/note';
import { pageHighlights } from '../../../../src/services/reader/readerView';
import { plainHighlight } from '../../core/notes/plainHighlight';

const abstract = 'An $\\ell_1$ loss. Some noise.';
const highlight = (id: string, start: number, change: Partial<Highlight> = {}): Highlight => ({
  ...plainHighlight(id, abstract, start, start + 8),
  ...change,
});

suite('Highlights as the reader shows them', () => {
  test('stand in the order of the text: title, abstract, whole paper', () => {
    const shown = pageHighlights([
      highlight('whole', 0, { field: 'fullText' }),
      highlight('second', 18),
      highlight('wider', 3, { end: 17 }),
      highlight('first', 3),
      highlight('title', 5, { field: 'title' }),
    ]);
    assert.deepEqual(
      shown.map(({ id }) => id),
      ['title', 'first', 'wider', 'second', 'whole'],
    );
  });

  test('have their words as people read them, and tags as they are spelled', () => {
    const [shown] = pageHighlights([highlight('h', 3, { tags: ['Noise'], comment: 'why' })], (tag) =>
      tag.toLowerCase(),
    );
    assert.deepEqual(shown, {
      id: 'h',
      field: 'abstract',
      start: 3,
      end: 11,
      color: 'yellow',
      plain: 'ℓ₁',
      comment: 'why',
      tags: ['noise'],
      created: '',
      orphaned: false,
    });
  });

  test('that lost their words say so, and where these may be', () => {
    const likelyPlace = { start: 18, end: 22 };
    const [lost] = pageHighlights([highlight('h', 3, { state: 'orphaned', likelyPlace })]);
    assert.deepEqual([lost?.orphaned, lost?.likelyPlace], [true, likelyPlace]);
  });
});
