import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paperMenus } from '../../../../src/services/views/whenClauses';
import { holds } from '../../../integration/whenClause';
import { root } from '../../../support/paths';

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
const views = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));

/** The context keys that are set; others are undefined, as in VS Code. */
type Situation = Readonly<Record<string, unknown>>;

const reader = { activeCustomEditorId: 'dailyPapers.reader' };
const dynamicReader = { activeWebviewPanelId: 'dailyPapers.dynamicReader' };
const inSideBar = { sideBarFocus: true };
const digests = { focusedView: 'dailyPapers.digests', ...inSideBar };

const holdsIn =
  (situation: Situation) =>
  ({ when = 'true' }: Binding): boolean =>
    holds(when, (name) => situation[name]);
const bound = (key: string, situation: Situation): readonly Binding[] =>
  contributes.keybindings.filter((binding) => binding.key === key).filter(holdsIn(situation));

/** What the command of a key of papers is called with. */
const inList = { view: 'focused' };
const inReader = undefined;
const focusTable: readonly [where: string, situation: Situation, args: readonly unknown[]][] = [
  ['a list', digests, [inList]],
  ['a list in the panel', { focusedView: 'dailyPapers.tags', panelFocus: true }, [inList]],
  ['a list beside a reader in front', { ...digests, ...reader }, [inList]],
  ['the find box of a list', { ...digests, inputFocus: true }, []],
  ['the outline of a reader', { ...dynamicReader, ...inSideBar, focusedView: 'dailyPapers.outline' }, []],
  ['a reader', reader, [inReader]],
  ['the dynamic reader', dynamicReader, [inReader]],
  ['an input above a reader', { ...reader, inputFocus: true }, []],
  ['the explorer beside a reader', { ...reader, ...inSideBar, filesExplorerFocus: true }, []],
  ['the terminal below a reader', { ...dynamicReader, panelFocus: true }, []],
  ['the chat beside a reader', { ...dynamicReader, auxiliaryBarFocus: true }, []],
  ['a text editor', { editorTextFocus: true, inputFocus: true }, []],
  ['another webview', { activeWebviewPanelId: 'markdown.preview' }, []],
  ['a view of another extension', { focusedView: 'otherPapers.list', ...inSideBar }, []],
];

/** A list has the focus, or a reader has, with all that their bindings may ask for. */
const conditions = {
  'dailyPapers.searchSelected': true,
  'dailyPapers.reader.canGoBack': true,
  'dailyPapers.reader.canGoForward': true,
};
const situations: readonly Situation[] = [
  ...views.map((focusedView) => ({ ...inSideBar, ...conditions, focusedView })),
  { ...reader, ...conditions },
  { ...dynamicReader, ...conditions },
];

suite('Where keys and menus of papers work', () => {
  for (const [where, situation, args] of focusTable) {
    const meant = args.length === 0 ? 'not taken' : `about the ${args[0] === inList ? 'row' : 'paper'}`;
    test(`in ${where} a key of papers is ${meant}`, () => {
      for (const key of ['j', 'r', 'shift+u', 't', 'n', 'ctrl+z'])
        assert.deepEqual(
          bound(key, situation).map((binding) => binding.args),
          args,
          key,
        );
    });
  }

  test('a key runs one command wherever the focus is, on a Mac too', () => {
    for (const situation of situations) {
      const held = contributes.keybindings.filter(holdsIn(situation));
      for (const keys of [held.map(({ key }) => key), held.map(({ key, mac = key }) => mac)])
        assert.deepEqual(
          keys.filter((key, at) => keys.indexOf(key) !== at),
          [],
          JSON.stringify(situation),
        );
    }
  });

  test('a key of one view is called with the row of that view, and works in no other', () => {
    const table = [
      ['delete', 'dailyPapers.highlights', 'deleteHighlight'],
      ['delete', 'dailyPapers.tags', 'deleteTag'],
      ['delete', 'dailyPapers.searches', 'removeSearch'],
      ['f2', 'dailyPapers.tags', 'renameTag'],
      ['f2', 'dailyPapers.searches', 'renameSearch'],
    ] as const;
    for (const key of ['delete', 'f2'])
      for (const focusedView of views)
        assert.deepEqual(
          bound(key, { ...digests, ...conditions, focusedView }).map(({ command, args }) => [command, args]),
          table
            .filter(([of, view]) => of === key && view === focusedView)
            .map(([, view, command]) => [`dailyPapers.${command}`, { view }]),
          `${key} in ${focusedView}`,
        );
  });

  test('an entry of a paper stands in the menus of its row, its tab and its page, where the paper has what it needs', () => {
    const entries = paperMenus(
      { row: 'open@1', tab: 'navigation@2', page: 'paper@3' },
      { row: String.raw`.*\.arxiv`, condition: 'dailyPapers.onArxiv' },
    );
    const onArxiv = { 'dailyPapers.onArxiv': true };
    const row = { view: 'dailyPapers.tags', viewItem: 'paper.later.arxiv' };
    const page = { webviewId: 'dailyPapers.dynamicReader' };
    const groupsIn = (situation: Situation): readonly string[] =>
      entries
        .filter(({ when }) => holds(when, (name) => situation[name]))
        .map(({ menu, group }) => `${menu} ${group}`);
    const table: readonly [Situation, readonly string[]][] = [
      [row, ['view/item/context open@1']],
      [{ ...row, viewItem: 'paper.later' }, []],
      [{ ...row, viewItem: 'highlight.arxiv' }, []],
      [{ ...row, view: 'otherPapers.list' }, []],
      [{ ...reader, ...onArxiv }, ['editor/title navigation@2']],
      [{ ...dynamicReader, ...onArxiv }, ['editor/title navigation@2']],
      [reader, []],
      [{ ...page, ...onArxiv }, ['webview/context paper@3']],
      [page, []],
      [onArxiv, []],
    ];
    for (const [situation, groups] of table)
      assert.deepEqual(groupsIn(situation), groups, JSON.stringify(situation));
  });
});
