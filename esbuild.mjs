// Builds the extension (dist/extension.mjs), the process of its search index (dist/indexProcess.mjs), the process that parses
// files (dist/isolated.mjs), the server for assistants (dist/mcp.cjs) with the script that starts it from a fixed place
// (dist/mcpLauncher.cjs), the same for a browser without a server (dist/web), the clients of the pages (dist/reader.js,
// dist/literatureTable.js) and, with --tests, the extension-host suites (dist/test/).
// Flags: --watch, --tests, --production; --metafile writes what went into each to dist/metafile.json; --server builds what
// the server runs only, and --out=<folder> into another folder.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const out = process.argv.find((flag) => flag.startsWith('--out='))?.slice('--out='.length) ?? 'dist';

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

/**
 * The MCP SDK validates by ajv what a client answers to requests of the server, of which ours makes none.
 * @type {import('esbuild').Plugin}
 */
const withoutAjv = {
  name: 'without ajv',
  setup(build) {
    build.onResolve({ filter: /\/ajv-provider\.js$/ }, () => ({ path: 'ajv', namespace: 'left-out' }));
    build.onLoad({ filter: /./, namespace: 'left-out' }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};

const requireForPackages =
  "import { createRequire as toRequire } from 'node:module'; const require = toRequire(import.meta.url);";
rmSync(`${out}/chunks`, { recursive: true, force: true });

const serverEntryPoints = [
  { in: 'src/services/node/indexProcess.ts', out: 'indexProcess' },
  { in: 'src/services/node/isolatedMain.ts', out: 'isolated' },
  { in: 'src/server/main.ts', out: 'mcp' },
];
const isServerOnly = flags.has('--server');

/** @type {import('esbuild').BuildOptions[]} */
const nodeBuilds = [
  // These share code: parsers, stores and the index stand once in the package.
  {
    ...node,
    format: 'esm',
    splitting: true,
    entryPoints: isServerOnly
      ? serverEntryPoints
      : [{ in: 'src/extension.ts', out: 'extension' }, ...serverEntryPoints],
    outdir: out,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [withoutAjv],
    // For CommonJS packages that require modules of Node.
    banner: { js: requireForPackages },
  },
  {
    ...node,
    stdin: { contents: "import('./mcp.mjs');" },
    outfile: `${out}/mcp.cjs`,
    external: ['./mcp.mjs'],
    sourcemap: false,
  },
  { ...node, entryPoints: ['src/server/launcher.ts'], outfile: `${out}/mcpLauncher.cjs` },
];

/** @type {import('esbuild').BuildOptions[]} */
const windowBuilds = [
  {
    ...browser,
    format: 'iife',
    entryPoints: ['src/webview/reader.ts', 'src/webview/literatureTable.ts'],
    outdir: out,
  },
  {
    ...browser,
    format: 'cjs',
    external: ['vscode'],
    define: { packagedDigests: JSON.stringify(readdirSync('seeds')) },
    entryPoints: ['src/webExtension.ts'],
    outfile: `${out}/web/extension.cjs`,
  },
  {
    ...browser,
    format: 'iife',
    entryPoints: { index: 'src/services/web/indexWorker.ts', isolated: 'src/services/web/isolatedWorker.ts' },
    outdir: `${out}/web`,
  },
];

const builds = isServerOnly ? nodeBuilds : [...nodeBuilds, ...windowBuilds];
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
