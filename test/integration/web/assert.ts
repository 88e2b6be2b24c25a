import type nodeAssert from 'node:assert/strict';

/** The part of `node:assert/strict` that the suites use, for the extension host of a browser. */
type Assert = Pick<
  typeof nodeAssert,
  'deepEqual' | 'doesNotMatch' | 'equal' | 'fail' | 'ifError' | 'match' | 'notEqual' | 'ok' | 'rejects'
>;

class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

function check(holds: boolean, message: string | Error | undefined, what: () => string): void {
  if (holds) return;
  throw message instanceof Error ? message : new AssertionError(message ?? what());
}

const shown = (value: unknown): string =>
  typeof value === 'string' || value instanceof RegExp ? String(value) : JSON.stringify(value);

/** Strict: prototypes and the order of arrays count, the order of properties does not. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (one instanceof Set || one instanceof Map || other instanceof Set || other instanceof Map) {
    const [ones, others] = [one, other].map((each) => [...(each as Iterable<unknown>)]);
    return isSame(ones, others);
  }
  const [keys, otherKeys] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === otherKeys.length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(Reflect.get(one, key), Reflect.get(other, key)))
  );
}

const assert: Assert = {
  ok: (value: unknown, message?: string | Error) =>
    check(Boolean(value), message, () => `${shown(value)} is not true`),
  equal: (actual: unknown, expected: unknown, message?: string | Error) =>
    check(Object.is(actual, expected), message, () => `${shown(actual)} is not ${shown(expected)}`),
  notEqual: (actual: unknown, expected: unknown, message?: string | Error) =>
    check(!Object.is(actual, expected), message, () => `it is ${shown(expected)}`),
  deepEqual: (actual: unknown, expected: unknown, message?: string | Error) =>
    check(isSame(actual, expected), message, () => `${shown(actual)} is not ${shown(expected)}`),
  match: (text: string, pattern: RegExp, message?: string | Error) =>
    check(pattern.test(text), message, () => `${shown(text)} does not match ${String(pattern)}`),
  doesNotMatch: (text: string, pattern: RegExp, message?: string | Error) =>
    check(!pattern.test(text), message, () => `${shown(text)} matches ${String(pattern)}`),
  fail: (message?: unknown): never => {
    throw message instanceof Error
      ? message
      : new AssertionError(message === undefined ? 'failed' : shown(message));
  },
  ifError: (error: unknown) => check(error === null || error === undefined, undefined, () => shown(error)),
  rejects,
};

async function rejects(
  promise: Promise<unknown> | (() => Promise<unknown>),
  expected?: unknown,
): Promise<void> {
  let error: unknown;
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (cause) {
    error = cause;
  }
  check(error !== undefined, undefined, () => 'the promise was not rejected');
  if (expected instanceof RegExp) assert.match(String(error), expected);
  else if (typeof expected === 'function')
    check(isExpected(error, expected as ExpectedError), undefined, () => shown(String(error)));
}

type ExpectedError = ((error: unknown) => unknown) & { readonly prototype?: unknown };

/** As in Node, `expected` is an error class, or a function that returns true for the expected error. */
function isExpected(error: unknown, expected: ExpectedError): boolean {
  const isClass = expected === Error || expected.prototype instanceof Error;
  return isClass ? error instanceof expected : expected(error) === true;
}

export default assert;
