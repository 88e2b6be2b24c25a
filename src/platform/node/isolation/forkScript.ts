import { type ChildProcess, fork } from 'node:child_process';

export interface ForkOptions {
  readonly script: string;
  /** Flags of V8. */
  readonly flags: readonly string[];
  readonly received: (message: unknown) => void;
  /**
   * The process ended or could not be started. Everything that it sent has been received.
   *
   * @param errors the end of what it wrote to its error output
   */
  readonly ended: (cause: Error, errors: string) => void;
}

/** The end of what the process wrote to its error output, for the log, in characters. */
const logTail = 2_000;

/** Starts a script of Node in a process of its own. The calling process does not wait for its end. */
export function forkScript({ script, flags, received, ended }: ForkOptions): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env['NODE_OPTIONS'];
  const child = fork(script, [], {
    env,
    execArgv: [...flags],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-logTail);
  });
  child.on('message', received);
  child.on('error', (error) => ended(error, errors));
  // What it sent before it ended is received before the channel closes, which may be after its exit.
  child.on('disconnect', () => {
    const end = (): void => ended(causeOf(child, errors), errors);
    if (child.exitCode === null && child.signalCode === null) child.once('exit', end);
    else end();
  });
  child.unref();
  child.channel?.unref();
  return child;
}

function causeOf({ exitCode, signalCode }: ChildProcess, errors: string): Error {
  return new Error(`It ended with ${signalCode ?? String(exitCode)}. ${errors}`.trim());
}
