import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a worker, by the name of its module here, into one script: it is started hundreds of times. */
export async function bundleWorker(name: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile,
    minify: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // For what is CommonJS in it.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    target: 'node20',
    logLevel: 'error',
  });
}

/** A user that owns nothing and may do nothing, for root may do anything. */
const nobody = 65534;

/** A running worker and the messages that it has sent. */
export class Worker {
  readonly #process: ChildProcess;
  readonly #waiting: ((value: unknown) => void)[] = [];
  readonly #told: unknown[] = [];
  #errors = '';
  readonly ended: Promise<void>;

  /** `command` starts Node: what it begins with, and the arguments before the script. */
  constructor(
    script: string,
    args: readonly string[],
    asNobody = false,
    [command, ...first]: readonly [string, ...string[]] = [process.execPath],
  ) {
    const user = asNobody && process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    this.#process = spawn(command, [...first, script, ...args], { stdio: 'pipe', ...user });
    const lines = createInterface(this.#process.stdout!);
    lines.on('line', (line) => this.#hear(line));
    this.#process.stderr!.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.ended = new Promise((resolve, reject) => {
      this.#process.once('error', reject);
      this.#process.once('close', (code, signal) => {
        if (code === 0 || signal === 'SIGKILL') resolve();
        else reject(new Error(`A worker ended with ${code ?? signal}: ${this.#errors}`));
      });
    });
    this.ended.catch(() => undefined);
  }

  /** All messages that it has sent. Complete once it has ended. */
  get told(): readonly unknown[] {
    return this.#told;
  }

  /** The next thing that it tells. */
  next(): Promise<unknown> {
    const told = new Promise<unknown>((resolve) => this.#waiting.push(resolve));
    return Promise.race([
      told,
      this.ended.then(() => Promise.reject(new Error(`A worker ended early: ${this.#errors}`))),
    ]);
  }

  ask(line: string): Promise<unknown> {
    const answer = this.next();
    this.#process.stdin!.write(`${line}\n`);
    return answer;
  }

  async end(): Promise<void> {
    this.#process.stdin!.end();
    await this.ended;
  }

  /** Stops it where it is, until {@link continue}. */
  stop(): void {
    this.#process.kill('SIGSTOP');
  }

  continue(): void {
    this.#process.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  #hear(line: string): void {
    // A line that the kill cut off does not count.
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return;
    }
    this.#told.push(value);
    this.#waiting.shift()?.(value);
  }
}
