import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messageBundle, messagesOf } from '../../../src/contributions/extractMessages';
import { root } from '../../support/paths';

const textsOf = (source: string): readonly string[] => messagesOf('a.ts', source);

suite('Messages of the host', () => {
  test('Are the constant texts of vscode.l10n.t, anywhere in the code', () => {
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

  test('A call that passes on a message with its values is not a message', () => {
    assert.deepEqual(textsOf('const t = (text, ...values) => vscode.l10n.t(text, ...values);'), []);
  });

  test('Calls of other functions are not messages', () => {
    assert.deepEqual(textsOf("other.l10n.s('x'); l10nX.t('y'); a.b.t('z'); // vscode.l10n.t('w')"), []);
  });

  const faults: readonly (readonly [string, string])[] = [
    ['A value without a placeholder', "vscode.l10n.t('Moved', count)"],
    ['A placeholder without a value', "vscode.l10n.t('Moved {0} to {1}', count)"],
    ['A gap in the numbers', "vscode.l10n.t('Moved {1}', count)"],
  ];
  for (const [name, source] of faults)
    test(`${name} is an error`, () => assert.throws(() => textsOf(source), /does not name its 1 values/u));

  test('The bundle has each once, in alphabetical order, for any order of the files', () => {
    const messages = messagesOf('a.ts', "vscode.l10n.t('b'); vscode.l10n.t('a'); vscode.l10n.t('b')");
    assert.deepEqual(Object.keys(messageBundle(messages)), ['a', 'b']);
  });
});

type Texts = Readonly<Record<string, string>>;

const readTexts = (file: string): Texts => JSON.parse(readFileSync(join(root, file), 'utf8')) as Texts;

/** The parts that a translation has to keep: placeholders, icons, code and the targets of links. */
function keptParts(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}|\$\([\w-]+\)|`[^`]*`|\]\([^)]*\)/gu))].toSorted();
}

/**
 * Words that VS Code's Chinese language pack (1.108) does not use, or hardly ever, and its own term for the same thing: undo,
 * redo, tab, sidebar, breadcrumbs, keyboard shortcut, extension, filter, account, output channel, hover, Quick Pick, badge,
 * repository, outline, click, you, screen reader, clipboard, language pack and so on.
 */
const otherTerms: readonly (readonly [RegExp, string])[] = [
  [/撤销|撤回/u, '撤消'],
  [/重做/u, '恢复'],
  [/标签页|页签/u, '选项卡'],
  [/侧边条|边栏条|侧栏/u, '侧边栏'],
  [/面包屑/u, '痕迹导航'],
  [/快捷键|热键/u, '键盘快捷方式 or 键绑定'],
  [/(?<!Obsidian |的)插件|外挂/u, '扩展'],
  [/过滤/u, '筛选'],
  [/账户|账号|帐号/u, '帐户'],
  [/输出频道/u, '输出通道'],
  [/悬浮|浮窗/u, '悬停'],
  [/快速挑选|快速选单/u, '快速选取'],
  [/角标|徽标/u, '徽章'],
  [/仓库/u, '存储库'],
  [/点击|点选/u, '单击'],
  [/您/u, '你'],
  [/读屏|屏幕朗读/u, '屏幕阅读器'],
  [/剪切板/u, '剪贴板'],
  [/目录夹|资料夹/u, '文件夹'],
  [/工作空间|工作域/u, '工作区'],
  [/命令调色板|命令窗口/u, '命令面板'],
  [/状态条/u, '状态栏'],
  [/首选设置|选项设置/u, '设置'],
  [/[？！]/u, '? and !'],
];

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

  test('Pages of the walkthrough are translated too, and keep their keys and code; VS Code finds them by name', () => {
    const folder = join(root, 'media/walkthrough');
    const pages = readdirSync(folder).filter((file) => !file.includes('.nls.'));
    const codeOf = (file: string): readonly string[] =>
      readFileSync(join(folder, file), 'utf8').match(/`[^`]+`/gu) ?? [];
    assert.ok(pages.length >= 5);
    for (const language of languages('.', 'package.nls'))
      for (const page of pages)
        assert.deepEqual(codeOf(page.replace(/md$/u, `nls.${language}.md`)), codeOf(page), page);
    assert.equal(readdirSync(folder).length, pages.length * (1 + languages('.', 'package.nls').length));
  });

  test('Simplified Chinese uses the terms of VS Code’s own language pack', () => {
    const texts = [
      ...Object.values(readTexts('package.nls.zh-cn.json')),
      ...Object.values(readTexts('media/l10n/bundle.l10n.zh-cn.json')),
      ...[
        'README.zh-cn.md',
        ...readdirSync(join(root, 'media/walkthrough')).map((file) => `walkthrough/${file}`),
      ]
        .filter((file) => file.includes('zh-cn'))
        .flatMap((file) => readFileSync(join(root, 'media', file), 'utf8').split('\n')),
    ];
    for (const [other, term] of otherTerms)
      assert.deepEqual(
        texts.filter((text) => other.test(text)),
        [],
        `VS Code says ${term}`,
      );
  });

  for (const language of languages('.', 'package.nls'))
    test(`The palette finds commands by their English names in ${language} too`, () => {
      const [english, translated] = ['package.nls.json', `package.nls.${language}.json`].map(readTexts);
      const originals = Object.keys(english ?? {}).filter((key) => key.endsWith('.title.original'));
      assert.ok(originals.length > 0);
      for (const key of originals) assert.equal(translated?.[key], english?.[key], key);
    });

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
