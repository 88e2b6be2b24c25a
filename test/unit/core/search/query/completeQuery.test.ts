import assert from 'node:assert/strict';
import { finish } from '../../../../../src/core/base/cooperativeTask';
import { completingQuery } from '../../../../../src/core/search/query/completeQuery';

suite('completingQuery', () => {
  const vocabulary = {
    tags: ['method/diffusion', 'my tag', 'nlp'],
    days: ['Mar 11', '2025-03-11'],
    authors: ['Geoffrey Hinton'],
    categories: ['cs.LG', 'cs.CL'],
  };
  /** `|` is the caret; the expected are whole queries after each completion, most likely first. */
  const table: [query: string, completed: string[]][] = [
    ['ta|', ['tag:|']],
    ['a|', ['after:|', 'author:|']],
    [
      'diffusion is:|',
      ['is:unread |', 'is:later |', 'is:read |', 'is:skipped |', 'is:in-code |'].map(
        (rest) => `diffusion ${rest}`,
      ),
    ],
    ['is:r|', ['is:read |', 'is:unread |', 'is:later |']],
    ['has:c|', ['has:code |']],
    ['tag:|', ['tag:method/diffusion |', 'tag:"my tag" |', 'tag:nlp |']],
    ['-tag:diff|', ['-tag:method/diffusion |']],
    ['tag:"my|', ['tag:"my tag" |']],
    ['day:ma|', ['day:"Mar 11" |']],
    ['author:hint|', ['author:"Geoffrey Hinton" |']],
    ['(cat:cs.c| x', ['(cat:cs.CL | x']],
    ['source:a|', ['source:arxiv |', 'source:huggingface |']],
    ['foo:b|', []],
    ['"ta|', []],
    ['zzz|', []],
  ];
  for (const [marked, expected] of table) {
    test(marked, () => {
      const caret = marked.indexOf('|');
      const text = marked.replace('|', '');
      const completed = finish(completingQuery(text, caret, vocabulary)).map(
        ({ insert, range }) => `${text.slice(0, range.start)}${insert}|${text.slice(range.end)}`,
      );
      assert.deepEqual(completed, expected);
    });
  }

  test('all operators at the start of a word, each with what it does', () => {
    const all = finish(completingQuery('', 0, vocabulary));
    assert.equal(all.length, 12);
    assert.ok(all.every(({ description }) => description !== ''));
  });
});
