import assert from 'node:assert/strict';
import { findPlainQuote, findQuote } from '../../../../src/core/assistants/findQuote';

suite('findQuote', () => {
  const prose =
    'We are not able to\nread a notable URL. RL is  hard: the cost is $O(n \\log n)$ at most. 不能读的论文';
  const rows: readonly (readonly [name: string, quote: string, found: string | undefined])[] = [
    ['words', 'the cost', 'the cost'],
    ['words over a line end', 'able to read', 'able to\nread'],
    ['wider white space', 'RL is hard', 'RL is  hard'],
    ['a word, not the end of another', 'RL', 'RL'],
    ['two words, not one', 'not able', 'not able'],
    ['one word, not two', 'notable', 'notable'],
    ['a part of a word', 'otabl', undefined],
    ['words that are separated in the text', 'ableto', undefined],
    ['white space beside punctuation', 'hard : the cost', 'hard: the cost'],
    ['a formula as it is written', '$O(n \\log n)$', '$O(n \\log n)$'],
    ['a formula as it is shown', 'cost is O(n log n) at most', 'cost is $O(n \\log n)$ at most'],
    ['a formula with other white space', 'O(nlogn)', '$O(n \\log n)$'],
    ['a writing system without spaces', '能读', '能读'],
    ['nothing', '', undefined],
    ['white space', ' \n', undefined],
    ['other words', 'something else', undefined],
  ];
  for (const [name, quote, found] of rows)
    test(name, () => {
      const range = findQuote(prose, quote);
      assert.equal(range && prose.slice(range.start, range.end), found);
    });

  test('the place of a word that also stands within an earlier one', () => {
    assert.deepEqual(findPlainQuote('URL and RL', 'RL'), { start: 8, end: 10 });
  });
});
