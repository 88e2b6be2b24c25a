import assert from 'node:assert/strict';
import { truncate } from '../../../../src/core/text/truncate';

suite('truncate', () => {
  const cases: readonly (readonly [text: string, length: number, start: string])[] = [
    ['', 5, ''],
    ['short', 5, 'short'],
    ['two words', 5, 'two …'],
    ['one two three', 7, 'one two …'],
    ['深度學習的方法', 4, '深度學習 …'],
    ['GPT 模型是一種大型語言模型', 10, 'GPT 模型是一種大 …'],
    ['abc😀def', 4, 'abc …'],
  ];
  for (const [text, length, start] of cases)
    test(`“${text}” in ${length}`, () => assert.equal(truncate(text, length), start));
});
