/**
 * Reading of JSON that anybody may have written. Only own properties are seen, so that `__proto__` is a key like any
 * other, and nothing is followed further than it is asked for.
 */
export function fieldOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** JSON-LD writes a list of one as the one, and an empty list as nothing. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return value === undefined || value === null ? [] : [value];
}

/** The first text, where one is expected. */
export function textFrom(value: unknown): string | undefined {
  return textsFrom(value)[0];
}

export function textsFrom(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

/** The name of a node: it may stand for itself as a text. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : textFrom(fieldOf(value, 'id') ?? fieldOf(value, '@id'));
}

/** Whether a node is of a type, with or without the prefix of the vocabulary. */
export function isOfType(value: unknown, type: string): boolean {
  return typesOf(value).some((one) => one === type || one === `oa:${type}`);
}

export function typesOf(value: unknown): readonly string[] {
  return textsFrom(fieldOf(value, 'type') ?? fieldOf(value, '@type'));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
