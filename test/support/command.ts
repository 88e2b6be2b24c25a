import { spawn } from 'node:child_process';
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
export async function mustRun(...args: Parameters<typeof run>): Promise<string> {
  const { code, output } = await run(...args);
  if (code !== 0) throw new Error(`${[args[0], ...args[1]].join(' ')} failed with code ${code}\n${output}`);
  return output;
}

/** Runs npm, the very one that runs this script where there is one. */
export function npm(args: readonly string[], cwd: string): Promise<string> {
  const cli = process.env['npm_execpath'];
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  return cli?.endsWith('.js')
    ? mustRun(process.execPath, [cli, ...quiet], { cwd })
    : mustRun('npm', quiet, { cwd });
}
