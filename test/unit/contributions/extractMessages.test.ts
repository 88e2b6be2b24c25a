import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messageBundle, messagesOf, placeholdersOf } from '../../../src/contributions/extractMessages';
import { root } from '../../support/paths';

const textsOf = (source: string): readonly string[] => messagesOf('a.ts', source);

suite('Messages of the host', () => {
  test('Are the constant texts of vscode.l10n.t, wherever they stand', () => {
    const source = `
      const one = vscode.l10n.t('One');
      const two = () => ({ label: isOne ? vscode.l10n.t("It's {0}, {1}", a, b) : vscode.l10n.t(\`other\`) });`;
    assert.throws(() => textsOf(source), /^Error: a\.ts:3: the text of a message is not a constant\.$/u);
    assert.deepEqual(textsOf(source.replaceAll('`', "'")), ['One', "It's {0}, {1}", 'other']);
  });

  test('Are those of l10n.t too, where a module is given what translates', () => {
    assert.deepEqual(textsOf("const f = (l10n = english) => l10n.t('{0} days', 2);"), ['{0} days']);
  });

  test('Are those of localizable too, for modules that return messages', () => {
    const source = "err(localizable('No field “{0}”.', localizable('of a note'))); x.localizable('other');";
    assert.deepEqual(textsOf(source), ['No field “{0}”.', 'of a note']);
  });

  test('A call that hands on a message with its values is none', () => {
    assert.deepEqual(textsOf('const t = (text, ...values) => vscode.l10n.t(text, ...values);'), []);
  });

  test('Calls of other functions are none', () => {
    assert.deepEqual(textsOf("other.l10n.s('x'); l10nX.t('y'); a.b.t('z'); // vscode.l10n.t('w')"), []);
  });

  const faults: readonly (readonly [string, string])[] = [
    ['A value without a placeholder', "vscode.l10n.t('Moved', count)"],
    ['A placeholder without a value', "vscode.l10n.t('Moved {0} to {1}', count)"],
    ['A gap in the numbers', "vscode.l10n.t('Moved {1}', count)"],
  ];
  for (const [name, source] of faults)
    test(`${name} is an error`, () => assert.throws(() => textsOf(source), /does not name its 1 values/u));

  test('The bundle has each once, in alphabetical order, whatever the order of the files', () => {
    const messages = messagesOf('a.ts', "vscode.l10n.t('b'); vscode.l10n.t('a'); vscode.l10n.t('b')");
    assert.deepEqual(Object.keys(messageBundle(messages)), ['a', 'b']);
  });
});

/** Translations by language: `bundle.l10n.de.json` and `package.nls.de.json` beside the English texts. */
suite('Translations', () => {
  const sets = [
    ['media/l10n', 'bundle.l10n'],
    ['.', 'package.nls'],
  ] as const;
  for (const [folder, name] of sets) {
    const read = (file: string) =>
      JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as Record<string, string>;
    const english = read(`${name}.json`);
    const translations = readdirSync(join(root, folder)).filter(
      (file) => file.startsWith(`${name}.`) && file !== `${name}.json`,
    );

    test(`Those of ${name}.json have all its texts, no others, and the same placeholders`, () => {
      for (const file of translations) {
        const translated = read(file);
        assert.deepEqual(Object.keys(translated).toSorted(), Object.keys(english).toSorted(), file);
        for (const [key, text] of Object.entries(english))
          assert.deepEqual(placeholdersOf(translated[key] ?? ''), placeholdersOf(text), `${file}: ${key}`);
      }
    });
  }
});
