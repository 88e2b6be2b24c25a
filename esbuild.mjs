// Builds the extension in layers (src/packaging/layers.mjs), which are in dist/web: extension.js is the extension in a browser
// without a server and all code that the host of Node shares with it, formulas.js sets formulas, parsers.js is the worker that
// parses files, and index.js is the worker of the search index. The programs of Node are built on top of them: the extension
// (dist/extension.js), the process of its search index (dist/indexProcess.js), the process that parses files (dist/isolated.js)
// and the server for assistants (dist/mcp.cjs). The process that finds references in files (dist/referenceProcess.js) contains its
// modules, so that it starts fast. Files without layers: the script that starts the server from a fixed place
// (dist/mcpLauncher.cjs), the clients of the pages (dist/reader.js, dist/literatureTable.js) and, with --tests, the
// extension-host suites (dist/test/).
// Flags: --watch, --tests, --production; --metafile writes the content of each file to metafile.json; --out=<folder> builds into
// another folder than dist.
import { readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import esbuild from 'esbuild';
import { escapeLetters } from './src/packaging/escapeLetters.mjs';
import { fromLayers, layerBuild, modulesOf, planLayer, vscodeOnce } from './src/packaging/layers.mjs';

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

/** @type {import('esbuild').BuildOptions} */
const shared = {
  ...browser,
  target: ['chrome128', 'node20'],
  format: 'cjs',
  plugins: [vscodeOnce],
  define: { packagedDigests: JSON.stringify(readdirSync('seeds')) },
};

/**
 * The MCP SDK uses ajv to validate the responses of clients to requests of the server. This server sends no requests.
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

/** The builds without layers. */
const ownBuilds = [
  { ...node, entryPoints: ['src/server/launcher.ts'], outfile: `${out}/mcpLauncher.cjs` },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['src/webview/reader.ts', 'src/webview/literatureTable.ts'],
    outdir: out,
  },
];
if (flags.has('--tests')) {
  rmSync('dist/test', { recursive: true, force: true });
  ownBuilds.push({
    ...node,
    entryPoints: ['test/integration/*.ts'],
    outdir: 'dist/test/integration',
    outExtension: { '.js': '.cjs' },
  });
}

const references = `${out}/referenceProcess.js`;
const worker = 'src/services/web/isolatedWorker.ts';
const formulas = 'src/services/parsing/setFormula.ts';
const indexWorker = 'src/services/web/indexWorker.ts';

async function build() {
  const [ofExtension, ofFormulas, ofParsers, ofIndex] = await Promise.all(
    ['src/webExtension.ts', formulas, worker, indexWorker].map((entry) => modulesOf(entry, shared)),
  );
  const plan = (/** @type {string} */ name, /** @type {readonly string[]} */ modules) =>
    planLayer(`${out}/web/${name}`, modules, shared);
  const [extension, setting, parsers, index] = await Promise.all([
    plan('extension.js', ofExtension),
    plan('formulas.js', without(ofFormulas, ofExtension)),
    plan('parsers.js', without(ofParsers, ofExtension, ofFormulas)),
    // The index contains all of its modules, so that its process is small and its loops call no code of another file.
    plan('index.js', ofIndex),
  ]);

  const metafile = flags.has('--metafile');
  const run = (/** @type {import('esbuild').BuildOptions} */ options) =>
    esbuild.build({ ...options, metafile });
  const program = (
    /** @type {string} */ entry,
    /** @type {string} */ name,
    /** @type {import('./src/packaging/layers.mjs').Layer[]} */ layers,
  ) =>
    run({
      ...node,
      entryPoints: [entry],
      outfile: `${out}/${name}`,
      plugins: [withoutAjv, vscodeOnce, fromLayers(layers, `${out}/${name}`)],
    });
  // From top to bottom, since a layer exports the modules that the builds before it have used.
  const results = await Promise.all([
    ...ownBuilds.map(run),
    program('src/extension.ts', 'extension.js', [extension, setting]),
    program('src/services/node/isolatedMain.ts', 'isolated.js', [extension, setting, parsers]),
    program('src/server/main.ts', 'mcp.cjs', [extension, setting, parsers]),
    program('src/services/node/indexProcess.ts', 'indexProcess.js', [index]),
    run({
      ...node,
      entryPoints: ['src/services/node/referenceProcess.ts'],
      outfile: references,
    }),
  ]);
  results.push(await run(layerBuild(index, indexWorker, shared)));
  results.push(await run(layerBuild(parsers, worker, shared, [extension, setting])));
  results.push(await run(layerBuild(setting, formulas, shared, [extension])));
  results.push(await run(layerBuild(extension, 'src/webExtension.ts', shared)));
  // Their source maps, which only other builds have, would not fit any more.
  if (production) for (const folder of [out, `${out}/web`]) escapeLetters(folder);
  if (metafile)
    writeFileSync(`${out}/metafile.json`, JSON.stringify(results.map(({ metafile: written }) => written)));
}

/**
 * @param {readonly string[]} modules
 * @param {readonly (readonly string[])[]} others
 */
function without(modules, ...others) {
  return modules.filter((name) => !others.some((each) => each.includes(name)));
}

await build();
if (flags.has('--watch')) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  watch('src', { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void build().catch(() => undefined), 100);
  });
}
