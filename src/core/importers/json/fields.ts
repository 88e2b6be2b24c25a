import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from './jsonValue';

/** The members of an object by normalized key: `arxivId`, `arxiv_id` and `ArXiv-ID` are the same. */
export type Fields = ReadonlyMap<string, JsonValue>;

export function fieldsOf(object: JsonObject): Fields {
  const fields = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(object)) {
    const name = normalizedKey(key);
    if (!fields.has(name)) fields.set(name, unwrapped(value));
  }
  return fields;
}

function normalizedKey(key: string): string {
  // Most keys are of these letters, which need no tables of Unicode.
  return /^[a-z]+$/u.test(key) ? key : key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** OpenReview wraps each value in an object: `{"value": …}`. */
function unwrapped(value: JsonValue): JsonValue {
  return isJsonObject(value) && Object.keys(value).length < 3 ? (value['value'] ?? value) : value;
}

/** The first of `names` with a non-blank string. */
export function textField(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = asText(fields.get(name));
    if (text !== undefined && text.trim() !== '') return text;
  }
  return undefined;
}

export function numberField(fields: Fields, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = fields.get(name);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return undefined;
}

export function objectField(fields: Fields, name: string): Fields | undefined {
  const value = fields.get(name);
  return isJsonObject(value) ? fieldsOf(value) : undefined;
}

/** A string, the strings of a list such as Crossref's `"title": ["…"]`, or the text of an object. */
function asText(value: JsonValue | undefined, depth = 0): string | undefined {
  if (typeof value === 'string') return value;
  if (depth > 2) return undefined;
  if (isJsonArray(value)) return value.flatMap((item) => asText(item, depth + 1) ?? []).join('\n\n');
  return isJsonObject(value)
    ? asText(value['value'] ?? value['title'] ?? value['text'], depth + 1)
    : undefined;
}
