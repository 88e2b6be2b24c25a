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

/** Whether a value is a safe integer >= 0: an offset, an index or a count. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';

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

/** An object with all required fields, whose optional fields are absent or valid. Additional fields are allowed. */
export const object =
  <T extends object>(required: RequiredGuards<T>, optional: OptionalGuards<T>): Guard<T> =>
  (value): value is T =>
    isRecord(value) &&
    entries(required).every(([key, guard]) => Object.hasOwn(value, key) && guard(value[key])) &&
    entries(optional).every(([key, guard]) => value[key] === undefined || guard(value[key]));

function entries(guards: object): [string, Guard<unknown>][] {
  return Object.entries(guards) as [string, Guard<unknown>][];
}
