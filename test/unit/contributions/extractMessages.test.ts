import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messageBundle, messagesOf } from '../../../src/contributions/extractMessages';
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

type Texts = Readonly<Record<string, string>>;

const readTexts = (file: string): Texts => JSON.parse(readFileSync(join(root, file), 'utf8')) as Texts;

/** What a translation has to keep as it is: placeholders, icons, code and the targets of links. */
function keptParts(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}|\$\([\w-]+\)|`[^`]*`|\]\([^)]*\)/gu))].toSorted();
}

/** Translations by language: `bundle.l10n.de.json` and `package.nls.de.json` beside the English texts. */
suite('Translations', () => {
  const sets = [
    ['media/l10n', 'bundle.l10n'],
    ['.', 'package.nls'],
  ] as const;
  const languages = (folder: string, name: string): readonly string[] =>
    readdirSync(join(root, folder))
      .filter((file) => file.startsWith(`${name}.`) && file !== `${name}.json`)
      .map((file) => file.slice(name.length + 1, -'.json'.length));

  test('Messages and manifest are translated into the same languages', () => {
    const [host, manifest] = sets.map(([folder, name]) => languages(folder, name));
    assert.deepEqual(host, manifest);
    assert.deepEqual(host, ['zh-cn']);
  });

  for (const [folder, name] of sets) {
    const english = readTexts(`${folder}/${name}.json`);
    for (const language of languages(folder, name)) {
      const translated = readTexts(`${folder}/${name}.${language}.json`);

      test(`${name}.${language}.json has all texts and no others`, () => {
        assert.deepEqual(Object.keys(translated).toSorted(), Object.keys(english).toSorted());
        assert.deepEqual(
          Object.values(translated).filter((text) => text.trim() !== text || text === ''),
          [],
        );
      });

      test(`${name}.${language}.json keeps placeholders, icons, code and links`, () => {
        for (const [key, text] of Object.entries(english))
          assert.deepEqual(keptParts(translated[key] ?? ''), keptParts(text), key);
      });
    }
  }

  for (const language of languages('.', 'package.nls'))
    test(`Messages name commands by their titles in ${language}`, () => {
      const [titles, translatedTitles] = ['package.nls.json', `package.nls.${language}.json`].map(readTexts);
      const messages = readTexts(`media/l10n/bundle.l10n.${language}.json`);
      const plainTitle = (title = ''): string => title.replace(/…$/u, '');
      const commands = Object.keys(titles ?? {}).filter((key) =>
        /^commands\..*title(?:\.value)?$/u.test(key),
      );
      let named = 0;
      for (const [message, text] of Object.entries(messages)) {
        // The longest title: “Search” begins others.
        const [key] = commands
          .filter((each) => message.includes(`Papers: ${plainTitle(titles?.[each])}`))
          .toSorted((a, b) => (titles?.[b]?.length ?? 0) - (titles?.[a]?.length ?? 0));
        if (key === undefined) continue;
        named += 1;
        const expected = `${translatedTitles?.['category'] ?? ''}: ${plainTitle(translatedTitles?.[key])}`;
        assert.ok(text.includes(expected), `${text}: ${expected}`);
      }
      assert.ok(named > 5, String(named));
    });
});
