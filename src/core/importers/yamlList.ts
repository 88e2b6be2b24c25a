import { parse } from 'yaml';
import type { PaperRecord } from '../library/paper';
import type { ParsedDigest, Problem } from '../library/parsedDigest';
import type { CooperativeTask } from '../base/cooperativeTask';
import { nestedDeeperThan } from '../text/yamlNesting';
import { type PrintedDate, dateLine, findDate } from './dates';
import { DayList } from './dayList';
import { fieldsOf, textField } from './json/fields';
import { type JsonValue, isJsonArray, isJsonObject } from './json/jsonValue';
import { looksLikePaper, paperFromFields } from './json/paperFields';
import type { SourceFormat, SourceText } from './sourceFormat';
import { localizable } from '../base/localization';

/** In UTF-16 units; the YAML library needs more than linear time for long items. */
const LONGEST_ITEM = 64 * 1024;
const deepest = 64;
const ITEM = /^( *)-(?: |$)/u;

/** A key above a list, alone or with a value that says something about the whole: `2024-05-01:`, `date: 2024-05-01`. */
const KEY =
  /^\s*(?:["']?[\w ,./-]{1,60}["']?:|(?:date|day|updated|generated|title|name|source|description|version):\s.{0,500})\s*$/u;
const DATED_KEY = /^\s*(?:["']?([\w ,./-]{1,60})["']?:|(?:date|day|title):\s(.{0,500}))\s*$/u;

/** Papers in YAML: items with `title:`, alone or below keys, which may be dates. */
export const yamlList: SourceFormat = {
  id: 'yaml',
  label: 'YAML',
  recognises({ text }) {
    const lines = text.slice(0, 20_000).split(/\r\n?|\n/u);
    const first = lines.findIndex((line) => ITEM.test(line));
    const head = lines.slice(0, Math.max(0, first));
    const isHead = head.every((line) => KEY.test(line) || /^(?:\s*|#.*|---.*|%.*)$/u.test(line));
    // A second rule ends the front matter of a text.
    const isOfText = head.filter((line) => line.startsWith('---')).length > 1;
    const items = lines.slice(first);
    const hasTitle = items.some((line) => /^[\s-]*["']?(?:title|标题)["']?:\s/iu.test(line));
    return first >= 0 && isHead && !isOfText && hasTitle;
  },
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    for (const { text, line, date } of itemsOf(source.text)) {
      yield;
      const value = text.length > LONGEST_ITEM ? undefined : parsed(text);
      const [item] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
      const papers = papersOf(item);
      for (const paper of papers) days.add(paper.record, paper.date ?? date);
      if (papers.length === 0)
        problems.push({
          line,
          message: localizable('This item is no paper that could be read, and was left out.'),
        });
    }
    return { days: days.days(), problems };
  },
};

interface DatedPaper {
  readonly record: PaperRecord;
  readonly date?: PrintedDate | undefined;
}

/** The paper that an item is, or those of the list in it, of which it is the day. */
function papersOf(item: JsonValue | undefined): readonly DatedPaper[] {
  if (!isJsonObject(item)) return [];
  const fields = fieldsOf(item);
  if (looksLikePaper(fields)) return [{ record: paperFromFields(fields) }];
  const date = findDate(textField(fields, 'date', 'day') ?? '');
  const inner = [...fields.values()].flatMap((value) => (isJsonArray(value) ? value : []));
  return inner
    .filter((value) => isJsonObject(value))
    .map(fieldsOf)
    .filter(looksLikePaper)
    .map((paper) => ({ record: paperFromFields(paper), date }));
}

interface Item {
  readonly text: string;
  readonly line: number;
  /** The date in the last key above it that has one. */
  readonly date: PrintedDate | undefined;
}

/** The items of the outermost lists, each as a list of its own. */
function* itemsOf(text: string): Generator<Item> {
  const lines = text.split(/\r\n?|\n/u);
  const indentOf = (line = ''): number | undefined => ITEM.exec(line)?.[1]?.length;
  const indent = indentOf(lines.find((line) => ITEM.test(line)));
  let date: PrintedDate | undefined;
  let start: number | undefined;
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at];
    if (line !== undefined && isInside(line, indent ?? 0)) continue;
    if (start !== undefined) yield { text: lines.slice(start, at).join('\n'), line: start + 1, date };
    start = line !== undefined && indentOf(line) === indent ? at : undefined;
    if (line !== undefined && start === undefined) date = dateInKey(line) ?? date;
  }
}

/** Whether a line can only be part of an item: it is blank, a comment or indented further than the items. */
function isInside(line: string, indent: number): boolean {
  return /^\s*(?:#|$)/u.test(line) || line.search(/\S/u) > indent;
}

function dateInKey(line: string): PrintedDate | undefined {
  const [, key, value = ''] = DATED_KEY.exec(line) ?? [];
  const text = key ?? value;
  return dateLine(text) ?? findDate(text);
}

/** Dates stay texts. Undefined if it is not YAML, or nested so deeply that the library would end the process. */
function parsed(text: string): unknown {
  if (nestedDeeperThan(deepest, text) !== undefined) return undefined;
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0, logLevel: 'silent' });
  } catch {
    return undefined; // The caller reports the item with its line.
  }
}
