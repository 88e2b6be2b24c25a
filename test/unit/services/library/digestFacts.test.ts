import assert from 'node:assert/strict';
import { formatFacts, parseFacts } from '../../../../src/services/library/digestFacts';

const parse = (text: string) => parseFacts(new TextEncoder().encode(text));
const sha256 = 'a'.repeat(64);

suite('Facts of a digest', () => {
  test('come back as they were written', () => {
    const facts = {
      name: 'march.txt',
      year: 2024,
      added: 17,
      text: { length: 5, sha256 },
      state: 'adding',
    } as const;
    assert.deepEqual(parseFacts(formatFacts(facts)), facts);
    assert.deepEqual(parseFacts(formatFacts({})), {});
  });

  test('are left out where they are of another kind, and the others kept', () => {
    for (const [text, facts] of [
      ['{"name": 1, "added": 2}', { added: 2 }],
      ['{"year": 0, "name": "a"}', { name: 'a' }],
      ['{"year": 10000}', {}],
      ['{"year": 2024.5}', {}],
      ['{"added": "1"}', {}],
      ['{"added": 1e999}', {}],
      ['{"text": "a"}', {}],
      ['{"text": {"length": 0.5, "sha256": "a"}}', {}],
      ['{"text": {"length": 1, "sha256": 2}}', {}],
      ['{"state": "other"}', {}],
      ['{"state": "removed"}', { state: 'removed' }],
      ['[]', {}],
    ] as const)
      assert.deepEqual(parse(text), facts, text);
  });

  test('are undefined if the file is not a JSON object', () => {
    for (const text of ['', '{', 'null', '1', '"a"']) assert.equal(parse(text), undefined, text);
  });

  test('have a name of 200 units at most, which cuts no character in half', () => {
    const name = `${'x'.repeat(199)}😀`;
    assert.equal(parseFacts(formatFacts({ name }))?.name, 'x'.repeat(199));
    assert.equal(parse(JSON.stringify({ name }))?.name, 'x'.repeat(199));
  });
});
