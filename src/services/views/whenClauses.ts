import type { KeyBinding, MenuEntry } from '../../platform/vscode/contributions';

/** The active editor is the dynamic reader or a pinned one, wherever the focus is. */
export const dynamicReaderInFront = "activeWebviewPanelId == 'dailyPapers.dynamicReader'";

/** An editor group shows a paper, wherever the focus is. */
export const readerInFront = `(activeCustomEditorId == 'dailyPapers.reader' || ${dynamicReaderInFront})`;

/** A command without arguments has a paper to act on. */
export const paperInFront = `${readerInFront} || dailyPapers.paperSelected`;

/** For commands that only keys, buttons or other commands run. */
export const never = 'false';

/** Keys on the reader's page. A webview has no focus key of its own: what else can have the focus is ruled out. */
const readerFocused = `${readerInFront} && !inputFocus && !sideBarFocus && !panelFocus && !auxiliaryBarFocus`;

/** Keys in any view of papers, but not while its find box or another input has the focus. */
export const listFocused =
  "focusedView =~ /^dailyPapers\\./ && focusedView != 'dailyPapers.outline' && !inputFocus";

/** The context menu of the reader's page. */
export const readerPage = "(webviewId == 'dailyPapers.reader' || webviewId == 'dailyPapers.dynamicReader')";

/** Entries on the title or the rows of one view. */
export const inView = (view: string): string => `view == dailyPapers.${view}`;

/** Entries of the palette that are about what a view shows: only while it is seen. `condition` must hold too. */
export const whileSeen = (view: string, condition = ''): string =>
  [`dailyPapers.${view}.visible`, condition].filter(Boolean).join(' && ');

/** Entries on rows of one view whose context value matches `item`, the source of a regular expression. */
export const rowOf = (view: string, item: string): string => `${inView(view)} && viewItem =~ /${item}/`;

/** Entries on the title of every view of papers. */
export const inAnyView = 'view =~ /^dailyPapers\\./';

/** Entries on the row of a paper in every view, if what follows `paper` in its context value matches. */
export const paperRow = (value = ''): string => `${inAnyView} && viewItem =~ /^paper${value}/`;

/** The paper that a command without arguments is about has an arXiv identifier. */
export const onArxiv = 'dailyPapers.onArxiv';

/** The paper that a command without arguments is about was made from records that can be split. */
export const merged = 'dailyPapers.merged';

/** The place of a command in the menus of a paper: `group@order` of each. */
interface PaperMenuGroups {
  /** The context menu of a row, in every view. */
  readonly row: string;
  /** The menu of a reader's tab. */
  readonly tab: string;
  /** The context menu of the reader's page. */
  readonly page: string;
}

/**
 * Entries in every menu of a paper. `row` must match what follows `paper` in the context value of its row, and
 * `condition` hold for the paper in front.
 */
export const paperMenus = (
  groups: PaperMenuGroups,
  { row = '', condition = '' }: { readonly row?: string; readonly condition?: string } = {},
): readonly MenuEntry[] => [
  { menu: 'view/item/context', group: groups.row, when: paperRow(row) },
  ...[
    { menu: 'editor/title' as const, group: groups.tab, when: readerInFront },
    { menu: 'webview/context' as const, group: groups.page, when: readerPage },
  ].map((entry) => (condition === '' ? entry : { ...entry, when: `${entry.when} && ${condition}` })),
];

/** A key on the rows of one view; the command is called with the focused row. */
export const keyInView = (view: string, binding: KeyBinding): KeyBinding => ({
  ...binding,
  when: [`focusedView == 'dailyPapers.${view}' && !inputFocus`, binding.when].filter(Boolean).join(' && '),
  args: { view: `dailyPapers.${view}` },
});

/** A key on the reader's page. */
export const readerKey = (key: string, mac?: string): KeyBinding => ({
  key,
  when: readerFocused,
  ...(mac !== undefined && { mac }),
});

/**
 * A key for papers: on the focused row of every view and in the reader. There are two bindings because only a binding
 * tells the command where the key was pressed: the extension API does not say what has the focus.
 */
export const paperKey = (
  key: string,
  { mac, when }: { readonly mac?: string; readonly when?: string } = {},
): readonly KeyBinding[] =>
  [{ when: listFocused, args: { view: 'focused' } }, { when: readerFocused }].map((binding) => ({
    key,
    ...binding,
    ...(mac !== undefined && { mac }),
    ...(when !== undefined && { when: `${binding.when} && ${when}` }),
  }));
