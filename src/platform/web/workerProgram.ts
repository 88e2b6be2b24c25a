import type { ChildListeners, ChildProgram, StartChild } from '../common/isolation/childProgram';

/**
 * Starts a worker of the browser. Its memory cannot be limited.
 *
 * @param script resolves to the address of its script
 */
export function startWorker(script: () => Promise<string>): StartChild {
  return (listeners) => new WorkerProgram(script(), listeners);
}

class WorkerProgram implements ChildProgram {
  readonly #worker: Promise<Worker>;

  constructor(script: Promise<string>, { received, ended }: ChildListeners) {
    this.#worker = script.then((url) => {
      const worker = new Worker(url);
      worker.addEventListener('message', (event) => received((event as MessageEvent).data));
      worker.addEventListener('error', (event) => ended(new Error(messageOf(event)), ''));
      return worker;
    });
    this.#worker.catch((error: unknown) =>
      ended(new Error('The worker did not start', { cause: error }), ''),
    );
  }

  async send(message: unknown): Promise<void> {
    try {
      (await this.#worker).postMessage(message);
    } catch {
      // It did not start, which `ended` has reported.
    }
  }

  end(): void {
    this.#worker.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
  }

  keepAlive(): void {
    // Workers always end with their tab.
  }
}

function messageOf(event: Event): string {
  return 'message' in event ? String(event.message) : 'The worker failed';
}
