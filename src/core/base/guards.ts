// Type guards for values from outside the program or from another one: stored files, messages, JSON. An invalid value is
// dropped as a whole.

export type Guard<T> = (value: unknown) => value is T;

type OptionalKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type RequiredKeys<T> = Exclude<keyof T, OptionalKeys<T>>;
export type RequiredGuards<T> = { readonly [K in RequiredKeys<T>]: Guard<T[K]> };
export type OptionalGuards<T> = { readonly [K in OptionalKeys<T>]-?: Guard<Exclude<T[K], undefined>> };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an object or an array, of which the fields of a `T` can then be read. */
export function hasFields<T = Readonly<Record<string, unknown>>>(
  value: unknown,
): value is Readonly<Record<keyof T, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is a safe integer >= 0: an offset, an index or a count. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';

export const isNumber: Guard<number> = (value) => typeof value === 'number';

export const isSafeInteger: Guard<number> = (value): value is number => Number.isSafeInteger(value);

export const isText: Guard<string> = (value) => typeof value === 'string';

/** A string of at most `limit` UTF-16 units. */
export const text =
  (limit: number): Guard<string> =>
  (value): value is string =>
    typeof value === 'string' && value.length <= limit;

export const oneOf =
  <const T extends readonly unknown[]>(...allowed: T): Guard<T[number]> =>
  (value): value is T[number] =>
    allowed.includes(value);

export const list =
  <T>(item: Guard<T>, limit = 100_000): Guard<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= limit && value.every((entry) => item(entry));

export const isTexts: Guard<readonly string[]> = list(isText, Infinity);

/** An object with all required fields, whose optional fields are absent or valid. Additional fields are allowed. */
export const object = <T extends object>(
  required: RequiredGuards<T>,
  optional: OptionalGuards<T>,
): Guard<T> => {
  const names = Object.keys(required);
  const areValid = withFields<T>(required, optional);
  return (value): value is T =>
    isRecord(value) && names.every((name) => Object.hasOwn(value, name)) && areValid(value);
};

/**
 * As {@link object}, but the fields may be inherited or those of an array: what earlier releases have stored is read as
 * they read it.
 */
export const withFields = <T extends object>(
  required: RequiredGuards<T>,
  optional: OptionalGuards<T>,
): Guard<T> => {
  // Lists and loops, as thousands of values are checked at each start.
  const requiredFields = Object.entries<Guard<unknown>>(required);
  const optionalFields = Object.entries<Guard<unknown>>(optional);
  return (value): value is T => {
    if (!hasFields(value)) return false;
    for (const [name, guard] of requiredFields) if (!guard(value[name])) return false;
    for (const [name, guard] of optionalFields) {
      const field = value[name];
      if (field !== undefined && !guard(field)) return false;
    }
    return true;
  };
};
