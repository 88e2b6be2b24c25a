import assert from 'node:assert/strict';
import { english, localizable, localized, translator } from '../../../../src/core/base/localization';
import { UserFacingError } from '../../../../src/core/base/userFacingError';

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
  const l10n = translator({ '{0} of {1}': '{1} 中的 {0}', constructor: 'Bauer' }, 'de');

  test('Are those of the catalogue, with the values where the translation has them', () => {
    assert.equal(l10n.t('{0} of {1}', 2, 9), '9 中的 2');
    assert.equal(l10n.t('constructor'), 'Bauer');
  });

  test('Stay English without a translation, with any text', () => {
    assert.equal(l10n.t('{0} papers', '2'), '2 papers');
    assert.equal(l10n.t('toString'), 'toString');
  });

  test('Have numbers as the language writes them', () => {
    assert.equal(l10n.t('{0} papers', 12_345), '12.345 papers');
  });
});

suite('Messages to be translated', () => {
  const upperCase = {
    t: (text: string, ...values: (string | number)[]) => english.t(text.toUpperCase(), ...values),
  };

  test('Are translated with the messages among their values; other values stay as they are', () => {
    const message = localizable('{0} of {1}', localizable('title'), 'a note');
    assert.equal(localized(message), 'title of a note');
    assert.equal(localized(message, upperCase), 'TITLE OF a note');
    assert.equal(localized('complete as it is', upperCase), 'complete as it is');
  });

  test('Write a number as a count', () => {
    assert.equal(localized(localizable('{0} papers', 12_345)), '12,345 papers');
  });

  test('Can be stored: a message is plain data', () => {
    const message = localizable('{0} of {1}', localizable('No value'), 2);
    assert.deepEqual(JSON.parse(JSON.stringify(message)), message);
  });
});

suite('Errors for the person', () => {
  test('Have the message in English, and the one to be translated', () => {
    const shown = localizable('There is no “{0}”.', 'note');
    const error = new UserFacingError(shown);
    assert.equal(error.message, 'There is no “note”.');
    assert.equal(error.shown, shown);
  });
});
