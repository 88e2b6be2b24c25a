import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './paths';

/** Builds a module as the extension is built, and tells where it is. */
export async function builtModule(entry: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-'));
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
