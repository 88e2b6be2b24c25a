// Builds the extension (dist/extension.cjs), the process of its search index (dist/indexProcess.cjs), the process
// that parses files (dist/isolated.cjs), the same for a browser without a server (dist/web), the clients of the pages
// (dist/reader.js, dist/literatureTable.js) and, with --tests, the extension-host suites (dist/test/). Flags: --watch,
// --tests, --production, and --metafile, which writes what went into each to dist/metafile.json.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** @type {import('esbuild').BuildOptions} */
const browser = { ...common, platform: 'browser', target: 'chrome128' };

/** @type {import('esbuild').BuildOptions[]} */
const builds = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs' },
  { ...node, entryPoints: ['src/services/node/indexProcess.ts'], outfile: 'dist/indexProcess.cjs' },
  { ...node, entryPoints: ['src/services/node/isolatedMain.ts'], outfile: 'dist/isolated.cjs' },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['src/webview/reader.ts', 'src/webview/literatureTable.ts'],
    outdir: 'dist',
  },
  {
    ...browser,
    format: 'cjs',
    external: ['vscode'],
    define: { packagedDigests: JSON.stringify(readdirSync('seeds')) },
    entryPoints: ['src/webExtension.ts'],
    outfile: 'dist/web/extension.js',
  },
  {
    ...browser,
    format: 'iife',
    entryPoints: { index: 'src/services/web/indexWorker.ts', isolated: 'src/services/web/isolatedWorker.ts' },
    outdir: 'dist/web',
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
  const metafile = flags.has('--metafile');
  const results = await Promise.all(builds.map((build) => esbuild.build({ ...build, metafile })));
  if (metafile)
    writeFileSync('dist/metafile.json', JSON.stringify(results.map(({ metafile: written }) => written)));
}
