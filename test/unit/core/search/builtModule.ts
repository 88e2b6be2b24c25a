import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Builds a module as the extension is built, and tells where it is. */
export async function builtModule(entry: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-'));
  const outfile = join(folder, 'built.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../../../..', entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}
