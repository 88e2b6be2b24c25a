import { paperId } from '../core/library/paperId';
import { editNote } from '../core/notes/editNote';
import { noteTemplate } from '../core/notes/noteTemplate';
import { operators } from '../core/search/query/operators';
import type { Contributions, JsonObject, KeyBinding } from '../platform/vscode/contributions';
import { listFocused, never, readerInFront } from '../services/views/whenClauses';
import { category } from './product';
import { english, localized, type Localization } from '../core/base/localization';

/** Translates the reference of a README. */
export interface ReferenceLanguage {
  /** Texts of the manifest and words of the tables. */
  readonly texts: Localization;
  /** Messages of the code. */
  readonly messages: Localization;
}

/**
 * The generated parts of a README, as Markdown, by the name in their markers `<!-- name -->` and `<!-- /name -->`.
 */
export function referenceParts(
  features: readonly Contributions[],
  { texts, messages }: ReferenceLanguage = { texts: english, messages: english },
): ReadonlyMap<string, string> {
  return new Map([
    ['query', queryTable(texts, messages)],
    ['keys', keyTable(features, texts)],
    ['commands', commandTable(features, texts)],
    ['settings', settingList(features, texts)],
    ['note', noteExample()],
  ]);
}

/**
 * Replaces the text between the markers of each part.
 * @throws if a marker is missing
 */
export function withParts(text: string, parts: ReadonlyMap<string, string>): string {
  let result = text;
  for (const [name, part] of parts) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [result.indexOf(start), result.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`The README lacks the markers of its part “${name}”.`);
    result = `${result.slice(0, from + start.length)}\n\n${part}\n\n${result.slice(to)}`;
  }
  return result;
}

function queryTable(texts: Localization, messages: Localization): string {
  return table(
    ['Filter', 'Finds a paper that …', 'Values'].map((word) => texts.t(word)),
    operators.map(({ name, describe, values = [] }) => [
      code(`${name}:`),
      localized(describe, messages),
      values.map(code).join(', '),
    ]),
  );
}

interface BoundKey {
  readonly title: string;
  readonly key: string;
  readonly mac: string;
  readonly places: Set<string>;
}

function keyTable(features: readonly Contributions[], texts: Localization): string {
  const bound = new Map<string, BoundKey>();
  for (const [id, { title, keys = [] }] of commandsOf(features)) {
    for (const binding of keys) {
      const row = `${id} ${binding.key}`;
      const known = bound.get(row);
      const place = placeOf(binding, features, texts);
      if (known) known.places.add(place);
      else bound.set(row, { title, ...shownKeys(binding), places: new Set([place]) });
    }
  }
  const rows = [...bound.values()].map(({ title, key, mac, places }) => [
    [...places].join(texts.t(', ')),
    code(key),
    mac === key ? '' : code(mac),
    texts.t(title).replace(/…$/u, ''),
  ]);
  return table(
    ['Where', 'Key', 'On macOS', 'What it does'].map((word) => texts.t(word)),
    rows.toSorted(byFirst),
  );
}

/** The context of a key binding in words; the `when` clause itself if it is not one of the usual ones. */
function placeOf({ when }: KeyBinding, features: readonly Contributions[], texts: Localization): string {
  if (when === undefined) return texts.t('everywhere');
  if (when.startsWith(listFocused)) return texts.t('lists of papers');
  if (when.startsWith(readerInFront)) return texts.t('reader');
  if (when.includes('dailyPapers.searching')) return texts.t('list of Papers: Search');
  if (when.includes('dailyPapers.pickingCitation')) return texts.t('list of Insert Citation…');
  if (when.includes('dailyPapers.pickingPassage'))
    return texts.t('lists of Search Highlights… and Insert Quote…');
  const view = /^focusedView == 'dailyPapers\.(\w+)'/u.exec(when)?.[1];
  const name = features.map(({ views }) => view !== undefined && views?.[view]?.name).find(Boolean);
  return name ? texts.t('view {0}', texts.t(name)) : code(when);
}

function commandTable(features: readonly Contributions[], texts: Localization): string {
  const rows = commandsOf(features)
    .filter(([, { palette }]) => palette !== never)
    .toSorted(([, one], [, other]) => byFirst([one.title], [other.title]))
    .map(([id, { title, keys = [] }]) => [
      `${texts.t(category)}: ${texts.t(title)}`,
      code(`dailyPapers.${id}`),
      [...new Set(keys.map((binding) => code(shownKeys(binding).key)))].join(', '),
    ]);
  return table(
    ['Command', 'Id', 'Keys'].map((word) => texts.t(word)),
    rows,
  );
}

function settingList(features: readonly Contributions[], texts: Localization): string {
  return features
    .flatMap(({ settings = {} }) => Object.entries(settings))
    .toSorted(([, one], [, other]) => Number(one['order']) - Number(other['order']))
    .map(
      ([id, schema]) =>
        `- ${code(`dailyPapers.${id}`)} (${settingDefault(schema, texts)}): ${settingText(schema, texts)}`,
    )
    .join('\n');
}

function settingDefault(schema: JsonObject, texts: Localization): string {
  const value = schema['default'];
  return value === ''
    ? texts.t('empty')
    : code(typeof value === 'string' ? value.replaceAll('\n', '\\n') : JSON.stringify(value));
}

function settingText(schema: JsonObject, texts: Localization): string {
  const text = texts.t(textOf(schema['markdownDescription'] ?? schema['description']));
  const values = listOf(schema['enum']);
  const meanings = listOf(schema['markdownEnumDescriptions'] ?? schema['enumDescriptions']);
  const choices = values.map((value, index) => `  - ${code(value)}: ${texts.t(meanings[index] ?? '')}`);
  // VS Code makes `#name#` a link to the setting of that name.
  return [text.replaceAll(/`#([\w.]+)#`/gu, '`$1`'), ...choices].join('\n');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

/** A note with a tag and a highlight, as the extension writes it. */
function noteExample(): string {
  const title = 'Attention Is All You Need';
  const subject = { id: paperId(title), title, abstract: '', arxivId: '1706.03762' };
  const body = `# ${title}\n\nCompare with **convolutions**.\n`;
  const note = editNote(noteTemplate(subject, body), subject.id, {
    addTags: ['method/attention'],
    addHighlights: [
      {
        id: 'h1',
        field: 'title',
        quote: 'All You Need',
        prefix: 'Attention Is ',
        suffix: '',
        start: 13,
        end: 25,
        color: 'green',
        comment: 'No recurrence?',
        tags: [],
        created: '2025-03-11T08:00:00Z',
        state: 'anchored',
      },
    ],
  });
  if (!note.ok) throw new Error(`The example of a note cannot be made: ${JSON.stringify(note.error)}`);
  return `\`\`\`markdown\n${note.value}\`\`\``;
}

const byFirst = ([one = '']: readonly string[], [other = '']: readonly string[]): number =>
  one < other ? -1 : Number(one > other);

const commandsOf = (features: readonly Contributions[]) =>
  features.flatMap(({ commands = {} }) => Object.entries(commands));

function shownKeys({ key, mac }: KeyBinding): { readonly key: string; readonly mac: string } {
  return { key: shownKey(key), mac: shownKey(mac ?? key) };
}

/** `ctrl+shift+z` as it is printed on the keys. */
function shownKey(key: string): string {
  return key
    .split('+')
    .map((part) => ({ numpad_add: 'Numpad +', numpad_subtract: 'Numpad -' })[part] ?? capitalized(part))
    .join('+');
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Inline code in Markdown; the text may contain single backticks. */
const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
