import type { TextRange } from '../sentences';
import { operatorNamed, operators } from './operators';

/** What the library has to offer for values; each list best first. */
export interface QueryVocabulary {
  readonly tags: readonly string[];
  readonly days: readonly string[];
  readonly authors: readonly string[];
  readonly categories: readonly string[];
}

export interface QueryCompletion {
  /** The operator or value, as it is shown. */
  readonly label: string;
  readonly description: string;
  /** What to put in place of `range` of the query; a space follows a finished value. */
  readonly insert: string;
  readonly range: TextRange;
}

const most = 50;

/** What can be written at `caret`: values after `name:`, operators at the start of a word. */
export function completeQuery(text: string, caret: number, vocabulary: QueryVocabulary): QueryCompletion[] {
  const before = text.slice(0, caret);
  const valued = /(?:^|[\s(-])([A-Za-z]+):("[^"]*|[^\s()"]*)$/.exec(before);
  const operator = valued?.[1] === undefined ? undefined : operatorNamed(valued[1]);
  if (operator) {
    const typed = valued?.[2] ?? '';
    const range = { start: caret - typed.length, end: caret };
    return completeValue(valuesOf(operator.name, operator.values, vocabulary), typed, range);
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
function completeValue(values: readonly string[], typed: string, range: TextRange): QueryCompletion[] {
  const wanted = typed.replace(/^"/, '').toLowerCase();
  const begins = values.filter((value) => value.toLowerCase().startsWith(wanted));
  const holds = values.filter((value) => value.toLowerCase().indexOf(wanted) > 0);
  return [...begins, ...holds].slice(0, most).map((value) => ({
    label: value,
    description: '',
    insert: `${/^[^\s()"]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`} `,
    range,
  }));
}
