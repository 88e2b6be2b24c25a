import assert from 'node:assert/strict';
import { isolateDirection, withoutIsolate } from '../../../../src/core/text/isolateDirection';

suite('Direction of texts without markup', () => {
  const rows: readonly (readonly [text: string, isIsolated: boolean])[] = [
    ['', false],
    ['Deep Learning: é, 深度, Ω', false],
    ['تعلم الآلة العميق.', true],
    ['למידה עמוקה', true],
    ['BERT في نصوص طويلة', true],
    ['ܫܠܡܐ', true],
    ['😀 𝒪(n)', false],
  ];
  for (const [text, isIsolated] of rows)
    test(`“${text}” is ${isIsolated ? 'isolated' : 'returned as it is'}`, () => {
      assert.equal(isolateDirection(text), isIsolated ? `\u2068${text}\u2069` : text);
      assert.equal(withoutIsolate(isolateDirection(text)), text);
    });
});
