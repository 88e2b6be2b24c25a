import assert from 'node:assert/strict';
import { spokenLabel } from '../../../../src/services/views/spokenLabel';

suite('What a screen reader says of a row', () => {
  const long = 'word '.repeat(40);
  const table: readonly [name: string, parts: readonly (string | undefined)[], spoken: string][] = [
    ['its parts', ['On Noise', 'unread', '3 highlights'], 'On Noise, unread, 3 highlights'],
    ['one part', ['On Noise'], 'On Noise'],
    ['only those that there are', ['On Noise', undefined, '', ' \n', 'unread'], 'On Noise, unread'],
    ['nothing of none', [undefined, ''], ''],
    ['lines as one', ['a quote\n  over\ttwo lines'], 'a quote over two lines'],
  ];
  for (const [name, parts, spoken] of table)
    test(`is ${name}`, () => assert.equal(spokenLabel(...parts), spoken));

  test('is cut in each part, and not as a whole', () => {
    const [first = '', second = '', last] = spokenLabel(long, long, 'unread').split(', ');
    assert.deepEqual([first, last], [second, 'unread']);
    assert.ok(first.length > 100 && first.length <= 122, first);
    assert.match(first, /…$/u);
  });
});
