import assert from 'node:assert/strict';
import { english, translator } from '../../../../src/core/text/localization';

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

suite('Messages with a catalogue', () => {
  const l10n = translator({ '{0} of {1}': '{1} 中的 {0}', constructor: 'Bauer' });

  test('Are those of the catalogue, with the values where the translation has them', () => {
    assert.equal(l10n.t('{0} of {1}', 2, 9), '9 中的 2');
    assert.equal(l10n.t('constructor'), 'Bauer');
  });

  test('Stay English without a translation, whatever their text', () => {
    assert.equal(l10n.t('{0} papers', 2), '2 papers');
    assert.equal(l10n.t('toString'), 'toString');
  });
});
