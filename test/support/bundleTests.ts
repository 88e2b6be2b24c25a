import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { root } from './paths';

export interface TestBundle {
  /** The bundle of `nodeTests.ts`; Node runs it without tsx. */
  readonly program: string;
  /** A module for each share of the tests. */
  readonly shares: readonly string[];
}

/**
 * Bundles shares of test files, with all that they import from this repository, into modules in a folder. Node loads them in
 * a fraction of the time that tsx takes for a thousand modules, and source maps lead errors to the sources.
 */
export async function bundleTests(
  shares: readonly (readonly string[])[],
  folder: string,
): Promise<TestBundle> {
  const entries = shares.map((files, at) => {
    const entry = join(folder, `share-${at + 1}.ts`);
    writeFileSync(entry, files.map((file) => `import ${JSON.stringify(file)};`).join('\n'));
    return entry;
  });
  await build({
    entryPoints: [join(root, 'test/support/nodeTests.ts'), ...entries],
    entryNames: '[name]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
    plugins: [ownLocations],
  });
  const built = (name: string): string => join(folder, `${name}.mjs`);
  return { program: built('nodeTests'), shares: entries.map((_, at) => built(`share-${at + 1}`)) };
}

/** Modules find fixtures beside themselves, so each keeps the location of its source. */
const ownLocations: Plugin = {
  name: 'own locations',
  setup(bundle) {
    bundle.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader: 'ts' };
    });
  },
};
