import type { Disposable } from '../../../core/base/disposable';
import { type Timer, unref } from '../timers';
import type { ChildProgram, StartChild } from './childProgram';
import { type FromIsolated, type IsolatedCalls, type ToIsolated, partsOf } from './isolationProtocol';

export interface IsolatedProcessOptions {
  /** Starts a program that serves the functions. */
  readonly start: StartChild;
  /** The process ends when it had no call for so long, in milliseconds. */
  readonly idle: number;
}

export interface IsolatedCallOptions {
  /** How long the call may run, in milliseconds, once those before it are done. */
  readonly limit: number;
  /** Bytes that the function takes beside its arguments. */
  readonly input?: Uint8Array;
  readonly signal?: AbortSignal;
  /** Takes the parts of the output as they come; the result has none of them then. */
  readonly take?: (part: Uint8Array) => void;
}

export interface IsolatedResult<Result = unknown> {
  readonly result: Result;
  /** Bytes that the function gave beside its result. */
  readonly output: readonly Uint8Array[];
}

/** Why a call in the isolated process gave no result. */
export type IsolationCause = 'time' | 'memory' | 'crash' | 'start';

/** The call ended its process, or had to be ended with it. Other calls are not affected. */
export class IsolationError extends Error {
  override readonly name = 'IsolationError';

  constructor(
    readonly kind: IsolationCause,
    options?: ErrorOptions,
  ) {
    super(`The isolated process gave no result: ${kind}`, options);
  }
}

interface Call extends IsolatedCallOptions {
  readonly number: number;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly output: Uint8Array[];
  resolve(result: IsolatedResult): void;
  reject(error: unknown): void;
}

/** Calls that are sent before the first of them is answered, so that the process need not wait for the next one. */
const window = 8;
/** How long the process may take to start, in milliseconds, on a busy machine too. */
const startLimit = 60_000;

/**
 * Runs functions on untrusted text in a process of their own, one after another. A call that takes too
 * long, needs too much memory or aborts the engine ends that process and nothing else: it alone is rejected, and the
 * calls behind it go to a new process. The process starts with the first call.
 */
export class IsolatedProcess<Calls extends IsolatedCalls<keyof Calls>> implements Disposable {
  /** Sent and not answered, oldest first. The first one is what the process works on. */
  readonly #sent: Call[] = [];
  readonly #waiting: Call[] = [];
  #child: ChildProgram | undefined;
  #isReady = false;
  #isDisposed = false;
  #number = 0;
  #endedFor: IsolationCause | undefined;
  #deadline: Timer | undefined;
  #idleTimer: Timer | undefined;
  #isSending = false;

  constructor(private readonly options: IsolatedProcessOptions) {}

  /**
   * Calls a function of the process, which is compiled against the same `Calls`: its result is not checked.
   * @throws IsolationError if the call ended its process
   * @throws Error if the function threw
   */
  call<Name extends keyof Calls & string>(
    name: Name,
    args: Calls[Name]['args'],
    options: IsolatedCallOptions,
  ): Promise<IsolatedResult<Calls[Name]['result']>> {
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve, reject) => {
      if (this.#isDisposed) throw new Error('The isolated process was closed');
      options.signal?.throwIfAborted();
      const call: Call = { ...options, number, name, args, output: [], resolve, reject };
      this.#waiting.push(call);
      options.signal?.addEventListener('abort', () => this.#abort(call), { once: true });
      this.#sendSoon();
    });
  }

  /** Ends the process. What was not answered is rejected. */
  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#idleTimer);
    const error = new Error('The isolated process was closed');
    for (const call of [...this.#sent.splice(0), ...this.#waiting.splice(0)]) call.reject(error);
    this.#stop();
  }

  #abort(call: Call): void {
    call.reject(call.signal?.reason);
    const at = this.#waiting.indexOf(call);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (this.#sent[0] === call) this.#restart();
  }

  /** Starts a new process for the calls that were not aborted. */
  #restart(): void {
    this.#stop();
    this.#resend();
  }

  #sendSoon(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    void this.#send().finally(() => {
      this.#isSending = false;
      if (this.#waiting.length > 0 && this.#sent.length < window && !this.#isDisposed) this.#sendSoon();
    });
  }

  async #send(): Promise<void> {
    while (this.#sent.length < window && !this.#isDisposed) {
      const call = this.#waiting.shift();
      if (!call) return;
      const child = (this.#child ??= this.#start());
      this.#sent.push(call);
      if (this.#sent.length === 1) this.#watch();
      const { number, name, args, input } = call;
      for (const part of input ? partsOf(input) : [])
        await child.send({ number, input: part } satisfies ToIsolated);
      await child.send({ number, name, args } satisfies ToIsolated);
    }
  }

  #start(): ChildProgram {
    clearTimeout(this.#idleTimer);
    this.#isReady = false;
    this.#endedFor = undefined;
    const child = this.options.start({
      received: (message) => this.#received(child, message as FromIsolated),
      ended: (cause, errors) => this.#ended(child, cause, errors),
    });
    return child;
  }

  #received(child: ChildProgram, message: FromIsolated): void {
    if (child !== this.#child) return;
    if ('ready' in message) {
      this.#isReady = true;
      // Its start does not count against the first call.
      this.#watch();
      return;
    }
    const [call] = this.#sent;
    if (call?.number !== message.number) return;
    if ('part' in message) {
      if (call.take) call.take(message.part);
      else call.output.push(message.part);
      return;
    }
    this.#sent.shift();
    this.#watch();
    this.#sendSoon();
    if ('error' in message) call.reject(new Error(message.error));
    else call.resolve({ result: message.result, output: call.output });
  }

  /** Starts the time of the call that the process works on. */
  #watch(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#idleTimer);
    const [call] = this.#sent;
    this.#child?.keepAlive(call !== undefined);
    if (call?.signal?.aborted === true) this.#restart();
    else if (call) {
      this.#deadline = setTimeout(
        () => {
          this.#endedFor = 'time';
          this.#child?.end();
        },
        this.#isReady ? call.limit : Math.max(call.limit, startLimit),
      );
      unref(this.#deadline);
    } else if (this.#waiting.length === 0) {
      this.#idleTimer = setTimeout(() => this.#stop(), this.options.idle);
      unref(this.#idleTimer);
    }
  }

  #ended(child: ChildProgram, cause: Error, errors: string): void {
    if (child !== this.#child) return;
    const wasReady = this.#isReady;
    this.#stop();
    if (this.#isDisposed) return;
    if (!wasReady) {
      // Another try would end in the same way.
      const error = new IsolationError('start', { cause });
      for (const call of [...this.#sent.splice(0), ...this.#waiting.splice(0)]) call.reject(error);
      return;
    }
    const call = this.#sent.shift();
    const memory = /heap out of memory|Allocation failed/.test(errors);
    const kind = this.#endedFor ?? (memory ? 'memory' : 'crash');
    call?.reject(new IsolationError(kind, { cause }));
    this.#resend();
  }

  /** Sends the calls that the ended process had not started to the next process. */
  #resend(): void {
    const again = this.#sent.splice(0).filter(({ signal }) => signal?.aborted !== true);
    this.#waiting.unshift(...again);
    if (this.#waiting.length > 0) this.#sendSoon();
  }

  #stop(): void {
    clearTimeout(this.#deadline);
    const child = this.#child;
    this.#child = undefined;
    child?.end();
  }
}
