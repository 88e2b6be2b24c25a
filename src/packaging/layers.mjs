// One program for two hosts: what Node and the browser have in common stands once in the package. A layer is a CommonJS file
// with modules of `src`; what stands above it loads these modules from it instead of containing them again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */
/**
 * @typedef {object} Layer
 * @property {string} file what is built above requires this file
 * @property {readonly string[]} entries the modules of which no layer above is known, such as the entry of a worker
 * @property {ReadonlyMap<string, readonly string[]>} modules the names that each of its modules exports
 * @property {Set<string>} used the modules that others load from it
 */

const isModule = (/** @type {string} */ name) => /^src\/.*\.ts$/.test(name);
const slashed = (/** @type {string} */ file) => file.replaceAll('\\', '/');

/**
 * Resolves imports of `vscode` to a module with its names: esbuild would copy all of them for each file that imports it, which
 * takes a third of the time of loading.
 *
 * @type {import('esbuild').Plugin}
 */
export const vscodeOnce = {
  name: 'vscode once',
  setup(build) {
    const namespace = 'vscode';
    const declared = readFileSync('node_modules/@types/vscode/index.d.ts', 'utf8');
    const values = declared.matchAll(
      /^\texport (?:(?:abstract )?class|enum|namespace|const|function) (\w+)/gm,
    );
    const names = [...new Set(Array.from(values, ([, name]) => name))].join(', ');
    build.onResolve({ filter: /^vscode$/ }, ({ namespace: from }) =>
      from === namespace ? { path: 'vscode', external: true } : { path: 'vscode', namespace },
    );
    build.onLoad({ filter: /./, namespace }, () => ({
      contents: `export const { ${names} } = require('vscode');`,
    }));
  },
};

/**
 * The modules of `src` that entry points import, directly or not, types aside.
 *
 * @param {readonly string[]} entries
 * @param {BuildOptions} options
 * @returns {Promise<readonly string[]>}
 */
export async function modulesOf(entries, options) {
  const plan = { ...options, outdir: 'plan', write: false, metafile: true, sourcemap: false, minify: false };
  const { metafile } = await esbuild.build({ ...plan, entryPoints: [...entries] });
  return Object.keys(metafile.inputs).filter(isModule);
}

/**
 * @param {string} file
 * @param {readonly string[]} entries
 * @param {readonly string[]} contained all of its modules
 * @param {BuildOptions} options
 * @returns {Promise<Layer>}
 */
export async function planLayer(file, entries, contained, options) {
  // As an entry point, each module is listed with its exports.
  const { metafile } = await esbuild.build({
    ...{ ...options, outdir: 'plan', write: false, metafile: true, sourcemap: false },
    ...{ format: 'esm', splitting: true, entryPoints: [...contained] },
  });
  const modules = new Map(
    Object.values(metafile.outputs).flatMap(({ entryPoint, exports }) =>
      entryPoint === undefined ? [] : [[entryPoint, exports]],
    ),
  );
  return { file, entries, modules, used: new Set() };
}

/**
 * The build of a layer. Builds of what stands above it come first: they note what they use of it.
 *
 * @param {Layer} layer
 * @param {BuildOptions} options
 * @param {readonly Layer[]} below
 * @returns {BuildOptions}
 */
export function layerBuild({ file, entries, used }, options, below = []) {
  const names = [...new Set([...entries, ...[...used].toSorted()])];
  const imports = names.map((name, at) => `import * as module${at} from ${JSON.stringify(`./${name}`)};`);
  const modules = names.map((name, at) => `${JSON.stringify(name)}: module${at}`);
  return {
    ...options,
    stdin: {
      contents: `${imports.join('\n')}\nexport const modules = {\n${modules.join(',\n')}\n};\n`,
      resolveDir: process.cwd(),
    },
    outfile: file,
    plugins: [...(options.plugins ?? []), fromLayers(below, file)],
  };
}

/**
 * Resolves imports of modules that a layer contains to that layer.
 *
 * @param {readonly Layer[]} layers
 * @param {string} importer the file that will load them
 * @returns {import('esbuild').Plugin}
 */
export function fromLayers(layers, importer) {
  const namespace = 'layer';
  const holds = (/** @type {string} */ name) => layers.find(({ modules }) => modules.has(name));
  return {
    name: 'from layers',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path: request, resolveDir, namespace: from }) => {
        if (from !== 'file' || resolveDir.includes('node_modules')) return undefined;
        const name = slashed(path.relative(process.cwd(), `${path.join(resolveDir, request)}.ts`));
        return holds(name) ? { path: name, namespace } : undefined;
      });
      build.onResolve({ filter: /./, namespace }, ({ path: request }) => ({ path: request, external: true }));
      build.onLoad({ filter: /./, namespace }, ({ path: name }) => {
        const layer = holds(name);
        if (layer === undefined) throw new Error(`No layer contains ${name}`);
        layer.used.add(name);
        const from = slashed(path.relative(path.dirname(importer), layer.file));
        const file = JSON.stringify(from.startsWith('.') ? from : `./${from}`);
        const exported = layer.modules.get(name)?.join(', ');
        return {
          contents: `export const { ${exported} } = require(${file}).modules[${JSON.stringify(name)}];`,
        };
      });
    },
  };
}

/**
 * Writes two layers as one file, because the host of a browser loads one. The upper one, which requires `vscode`, is evaluated
 * only where there is `vscode`: it stands in a block, since the body of a function that is called later is parsed twice.
 *
 * @param {string} file
 * @param {import('esbuild').BuildResult} below
 * @param {import('esbuild').BuildResult} above its first module has `activate`
 * @param {string} entry the name of that module
 */
export function writeJoined(file, below, above, entry) {
  const scripts = [below, above].map((result) => partOf(result, '.js'));
  const maps = [below, above].map((result) => partOf(result, '.map'));
  const parts = [
    '"use strict";\nconst below = ((module, exports) => {\n',
    scripts[0],
    `\nreturn module.exports; })({ exports: {} }, {});
exports.modules = { ...below.modules };
let hasVscode = true;
try { require('vscode'); } catch { hasVscode = false; }
if (hasVscode) {
const load = require;
const module = { exports: {} };
const exportsOfFile = exports;
{ const exports = module.exports; const require = (name) => (name === 'vscode' ? load(name) : below);\n`,
    scripts[1],
    `\n}
Object.assign(exportsOfFile.modules, module.exports.modules);
exportsOfFile.activate = module.exports.modules[${JSON.stringify(entry)}].activate;
}\n`,
  ];
  mkdirSync(path.dirname(file), { recursive: true });
  if (maps[0] === '') {
    writeFileSync(file, parts.join(''));
    return;
  }
  const line = (/** @type {number} */ count) => parts.slice(0, count).join('').split('\n').length - 1;
  const sections = [1, 3].map((at, index) => ({
    offset: { line: line(at), column: 0 },
    map: JSON.parse(maps[index] ?? ''),
  }));
  writeFileSync(`${file}.map`, JSON.stringify({ version: 3, sections }));
  writeFileSync(file, `${parts.join('')}//# sourceMappingURL=${path.basename(file)}.map\n`);
}

/**
 * @param {import('esbuild').BuildResult} result
 * @param {string} ending
 */
function partOf({ outputFiles = [] }, ending) {
  const text = outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '');
}
