import { isRecord } from '../base/guards';

/**
 * Reads a member of untrusted JSON; undefined if it does not exist. Only own properties are read, so that `__proto__`
 * is an ordinary key.
 */
export function fieldOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** In JSON-LD a list of one item may be written as the item, and an empty list may be omitted. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return value === undefined || value === null ? [] : [value];
}

/** The first string of a value that should be a string. */
export function textFrom(value: unknown): string | undefined {
  return textsFrom(value)[0];
}

export function textsFrom(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

/** The id of a node, which may be given as a string instead of an object. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : textFrom(fieldOf(value, 'id') ?? fieldOf(value, '@id'));
}

/** Whether a node has a type, with or without the prefix `oa:`. */
export function isOfType(value: unknown, type: string): boolean {
  return typesOf(value).some((one) => one === type || one === `oa:${type}`);
}

export function typesOf(value: unknown): readonly string[] {
  return textsFrom(fieldOf(value, 'type') ?? fieldOf(value, '@type'));
}
