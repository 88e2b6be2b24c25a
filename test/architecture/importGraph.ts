import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { root } from '../support/paths';

let graph: ICruiseResult | undefined;

/** The imports below src, those of types included, and the violations of `.dependency-cruiser.mjs`. Read once. */
export function importGraph(): ICruiseResult {
  return (graph ??= readImportGraph());
}

function readImportGraph(): ICruiseResult {
  // A process of its own: tsx gives the CommonJS modules of swc another shape than Node does.
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--output-type', 'json', 'src'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (stdout === '') throw new Error(`dependency-cruiser failed: ${stderr}`);
  return JSON.parse(stdout) as ICruiseResult;
}
