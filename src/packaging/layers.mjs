// Modules that the programs of Node and of the browser share are in the package once. A layer is a CommonJS file with modules of
// `src`; files that are built on top of it load these modules from it instead of containing them again.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */
/**
 * @typedef {object} Layer
 * @property {string} file its path, from which the files on top of it require it
 * @property {ReadonlyMap<string, readonly string[]>} modules the names that each of its modules exports
 * @property {Set<string>} used the modules that others load from it
 */

const isModule = (/** @type {string} */ name) => /^src\/.*\.ts$/.test(name);
const slashed = (/** @type {string} */ file) => file.replaceAll('\\', '/');

/** Names of `vscode` that are newer than its declared types; they are undefined where VS Code lacks them. In alphabetical order. */
const newerNames = ['McpStdioServerDefinition'];

/**
 * Resolves imports of `vscode` to a module with its names: esbuild would copy all of them for each file that imports it, which
 * takes a third of the time of loading. Processes and workers without VS Code load the layer of the extension too, for the
 * modules that they share with it. There the names are stand-ins that modules can extend, call and use as texts while they are
 * evaluated.
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
    const names = [...new Set([...Array.from(values, ([, name]) => name), ...newerNames])].join(', ');
    build.onResolve({ filter: /^vscode$/ }, ({ namespace: from }) =>
      from === namespace ? { path: 'vscode', external: true } : { path: 'vscode', namespace },
    );
    build.onLoad({ filter: /./, namespace }, () => ({
      contents: `
        const standIn = new Proxy(class {}, {
          get: (target, name) => {
            if (name === Symbol.toPrimitive) return () => '';
            return name === 'prototype' ? target.prototype : standIn;
          },
          apply: () => standIn,
        });
        const loaded = () => {
          try {
            return require('vscode');
          } catch {
            return standIn;
          }
        };
        export const { ${names} } = loaded();`,
    }));
  },
};

/**
 * The modules of `src` that an entry point imports, directly or not, types aside.
 *
 * @param {string} entry
 * @param {BuildOptions} options
 * @returns {Promise<readonly string[]>}
 */
export async function modulesOf(entry, options) {
  const plan = { ...options, outdir: 'plan', write: false, metafile: true, sourcemap: false, minify: false };
  const { metafile } = await esbuild.build({ ...plan, entryPoints: [entry] });
  return Object.keys(metafile.inputs).filter(isModule);
}

/**
 * @param {string} file
 * @param {readonly string[]} contained all of its modules
 * @param {BuildOptions} options
 * @returns {Promise<Layer>}
 */
export async function planLayer(file, contained, options) {
  // As an entry point, each module is listed with its exports.
  const { metafile } = await esbuild.build({
    ...options,
    outdir: 'plan',
    write: false,
    metafile: true,
    sourcemap: false,
    format: 'esm',
    splitting: true,
    entryPoints: [...contained],
  });
  const modules = new Map(
    Object.values(metafile.outputs).flatMap(({ entryPoint, exports }) =>
      entryPoint === undefined ? [] : [[entryPoint, exports]],
    ),
  );
  return { file, modules, used: new Set() };
}

/**
 * The build of a layer. The files on top of it have to be built before: that records which of its modules they use.
 *
 * @param {Layer} layer
 * @param {string} entry its first module. The file has the exports of this module, and `modules` by their names
 * @param {BuildOptions} options
 * @param {readonly Layer[]} below
 * @returns {BuildOptions}
 */
export function layerBuild({ file, used }, entry, options, below = []) {
  const names = [...used].toSorted();
  const imports = names.map((name, at) => `import * as module${at} from ${JSON.stringify(`./${name}`)};`);
  const modules = names.map((name, at) => `${JSON.stringify(name)}: module${at}`);
  const contents = [
    `export * from ${JSON.stringify(`./${entry}`)};`,
    ...imports,
    `export const modules = { ${modules.join(', ')} };`,
  ];
  return {
    ...options,
    stdin: { contents: contents.join('\n'), resolveDir: process.cwd() },
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
