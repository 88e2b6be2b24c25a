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

/** `core`, `host/views`, `webview`, `extension`. */
function layer(module: string): string {
  const [first = '', second = ''] = module.split('/');
  return first === 'host' ? `host/${second}` : first;
}

/** Parts of the host that every feature may use. */
const shared = new Set(['host/base', 'host/ui', 'host/storage', 'host/isolation']);

function allowed(from: string, to: string): boolean {
  if (from === to || from === 'extension' || from === 'composition') return true;
  if (from === 'core') return false;
  if (from === 'api') return to === 'core';
  if (from === 'protocol') return to === 'core';
  if (from === 'webview') return to === 'protocol' || to === 'core';
  return to === 'core' || to === 'protocol' || shared.has(to);
}

suite('layers', () => {
  test('there are files to check', () => {
    assert.ok(files.length > 20, `${files.length} files`);
  });

  test('imports run one way', () => {
    const wrong = imports.filter(({ from, to, local }) => local && !allowed(layer(from), layer(to)));
    assert.deepEqual(
      wrong.map(({ from, to }) => `${from} → ${to}`),
      [],
    );
  });

  test('core names neither vscode nor a module of Node', () => {
    const wrong = imports.filter(
      ({ from, to, local }) =>
        !local && layer(from) === 'core' && (to === 'vscode' || to.startsWith('node:')),
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

  test('what VS Code reads links in is shown through host/ui, which keeps texts as they are', () => {
    const direct = /show(?:Information|Warning|Error)Message|showInputBox|ProgressLocation\.Notification/;
    const wrong = files.filter(
      (file) => !file.startsWith('host/ui/') && direct.test(readFileSync(path.join(src, file), 'utf8')),
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
