import assert from 'node:assert/strict';
import { editNote } from '../../../../src/core/notes/editNote';
import { parseNote } from '../../../../src/core/notes/parseNote';

suite('Own keys of notes', () => {
  const keysOf = (yaml: string): unknown =>
    parseNote(`---\n${yaml}\n---\nBody\n`, 'paper-0123abcd').note.ownKeys;

  const table: readonly (readonly [yaml: string, expected: Readonly<Record<string, string>> | undefined])[] =
    [
      ['tags: [a]\nversion: 1\ncitationKey: k', undefined],
      ['rating: 5\nmethod: "transformer"', { rating: '5', method: 'transformer' }],
      ['score: 0x10\ndone: true\nday: 2024-03-11', { score: '0x10', done: 'true', day: '2024-03-11' }],
      ['datasets:\n  - ImageNet\n  - CIFAR-10', { datasets: 'ImageNet, CIFAR-10' }],
      ['empty:\nnested: {a: b}\nlists: [[a], b]', { lists: 'b' }],
      ['text: |\n  two\n  lines', { text: 'two lines' }],
      ['"__proto__": x\nconstructor: y', { constructor: 'y' }],
    ];
  for (const [yaml, expected] of table)
    test(`${JSON.stringify(yaml)} has ${JSON.stringify(expected ?? 'none')}`, () => {
      assert.deepEqual(keysOf(yaml), expected);
    });

  test('long values and many keys are cut', () => {
    const many = Array.from({ length: 100 }, (_, at) => `k${at}: ${'x'.repeat(1000)}`).join('\n');
    const keys = keysOf(many) as Readonly<Record<string, string>>;
    assert.equal(Object.keys(keys).length, 40);
    assert.equal(keys['k0']?.length, 300);
  });

  test('stay byte for byte when the note is edited', () => {
    const text = '---\nrating:   5 # mine\ntags: [a]\n---\nBody\n';
    const edited = editNote(text, 'paper-0123abcd', { addTags: ['b'] });
    assert.ok(edited.ok && edited.value.includes('rating:   5 # mine\n'));
  });
});
