import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const src = path.resolve(import.meta.dirname, '../../../src');

interface Import {
  readonly from: string;
  /** Path below src without ending, or the name of a package. */
  readonly to: string;
  readonly local: boolean;
}

/** What a module names to load: by `import`, by `export … from`, as a type, or when it is called for. */
const specifier = /\b(?:from|import|require)\s*\(?\s*(['"])([\w@./:-]+)\1/g;

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const from = file.replace(/\.ts$/, '');
  return [...text.matchAll(specifier)].map(([, , name = '']) => {
    const local = name.startsWith('.');
    const to = local ? path.posix.join(path.posix.dirname(from), name) : name;
    return { from, to, local };
  });
}

/** `core/notes`, `platform/node`, `services/library`, `features/search`, `webview`, `extension`. */
function layer(module: string): string {
  const [first = '', second = '', ...rest] = module.split('/');
  return rest.length > 0 && first !== 'protocol' && first !== 'webview' ? `${first}/${second}` : first;
}

/** What each layer may import beside itself. A part of a layer may import the other parts, but for features. */
const imported: Readonly<Record<string, readonly string[]>> = {
  core: [],
  protocol: ['core'],
  webview: ['protocol', 'core'],
  platform: ['core'],
  services: ['platform', 'protocol', 'core'],
  features: ['services', 'platform', 'protocol', 'core'],
  publicApi: ['core'],
  publicApiObject: ['publicApi', 'services', 'core'],
};

function allowed(from: string, to: string): boolean {
  const [layerOf = '', top = ''] = [from.split('/')[0], to.split('/')[0]];
  // The generator of the manifest runs before the build and is no part of it.
  if (from === to || layerOf === 'extension' || layerOf === 'contributions') return true;
  if (layerOf === top) return layerOf !== 'features';
  return imported[layerOf]?.includes(top) ?? false;
}

/** Imports that are still against the layers, to be removed. */
const pending: readonly string[] = [];

suite('layers', () => {
  test('there are files to check', () => {
    assert.ok(files.length > 20, `${files.length} files`);
  });

  test('imports run one way', () => {
    const wrong = imports.filter(({ from, to, local }) => local && !allowed(layer(from), layer(to)));
    const found = new Set(wrong.map(({ from, to }) => `${from} → ${to}`));
    assert.deepEqual([...found].sort(), pending);
  });

  test('core names neither vscode nor a module of Node', () => {
    const wrong = imports.filter(
      ({ from, to, local }) =>
        !local && from.startsWith('core/') && (to === 'vscode' || to.startsWith('node:')),
    );
    assert.deepEqual(wrong, []);
  });

  test('webview and protocol know nothing of vscode or Node', () => {
    const wrong = imports.filter(
      ({ from, local }) => !local && ['webview', 'protocol'].includes(layer(from)),
    );
    assert.deepEqual(
      wrong.filter(({ to }) => to === 'vscode' || to.startsWith('node:')),
      [],
    );
  });

  test('what VS Code reads links in is shown through platform/vscode/ui, which keeps texts as they are', () => {
    const direct = /show(?:Information|Warning|Error)Message|showInputBox|ProgressLocation\.Notification/;
    const wrong = files.filter(
      (file) =>
        !file.startsWith('platform/vscode/ui/') && direct.test(readFileSync(path.join(src, file), 'utf8')),
    );
    assert.deepEqual(wrong, []);
  });

  test('no module imports itself through others', () => {
    assert.deepEqual(firstCycle(), []);
  });
});

function firstCycle(): readonly string[] {
  const edges = new Map<string, string[]>();
  for (const { from, to, local } of imports) if (local) edges.set(from, [...(edges.get(from) ?? []), to]);
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (module: string): readonly string[] => {
    if (trail.includes(module)) return [...trail.slice(trail.indexOf(module)), module];
    if (done.has(module)) return [];
    trail.push(module);
    for (const next of edges.get(module) ?? []) {
      const cycle = visit(next);
      if (cycle.length > 0) return cycle;
    }
    trail.pop();
    done.add(module);
    return [];
  };
  for (const module of edges.keys()) {
    const cycle = visit(module);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
