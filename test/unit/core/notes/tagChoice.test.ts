import assert from 'node:assert/strict';
import { acceptTags, tagChange, type TagChoice } from '../../../../src/core/notes/tagChoice';
import { localized } from '../../../../src/core/base/localization';

const choice = (given: Partial<TagChoice>): TagChoice => ({
  typed: '',
  listed: ['method/loss', 'Survey', 'todo'],
  ticked: [],
  tickedSinceTyping: false,
  ...given,
});

suite('Enter in Edit Tags', () => {
  const taken: readonly (readonly [string, Partial<TagChoice>, readonly string[]])[] = [
    ['the tag whose full name was typed', { typed: 'method/loss' }, ['method/loss']],
    ['that tag in the spelling of the list', { typed: ' #METHOD/loss' }, ['method/loss']],
    ['a new tag that is part of a listed one', { typed: 'loss' }, ['loss']],
    ['a new tag of which a listed one is part', { typed: 'todo/now' }, ['todo/now']],
    ['what is ticked and what was typed', { typed: 'loss', ticked: ['todo'] }, ['todo', 'loss']],
    ['a ticked tag once, if its name was typed too', { typed: 'TODO', ticked: ['todo'] }, ['todo']],
    ['what is ticked, with nothing typed', { typed: ' ', ticked: ['todo'] }, ['todo']],
    ['what is ticked, with nothing typed and a row in focus', { ticked: [], focused: 'todo' }, []],
    ['the row that the arrow keys have chosen', { typed: 'lo', focused: 'method/loss' }, ['method/loss']],
    ['that row where the text is no tag', { typed: 'method/', focused: 'method/loss' }, ['method/loss']],
    [
      'what was ticked with the text as a filter',
      { typed: 'lo', ticked: ['method/loss'], focused: 'method/loss', tickedSinceTyping: true },
      ['method/loss'],
    ],
    [
      'nothing of a row that was unticked with the text as a filter',
      { typed: 'todo', focused: 'todo', tickedSinceTyping: true },
      [],
    ],
  ];
  for (const [what, given, tags] of taken) {
    test(`takes ${what}`, () => assert.deepEqual(acceptTags(choice(given)), { ok: true, value: tags }));
  }

  for (const typed of ['a,b', 'method/', '[x]', '#', 'x'.repeat(101)]) {
    test(`says why ${JSON.stringify(typed).slice(0, 20)} cannot be a tag`, () => {
      const accepted = acceptTags(choice({ typed, ticked: ['todo'] }));
      assert.ok(!accepted.ok);
      assert.match(localized(accepted.error), /^[^]+\.$/);
    });
  }

  test('a tag in another spelling is neither added nor removed', () => {
    assert.deepEqual(tagChange(['Method', 'a'], ['method', 'b']), { add: ['b'], remove: ['a'] });
  });
});
