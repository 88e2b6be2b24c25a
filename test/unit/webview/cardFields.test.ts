import assert from 'node:assert/strict';
import { localized } from '../../../src/core/base/localization';
import type { PageHighlight } from '../../../src/protocol/page';
import { isStored, readField, without } from '../../../src/webview/cardFields';
import type { CardField, Draft } from '../../../src/webview/pageState';

function highlight(change: Partial<PageHighlight>): PageHighlight {
  return {
    id: 'h',
    field: 'abstract',
    start: 0,
    end: 4,
    plain: 'Some',
    color: 'yellow',
    comment: '',
    tags: [],
    created: '',
    orphaned: false,
    ...change,
  };
}

suite('The fields of a highlight’s card', () => {
  const inputs: readonly [CardField, typed: string, value: unknown][] = [
    ['comment', '  a thought \n', { comment: 'a thought' }],
    ['comment', 'two\r\nlines\rand three', { comment: 'two\nlines\nand three' }],
    ['comment', '\n', { comment: '' }],
    ['tags', '#noise method/loss', { tags: ['noise', 'method/loss'] }],
    ['tags', 'graph neural nets, to read', { tags: ['graph-neural-nets', 'to-read'] }],
    ['tags', 'Noise noise NOISE', { tags: ['Noise'] }],
    ['tags', ' , ', { tags: [] }],
    ['tags', 'good method//loss', 'A tag needs a name on both sides of every “/”.'],
    ['tags', 'a:b', '“a:b” cannot be a tag: use letters, digits, emoji, “-”, “_” and “/”.'],
  ];
  for (const [field, typed, value] of inputs)
    test(`${JSON.stringify(typed)} as ${field} is ${JSON.stringify(value)}`, () => {
      const read = readField(field, typed);
      assert.deepEqual(read.ok ? read.value : localized(read.error), value);
    });

  const stored: readonly [Partial<PageHighlight>, CardField, typed: string, isSame: boolean][] = [
    [{ comment: 'a thought' }, 'comment', ' a thought\n', true],
    [{ comment: 'two\nlines' }, 'comment', 'two\r\nlines', true],
    [{ comment: 'a thought' }, 'comment', 'A thought', false],
    [{ comment: 'a thought' }, 'comment', '', false],
    [{ comment: '', tags: ['noise'] }, 'comment', '', true],
    // Whatever the order and the case: the note has its own spelling.
    [{ tags: ['Noise', 'loss'] }, 'tags', '#LOSS noise', true],
    [{ tags: ['noise', 'loss'] }, 'tags', 'noise', false],
    [{ tags: ['noise'] }, 'tags', 'noise, loss', false],
    [{ tags: [], comment: 'noise' }, 'tags', '', true],
    // What is no tag is not stored as no tags.
    [{ tags: [] }, 'tags', 'a:b', false],
  ];
  for (const [held, field, typed, isSame] of stored)
    test(`${JSON.stringify(typed)} as ${field} ${isSame ? 'is' : 'is not'} what ${JSON.stringify(held)} has`, () =>
      assert.equal(isStored(highlight(held), field, typed), isSame));

  test('are left out of the drafts one by one', () => {
    const drafts: readonly Draft[] = [
      { id: 'g', field: 'comment', text: '1' },
      { id: 'h', field: 'comment', text: '2' },
      { id: 'h', field: 'tags', text: '3' },
    ];
    const texts = (id: string, field: CardField): string =>
      without(drafts, { id, field })
        .map(({ text }) => text)
        .join('');
    assert.deepEqual([texts('h', 'comment'), texts('g', 'tags'), texts('h', 'tags')], ['13', '123', '12']);
  });
});
