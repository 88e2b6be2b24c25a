import { parse } from 'yaml';
import type { ParsedDigest, Problem } from '../library/parsedDigest';
import type { CooperativeTask } from '../base/cooperativeTask';
import { nestedDeeperThan } from '../text/yamlNesting';
import { DayList } from './dayList';
import { fieldsOf } from './json/fields';
import { type JsonValue, isJsonObject } from './json/jsonValue';
import { looksLikePaper, paperFromFields } from './json/paperFields';
import type { SourceFormat, SourceText } from './sourceFormat';
import { localizable } from '../base/localization';

/** In UTF-16 units; the YAML library needs more than linear time for long items. */
const LONGEST_ITEM = 64 * 1024;
const deepest = 64;
const ITEM = /^( *)-(?: |$)/u;

/** A list of papers in YAML: items with `title:`, alone or below a key. */
export const yamlList: SourceFormat = {
  id: 'yaml',
  label: 'YAML',
  recognises({ text }) {
    const lines = text.slice(0, 20_000).split(/\r\n?|\n/u);
    const first = lines.findIndex((line) => ITEM.test(line));
    const isHead = lines
      .slice(0, Math.max(0, first))
      .every((line) => /^(?:\s*|#.*|---.*|%.*|[\w -]{1,60}:\s*)$/u.test(line));
    return first >= 0 && isHead && lines.some((line) => /^[\s-]*["']?(?:title|标题)["']?:\s/iu.test(line));
  },
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    for (const { text, line } of itemsOf(source.text)) {
      yield;
      const value = text.length > LONGEST_ITEM ? undefined : parsed(text);
      const [item] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
      const fields = isJsonObject(item) ? fieldsOf(item) : undefined;
      if (fields && looksLikePaper(fields)) days.add(paperFromFields(fields));
      else
        problems.push({
          line,
          message: localizable('This item is no paper that could be read, and was left out.'),
        });
    }
    return { days: days.days(), problems };
  },
};

/** The items of the outermost list, each as a list of its own. */
function* itemsOf(text: string): Generator<{ readonly text: string; readonly line: number }> {
  const lines = text.split(/\r\n?|\n/u);
  const indent = ITEM.exec(lines.find((line) => ITEM.test(line)) ?? '')?.[1] ?? '';
  const isStart = (line: string): boolean => ITEM.exec(line)?.[1] === indent;
  let start = lines.findIndex(isStart);
  for (let at = start + 1; start >= 0 && at <= lines.length; at++) {
    const line = lines[at];
    if (line !== undefined && !isStart(line)) continue;
    yield { text: lines.slice(start, at).join('\n'), line: start + 1 };
    start = at;
  }
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
