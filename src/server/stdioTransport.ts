import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  ErrorCode,
  type JSONRPCErrorResponse,
  type JSONRPCMessage,
  JSONRPCMessageSchema,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import { isRecord } from '../core/base/guards';
import { parseJson } from '../core/base/parseJson';
import { LineSplitter } from './lineSplitter';

/** In bytes. The tools need no more than a thousandth of it. */
const longestMessage = 4 * 1024 * 1024;
/** Calls may continue for this time after the client has closed the input, in milliseconds. */
const lastCalls = 10_000;
/** The only version of the protocol with batches. */
const versionWithBatches = '2025-03-26';

/** Messages that came together: the answers go together too, once the last one is known. */
interface Batch {
  /** The ids of the requests that have not been answered. */
  readonly left: Set<unknown>;
  readonly answers: unknown[];
}

/**
 * The messages of the protocol over the standard streams, each in a line of JSON. As the transport of the SDK, which stops at a
 * long message, answers nothing to a batch, and needs time with the square of a message's length.
 */
export class StdioTransport implements Transport {
  onmessage?: Transport['onmessage'];
  onerror?: (error: Error) => void;
  onclose?: () => void;
  readonly #lines = new LineSplitter(longestMessage);
  /** The requests that have not been answered, with their batches. */
  readonly #pending = new Map<unknown, Batch | undefined>();
  #version: unknown;
  #settled: () => void = () => undefined;

  constructor(
    private readonly input: Readable,
    private readonly output: Writable,
  ) {}

  start(): Promise<void> {
    this.input.on('data', this.#read);
    this.input.on('error', (error) => this.onerror?.(error));
    return Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if ('method' in message) return this.#write(message);
    if ('result' in message) this.#version ??= message.result['protocolVersion'];
    const answer = 'error' in message ? readable(message) : message;
    const batch = this.#pending.get(message.id);
    if (batch) batch.answers.push(answer);
    else await this.#write(answer);
    await this.#answered(message.id);
  }

  close(): Promise<void> {
    this.input.off('data', this.#read);
    this.input.pause();
    this.onclose?.();
    return Promise.resolve();
  }

  /** Resolves when every request was answered, or after {@link lastCalls}. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settled = resolve;
      if (this.#pending.size === 0) resolve();
      setTimeout(resolve, lastCalls).unref();
    });
  }

  readonly #read = (bytes: Buffer): void => {
    for (const line of this.#lines.add(bytes)) {
      if (line === undefined) this.#refuse(ErrorCode.InvalidRequest, 'A message may have at most 4 MB.');
      else if (line.trim() !== '') this.#receive(parseJson(line));
    }
  };

  #receive(value: unknown): void {
    if (value === undefined) this.#refuse(ErrorCode.ParseError, 'The message is not JSON.');
    else if (!Array.isArray(value)) this.#pass(value, undefined);
    else if (value.length > 0 && this.#version === versionWithBatches) this.#passAll(value);
    else
      this.#refuse(
        ErrorCode.InvalidRequest,
        'This version of the protocol has no batches: send each message in a line of its own.',
      );
  }

  #passAll(values: readonly unknown[]): void {
    // The batch itself, so that the first answers do not end it.
    const whole = Symbol('batch');
    const batch: Batch = { left: new Set([whole]), answers: [] };
    this.#pending.set(whole, batch);
    for (const value of values) this.#pass(value, batch);
    void this.#answered(whole);
  }

  #pass(value: unknown, batch: Batch | undefined): void {
    const { data: message } = JSONRPCMessageSchema.safeParse(value);
    if (!message) {
      this.#refuseInvalid(value, batch);
      return;
    }
    if ('method' in message && 'id' in message) {
      this.#pending.set(message.id, batch);
      batch?.left.add(message.id);
    }
    // A cancelled request gets no answer.
    if ('method' in message && message.method === 'notifications/cancelled')
      void this.#answered(message.params?.['requestId']);
    this.onmessage?.(message);
  }

  /** What is no request is not answered: it may be an answer to an answer. */
  #refuseInvalid(value: unknown, batch: Batch | undefined): void {
    const { method, id } = isRecord(value) ? value : {};
    const isRequest = method !== undefined && id !== undefined;
    const known = typeof id === 'string' || Number.isSafeInteger(id) ? (id as RequestId) : null;
    if (isRequest)
      this.#refuse(ErrorCode.InvalidRequest, 'The request is not one of JSON-RPC 2.0.', known, batch);
    else this.onerror?.(new Error('A message is none of JSON-RPC 2.0.'));
  }

  #refuse(code: ErrorCode, message: string, id: RequestId | null = null, batch?: Batch): void {
    this.onerror?.(new Error(message));
    const answer = { jsonrpc: '2.0', id, error: { code, message } };
    if (batch) batch.answers.push(answer);
    else void this.#write(answer);
  }

  /** Writes the answers to a batch after the last one. */
  async #answered(id: unknown): Promise<void> {
    const batch = this.#pending.get(id);
    this.#pending.delete(id);
    batch?.left.delete(id);
    if (batch?.left.size === 0 && batch.answers.length > 0) await this.#write(batch.answers);
    if (this.#pending.size === 0) this.#settled();
  }

  async #write(message: unknown): Promise<void> {
    if (!this.output.write(`${JSON.stringify(message)}\n`)) await once(this.output, 'drain');
  }
}

/** The SDK reports parameters that do not match the protocol as an internal error, with all that it expected in JSON. */
function readable(message: JSONRPCErrorResponse): JSONRPCErrorResponse {
  const { code, message: text } = message.error;
  const problems =
    code === (ErrorCode.InternalError as number) && text.startsWith('[') ? parseJson(text) : undefined;
  const problem: unknown = Array.isArray(problems) ? problems[0] : undefined;
  if (!isRecord(problem) || !Array.isArray(problem['path'])) return message;
  const reason = `${problem['path'].join('.')}: ${String(problem['message'])}.`;
  return {
    ...message,
    error: { code: ErrorCode.InvalidParams, message: `The request is not valid: ${reason}` },
  };
}
