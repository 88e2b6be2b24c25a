import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './paths';

const built = new Map<string, Promise<string>>();

/** Builds a module as the extension is built, once for this process, and resolves to its file. The file goes with the process. */
export function builtModule(entry: string): Promise<string> {
  const before = built.get(entry);
  if (before) return before;
  const file = buildModule(entry);
  built.set(entry, file);
  return file;
}

async function buildModule(entry: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'built.cjs');
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
    // By which c8 finds the lines of the sources.
    sourcemap: process.env['NODE_V8_COVERAGE'] === undefined ? false : 'inline',
  });
  return outfile;
}
