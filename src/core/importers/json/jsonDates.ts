import { publicationDate } from '../dates';
import { type Fields, fieldsOf, textField } from './fields';
import { type JsonValue, isJsonArray, isJsonObject } from './jsonValue';

/** Names of dates of publication, the most exact first. */
const PUBLISHED = [
  'publishedat',
  'published',
  'publicationdate',
  'publishdate',
  'publisheddate',
  'pubdate',
  'issued',
  'publishedonline',
  'publishedprint',
  'created',
  'date',
  'submitted',
  'submitteddate',
  'year',
  'publicationyear',
  'pubyear',
];

/** When a paper was published: the first of its dates that can be read, with the time of day if it has one. */
export function publishedOf(fields: Fields): string | undefined {
  return firstDate(fields, PUBLISHED);
}

export function firstDate(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const date = dateOf(fields.get(name));
    if (date !== undefined) return date;
  }
  return undefined;
}

function dateOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return publicationDate([String(value)]);
  if (typeof value === 'string') return ISO_TIME.test(value.trim()) ? value.trim() : publicationDate([value]);
  if (isJsonArray(value)) return partsDate(value);
  if (!isJsonObject(value)) return undefined;
  // CSL-JSON and Crossref: `{"date-parts": [[2024, 3, 5]]}`; only the first part of a range counts.
  const fields = fieldsOf(value);
  const parts = fields.get('dateparts');
  return (
    (isJsonArray(parts) ? partsDate(parts) : undefined) ??
    firstDate(fields, ['datetime', 'raw', 'literal', 'value']) ??
    (textField(fields, 'year') === undefined
      ? undefined
      : partsDate([fields.get('year') ?? null, fields.get('month') ?? null]))
  );
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\S.*)?$/u;

function partsDate(parts: readonly JsonValue[]): string | undefined {
  const [first] = parts;
  if (isJsonArray(first)) return partsDate(first);
  const texts = parts
    .slice(0, 3)
    .map((part) => (typeof part === 'number' || typeof part === 'string' ? String(part) : ''));
  const numbers = texts.filter((text) => /^\s*\d{1,4}\s*$/u.test(text));
  return publicationDate([numbers.map((text) => text.trim()).join('-')]);
}
