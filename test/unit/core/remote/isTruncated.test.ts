import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTruncated } from '../../../../src/core/remote/isTruncated';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

suite('An answer that breaks off', () => {
  const cases: readonly (readonly [text: string, isTruncated: boolean])[] = [
    ['', true],
    [' \n', true],
    ['[]', false],
    ['[1, {"a": "]}"}]\n', false],
    ['["a\\"]', true],
    ['["a\\\\"]', false],
    ['[{"a": [1]}', true],
    ['<?xml version="1.0"?>\n<feed xmlns="x"><entry/></feed>\n', false],
    ['<!-- <a> --><feed></feed><!-- done -->', false],
    ['<a:feed></a:feed>', false],
    ['<feed xmlns="x"/>', false],
    ['<feed><entry></entry>', true],
    ['<feed><link href="a"/>', true],
    ['<feed><entry></ent', true],
    ['<?xml version="1.0"?>', true],
    ['<!doctype html><p>Please sign in.', false],
    ['<html><p>Please sign in.', false],
    ['Please sign in.', false],
  ];
  for (const [text, expected] of cases)
    test(`${JSON.stringify(text)} ${expected ? 'does' : 'does not'}`, () =>
      assert.equal(isTruncated(encode(text)), expected));

  test('is every part of a JSON list or object, and no whole one', () => {
    const value = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (json, share) => {
        const bytes = encode(JSON.stringify(json));
        assert.equal(isTruncated(bytes), false);
        assert.equal(isTruncated(bytes.subarray(0, Math.floor(bytes.length * share))), true);
      }),
    );
  });
});
