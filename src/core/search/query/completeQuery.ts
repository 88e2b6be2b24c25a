import type { CooperativeTask } from '../../base/cooperativeTask';
import type { TextRange } from '../../text/sentences';
import { operatorNamed, operators } from './operators';
import type { Message } from '../../base/localization';

/** The library's values for completions; each list best first. */
export interface QueryVocabulary {
  readonly tags: readonly string[];
  readonly days: readonly string[];
  readonly authors: readonly string[];
  readonly categories: readonly string[];
}

export interface QueryCompletion {
  /** The operator or value, as it is shown. */
  readonly label: string;
  readonly description: Message;
  /** The text that replaces `range` of the query; a space follows a finished value. */
  readonly insert: string;
  readonly range: TextRange;
}

const most = 50;
/** Values that are compared in one step. */
const comparedAtOnce = 256;

/** The completions at `caret`: values after `name:`, operators at the start of a word. There may be 100,000 authors. */
export function* completingQuery(
  text: string,
  caret: number,
  vocabulary: QueryVocabulary,
): CooperativeTask<QueryCompletion[]> {
  const before = text.slice(0, caret);
  const valued = /(?:^|[\s(-])([A-Za-z]+):("[^"]*|[^\s()"]*)$/.exec(before);
  const operator = valued?.[1] === undefined ? undefined : operatorNamed(valued[1]);
  if (operator) {
    const typed = valued?.[2] ?? '';
    const range = { start: caret - typed.length, end: caret };
    return yield* completingValue(valuesOf(operator.name, operator.values, vocabulary), typed, range);
  }
  const typed = /(?:^|[\s(-])([A-Za-z]*)$/.exec(before)?.[1];
  if (typed === undefined) return [];
  const range = { start: caret - typed.length, end: caret };
  return operators
    .filter(({ name }) => name.startsWith(typed.toLowerCase()))
    .map(({ name, describe }) => ({ label: `${name}:`, description: describe, insert: `${name}:`, range }));
}

function valuesOf(
  name: string,
  values: readonly string[] | undefined,
  vocabulary: QueryVocabulary,
): readonly string[] {
  if (values) return values;
  switch (name) {
    case 'tag':
      return vocabulary.tags;
    case 'day':
    case 'after':
    case 'before':
      return vocabulary.days;
    case 'author':
      return vocabulary.authors;
    case 'cat':
      return vocabulary.categories;
    default:
      return [];
  }
}

/** Values that begin with what was typed, then those that hold it. */
function* completingValue(
  values: readonly string[],
  typed: string,
  range: TextRange,
): CooperativeTask<QueryCompletion[]> {
  const wanted = typed.replace(/^"?#?/, '').toLowerCase();
  const begins: string[] = [];
  const holds: string[] = [];
  for (const [index, value] of values.entries()) {
    if (index % comparedAtOnce === comparedAtOnce - 1) yield;
    const at = value.toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(value);
    else if (at > 0 && holds.length < most) holds.push(value);
    if (begins.length === most) break;
  }
  return [...begins, ...holds].slice(0, most).map((value) => ({
    label: value,
    description: '',
    insert: `${/^[^\s()"]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`} `,
    range,
  }));
}
