/** A function of the isolated process. `input` and `output` are bytes that are sent apart from the arguments and the result. */
export type IsolatedFunction = (
  args: readonly unknown[],
  input: Uint8Array,
) => IsolatedAnswer | Promise<IsolatedAnswer>;

interface IsolatedAnswer {
  readonly result: unknown;
  readonly output?: Iterable<Uint8Array>;
}

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

/** Identifies the encoder of the contributions that the process sends to its parent. */
export const batchReader = 'isolated';
