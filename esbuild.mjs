// Builds the extension (dist/extension.cjs), the process of its search index (dist/indexProcess.cjs), the process
// that parses files (dist/isolated.cjs), the pages' clients (dist/reader.js, dist/literatureTable.js) and, with --tests, the extension-host suites (dist/test/). Flags: --watch, --tests, --production.
import { rmSync } from 'node:fs';
import esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode', 'mocha'] };

/** @type {import('esbuild').BuildOptions[]} */
const builds = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs' },
  { ...node, entryPoints: ['src/services/search/indexProcess.ts'], outfile: 'dist/indexProcess.cjs' },
  { ...node, entryPoints: ['src/services/parsing/isolatedMain.ts'], outfile: 'dist/isolated.cjs' },
  {
    ...common,
    platform: 'browser',
    target: 'chrome128',
    format: 'iife',
    entryPoints: ['src/webview/reader.ts', 'src/webview/literatureTable.ts'],
    outdir: 'dist',
  },
];
if (flags.has('--tests')) {
  rmSync('dist/test', { recursive: true, force: true });
  builds.push({
    ...node,
    entryPoints: ['test/integration/**/*.ts'],
    outdir: 'dist/test/integration',
    outExtension: { '.js': '.cjs' },
  });
}

if (flags.has('--watch')) {
  for (const build of builds) await (await esbuild.context({ ...build, logLevel: 'info' })).watch();
} else {
  await Promise.all(builds.map((build) => esbuild.build(build)));
}
