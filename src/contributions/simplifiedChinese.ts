import { translator } from '../core/base/localization';
import type { ReferenceLanguage } from './reference';

/** Texts by their keys. */
export type Texts = Readonly<Record<string, string>>;

/** Words that only the tables of the reference have, by the English ones. */
const tableWords: Texts = {
  Filter: '筛选器',
  'Finds a paper that …': '查找的论文',
  Values: '值',
  Where: '位置',
  Key: '键',
  'On macOS': '在 macOS 上',
  'What it does': '操作',
  Command: '命令',
  Id: 'ID',
  Keys: '键',
  ', ': '、',
  everywhere: '任意位置',
  'lists of papers': '论文列表',
  reader: '阅读器',
  'list of Papers: Search': '“论文: 搜索”的列表',
  'list of Insert Citation…': '“插入引文…”的列表',
  'lists of Search Highlights… and Insert Quote…': '“搜索高亮…”和“插入引文片段…”的列表',
  'view {0}': '视图“{0}”',
  empty: '空',
};

/**
 * The language of the Chinese README: the texts of the manifest in both languages, by their keys in `package.nls.json`, and
 * the messages of the code, by the English ones.
 * @throws if a text of the manifest is translated in two ways: the tables name commands and settings by their texts
 */
export function simplifiedChinese({
  english,
  translated,
  messages,
}: Readonly<Record<'english' | 'translated' | 'messages', Texts>>): ReferenceLanguage {
  const texts = new Map(Object.entries(tableWords));
  for (const [key, text] of Object.entries(english)) {
    // The palette finds a command by it in every language.
    if (key.endsWith('.title.original')) continue;
    // A text that is not translated yet stays English, so that the tables can be generated meanwhile.
    const translation = translated[key] ?? text;
    if ((texts.get(text) ?? translation) !== translation)
      throw new Error(`“${text}” is translated as “${texts.get(text)}” and as “${translation}”.`);
    texts.set(text, translation);
  }
  return {
    texts: translator(Object.fromEntries(texts), 'zh-cn'),
    messages: translator(messages, 'zh-cn'),
  };
}
