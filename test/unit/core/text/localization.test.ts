import assert from 'node:assert/strict';
import { english } from '../../../../src/core/text/localization';

suite('Messages in English', () => {
  test('Have the values in place of the placeholders, in any order and as often as they are named', () => {
    assert.equal(english.t('{1} of {0}: {1}', 'papers', 2), '2 of papers: 2');
    assert.equal(english.t('No value'), 'No value');
  });

  test('Keep a value as it is, also if it looks like a placeholder or like a pattern of replacement', () => {
    assert.equal(english.t('“{0}” and “{1}”', '{1} $& $1', '{0}'), '“{1} $& $1” and “{0}”');
  });

  test('Keep a placeholder that has no value', () => {
    assert.equal(english.t('{0} {1}', ''), ' {1}');
  });
});
