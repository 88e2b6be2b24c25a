import { SerialQueue } from '../../../core/base/serialQueue';
import { concatBytes } from '../bytes';
import {
  type FromIsolated,
  type IsolatedCalls,
  type IsolatedFunctions,
  type IsolatedRequest,
  type ToIsolated,
  partsOf,
} from './isolationProtocol';

/** Resolves once a message has left this program. */
type Send = (message: FromIsolated) => Promise<void>;

/** Runs the functions that the extension requests, one after another, in this program. */
export class IsolatedServer<Calls extends IsolatedCalls<keyof Calls>> {
  readonly #inputs = new Map<number, Uint8Array[]>();
  readonly #requests = new SerialQueue();

  constructor(
    private readonly functions: IsolatedFunctions<Calls>,
    private readonly send: Send,
  ) {}

  /** Notifies the extension that it can send requests. */
  start(): void {
    void this.send({ ready: true });
  }

  receive(message: ToIsolated): void {
    if ('input' in message) {
      const parts = this.#inputs.get(message.number);
      if (parts) parts.push(message.input);
      else this.#inputs.set(message.number, [message.input]);
    } else void this.#requests.run(() => this.#respond(message));
  }

  async #respond({ number, name, args }: IsolatedRequest): Promise<void> {
    const input = concatBytes(this.#inputs.get(number) ?? []);
    this.#inputs.delete(number);
    try {
      const called: IsolatedFunctions<Calls>[keyof Calls] | undefined = this.functions[name as keyof Calls];
      if (!called) throw new Error(`There is no function “${name}”.`);
      const { result, output = [] } = await called(args, input);
      for (const bytes of output) for (const part of partsOf(bytes)) await this.send({ number, part });
      await this.send({ number, result });
    } catch (error) {
      await this.send({ number, error: String(error) });
    }
  }
}
