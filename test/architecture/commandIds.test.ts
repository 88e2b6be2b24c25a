import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/paths';
import { placeOf, sourceFiles, walk } from '../support/sourceSyntax';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** Literals that equal the id of a command and name something else. */
const otherIds: readonly (readonly [path: string, id: string, what: string])[] = [
  ['features/subscription/subscription.ts', 'dailyPapers.subscription', 'the entry in the status bar'],
];

suite('Ids of commands', () => {
  test('come from `commandId`, so that a command that was renamed does not compile', () => {
    const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
    const ids = new Set(contributes.commands.map(({ command }) => command));
    const written: string[] = [];
    for (const file of sourceFiles()) {
      if (/contributions|\.generated\.ts$/u.test(file.path)) continue;
      walk(file.tree, (node) => {
        const id = node.type === 'Literal' ? node['value'] : undefined;
        if (typeof id !== 'string' || !ids.has(id)) return;
        if (otherIds.some(([where, other]) => where === file.path && other === id)) return;
        written.push(`${placeOf(file, node)} ${id}`);
      });
    }
    assert.ok(ids.size > 100, `${ids.size} commands`);
    assert.deepEqual(written, []);
  });
});
