import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { root } from './paths';

export interface CommandResult {
  readonly code: number;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** Runs a program to its end, or to this process's. It never rejects for an exit code; it does when the program cannot be started. */
export function run(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly input?: Uint8Array } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.cwd ?? root, env: options.env ?? process.env });
    const end = () => child.kill();
    process.once('exit', end);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', reject).on('close', (code) => {
      process.off('exit', end);
      resolve({ code: code ?? 1, output });
    });
    child.stdin.on('error', reject).end(options.input);
  });
}

/** Runs a program that has to succeed, and returns what it printed. */
export async function mustRun(...[file, args, options]: Parameters<typeof run>): Promise<string> {
  const { code, output } = await run(file, args, options);
  if (code !== 0)
    throw new Error(`${output.trim()}\n${basename(file)} ${args[0] ?? ''} failed with code ${code}.`);
  return output;
}

/** Runs npm, the very one that runs this script where there is one. */
export function npm(args: readonly string[], cwd: string): Promise<string> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', ...args];
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js') === true) return mustRun(process.execPath, [cli, ...quiet], { cwd });
  return mustRun('npm', quiet, { cwd });
}
