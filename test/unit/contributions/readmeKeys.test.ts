import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/paths';

interface Binding {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when?: string;
  readonly args?: unknown;
}

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly contributes: {
    readonly keybindings: readonly Binding[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
};
const readme = readFileSync(join(root, 'README.md'), 'utf8');
/** Those of papers: the outline lists sections. */
const views = Object.values(contributes.views)
  .flatMap((list) => list.map(({ id }) => id))
  .filter((id) => id !== 'dailyPapers.outline');

/** The commands of the keys that README lists for lists and reader. */
const commands: Readonly<Record<string, string>> = {
  J: 'nextPaper',
  K: 'previousPaper',
  R: 'markRead',
  L: 'markLater',
  S: 'markSkipped',
  U: 'markUnread',
  'Shift+J': 'nextDay',
  'Shift+K': 'previousDay',
  'Shift+U': 'nextUnread',
  T: 'editTags',
  N: 'openNote',
  F: 'readWholePaper',
  'Ctrl+Z': 'undo',
  'Ctrl+Y': 'redo',
};

/** The keys of the table whose head says that it is of lists and reader. */
function tableKeys(): readonly string[] {
  const [, rows = ''] = readme.split('In the lists of papers and in the reader');
  const [table = ''] = rows.split('\n\n');
  return table
    .split('\n')
    .slice(2)
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, key = '']) => key));
}

/** Whether a `when` clause of a binding holds in a list: all of them name the view by one pattern, or by its id. */
function holdsIn(view: string, when = ''): boolean {
  const [, pattern] =
    /^focusedView =~ \/(.+?)\/ && focusedView != 'dailyPapers\.outline' && !inputFocus$/.exec(when) ?? [];
  return pattern !== undefined && new RegExp(pattern, 'u').test(view);
}

suite('Keys that README names', () => {
  test('Are those of the table, each once', () => {
    assert.deepEqual(tableKeys().toSorted(), Object.keys(commands).toSorted());
  });

  for (const [key, command] of Object.entries(commands)) {
    test(`${key} runs ${command} on the focused row of every view, and in the reader`, () => {
      const bound = contributes.keybindings.filter((binding) => binding.key === key.toLowerCase());
      const own = bound.filter((binding) => binding.command === `dailyPapers.${command}`);
      for (const view of views) {
        const inList = bound.filter(({ when }) => holdsIn(view, when));
        assert.deepEqual(
          inList.map((binding) => [binding.command, binding.args]),
          [[`dailyPapers.${command}`, { view: 'focused' }]],
          view,
        );
      }
      const inReader = own.filter(({ when = '' }) =>
        when.includes("activeCustomEditorId == 'dailyPapers.reader'"),
      );
      assert.equal(inReader.length, 1);
      assert.match(inReader[0]?.when ?? '', /!inputFocus/);
    });
  }

  test('No key of a list or the reader is bound to two commands where both hold', () => {
    const seen = new Map<string, string>();
    for (const { key, when = '', command } of contributes.keybindings) {
      const place = `${key} ${when}`;
      assert.equal(seen.get(place) ?? command, command, place);
      seen.set(place, command);
    }
  });

  test('Enter, Ctrl+Enter and Alt+Enter open from every view', () => {
    for (const [key, command] of [
      ['enter', 'openFocused'],
      ['ctrl+enter', 'openToSide'],
      ['alt+enter', 'openToSide'],
    ])
      for (const view of views)
        assert.ok(
          contributes.keybindings.some(
            (binding) =>
              binding.key === key &&
              binding.command === `dailyPapers.${command}` &&
              holdsIn(view, binding.when),
          ),
          `${key} in ${view}`,
        );
  });
});
