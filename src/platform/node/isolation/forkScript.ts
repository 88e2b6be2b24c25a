import { type ChildProcess, fork } from 'node:child_process';
import type { ChildListeners, ChildProgram, StartChild } from '../../common/isolation/childProgram';

/** The end of what the process wrote to its error output, for the log, in characters. */
const logTail = 2_000;

/**
 * Starts a script of Node in a process of its own. The calling process does not wait for its end.
 *
 * @param flags of V8
 */
export function forkScript(
  script: string,
  flags: readonly string[],
): (listeners: ChildListeners) => ForkedScript {
  return (listeners) => new ForkedScript(startProcess(script, flags, listeners));
}

class ForkedScript implements ChildProgram {
  constructor(private readonly child: ChildProcess) {}

  get pid(): number | undefined {
    return this.child.pid;
  }

  send(message: unknown): Promise<void> {
    return new Promise((resolve) => {
      if (!this.child.connected) resolve();
      else this.child.send(message as object, () => resolve());
    });
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  keepAlive(isBusy: boolean): void {
    const { child } = this;
    if (isBusy) {
      child.ref();
      child.channel?.ref();
    } else {
      child.unref();
      child.channel?.unref();
    }
  }
}

function startProcess(
  script: string,
  flags: readonly string[],
  { received, ended }: ChildListeners,
): ChildProcess {
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
  // Messages that it sent before it ended arrive before the channel closes, which may be after its exit.
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

/**
 * {@link forkScript} with a heap of at most `memory` megabytes. The young generation has its full size from the start: while
 * it grows, objects are copied that are garbage a moment later.
 */
export function forkWithin(script: string, memory: number): StartChild {
  return forkScript(script, [`--max-old-space-size=${memory}`, '--min-semi-space-size=16']);
}
