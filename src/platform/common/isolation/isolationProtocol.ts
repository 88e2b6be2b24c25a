/** The calls that a program serves: for each function, by its name, what it is given and what it returns. */
export type IsolatedCalls<Name extends PropertyKey> = Readonly<
  Record<Name, { readonly args: readonly unknown[]; readonly result: unknown }>
>;

/** A function of the isolated process. `input` and `output` are bytes that are sent apart from the arguments and the result. */
export type IsolatedFunction<Args extends readonly unknown[], Result> = (
  args: Args,
  input: Uint8Array,
) => IsolatedAnswer<Result> | Promise<IsolatedAnswer<Result>>;

interface IsolatedAnswer<Result> {
  readonly result: Result;
  readonly output?: Iterable<Uint8Array>;
}

/** The functions that serve some calls. */
export type IsolatedFunctions<Calls extends IsolatedCalls<keyof Calls>> = {
  readonly [Name in keyof Calls]: IsolatedFunction<Calls[Name]['args'], Calls[Name]['result']>;
};

/** A call to a function that runs in the isolated process. Sent whole, after the parts of its input. */
export interface IsolatedRequest {
  readonly number: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Bytes that a request needs and that are too many for one message, in order, before the request. */
interface InputPart {
  readonly number: number;
  readonly input: Uint8Array;
}

export type ToIsolated = IsolatedRequest | InputPart;

/** `part` precedes the result of a request whose output does not fit into one message. */
export type FromIsolated =
  | { readonly ready: true }
  | { readonly number: number; readonly part: Uint8Array }
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly error: string };

/** In bytes. A message of this size is read and written in about a millisecond. */
const partSize = 512 * 1024;

/** Yields `bytes` in parts of {@link partSize}. */
export function* partsOf(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += partSize) yield bytes.slice(at, at + partSize);
}

export interface DigestOptions {
  /** The digest's name: the label of papers that are not below a date. */
  readonly name: string;
  /** The year of dates that print none. */
  readonly year?: number;
}

/** The parser version in the batches that the process sends to its parent. Both are of one release, so it never changes. */
export const batchReader = 'isolated';
