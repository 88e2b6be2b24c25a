import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isRecord } from '../../src/core/base/guards';
import type { Paper } from '../../src/publicApi';
import { type Effect, paperEffects, tabs } from './menuEffects';
import { rowEffects } from './menuRowEffects';
import { titleEffects } from './menuTitleEffects';
import { commandsOf, type Entry, holdsAtSomeTime, holdsNow, menus, paletteEntries } from './menuEntries';
import { until, workspaceFolder } from './extension';
import { MenuStage, run } from './menuStage';
import { withPerson } from './person';
import { postedMessages, recordedViews, type Row, rowsOf, takeExchanged, treeOf } from './recordedViews';
import { holds } from './whenClause';

const rowEntries = (): readonly Entry[] => menus()['view/item/context'] ?? [];

/** Whether an entry is in the menu of a row, once there is something to undo and to redo. */
function isOffered({ when }: Entry, { view, contextValue }: Row): boolean {
  const keys: Readonly<Record<string, unknown>> = {
    view,
    viewItem: contextValue,
    'dailyPapers.canUndo': true,
    'dailyPapers.canRedo': true,
  };
  return holds(when, (key) => keys[key]);
}

/** The first word of its context value. */
const kindOf = ({ contextValue }: Row): string => contextValue.split('.', 1)[0] ?? '';

/** Nobody has subscribed: a suite of its own does. */
const withoutSubscription = 'dailyPapers.subscription';

/** Recommended lists unread papers that nothing was written on, the outline sections. */
const viewsWithoutIt = ['dailyPapers.recommended', 'dailyPapers.outline'];

suite('Menus', () => {
  let stage: MenuStage;
  let rows: readonly Row[];

  suiteSetup(async () => {
    stage = await MenuStage.set();
    rows = (await Promise.all(recordedViews().map((view) => rowsOf(view)))).flat();
  });
  suiteTeardown(() => stage.clear());

  test('every entry of a row is in the menu of some row', () => {
    assert.deepEqual(
      rowEntries().filter((entry) => !rows.some((row) => isOffered(entry, row))),
      [],
    );
  });

  test('every entry of a row has its effect in the table below', () => {
    const effects: Readonly<Record<string, object>> = { ...rowEffects, paper: paperEffects };
    const offered = (kind: string): readonly string[] =>
      rowEntries()
        .filter((entry) => rows.some((row) => kindOf(row) === kind && isOffered(entry, row)))
        .map(({ command }) => command.replace('dailyPapers.', ''));
    for (const [kind, table] of Object.entries(effects))
      assert.deepEqual(Object.keys(table).toSorted(), [...new Set(offered(kind))].toSorted(), kind);
    assert.deepEqual(
      new Set(rows.filter((row) => rowEntries().some((entry) => isOffered(entry, row))).map(kindOf)),
      new Set(Object.keys(effects)),
    );
  });

  /** Calls a command as the menu of the last of some rows does, and looks at what it did. */
  async function check<T>(
    command: string,
    effect: Effect<T>,
    on: readonly T[],
    args: readonly unknown[],
  ): Promise<void> {
    await effect.before?.(stage, on);
    const answers = effect.answers?.(stage, on) ?? {};
    const seen = await withPerson(answers, () => run(`dailyPapers.${command}`, ...args));
    assert.deepEqual(seen.errors, []);
    await effect.check(stage, on, seen);
    for (let step = 0; step < (effect.steps ?? 0); step += 1) await run('dailyPapers.undo');
  }

  teardown(async () => {
    // While VS Code draws the views too, it may ask for rows that it has been given already.
    if (recordedViews().some((id) => treeOf(id).view.visible)) await run('workbench.view.explorer');
    if (tabs().length > 0) await run('workbench.action.closeAllEditors');
  });

  const ofPaper =
    ({ id }: Paper) =>
    ({ node }: Row): boolean =>
      node.kind === 'paper' && node.paperId === id;

  test('a paper has its menu in every view', async () => {
    const [paper = assert.fail()] = stage.annotated;
    await stage.api.setTriage(paper.id, 'later');
    for (const view of recordedViews().filter((id) => !viewsWithoutIt.includes(id))) {
      const [row = assert.fail()] = await stage.rows(view.replace('dailyPapers.', ''), ofPaper(paper));
      assert.match(row.contextValue, /^paper\.later\.arxiv/u, view);
      await vscode.env.clipboard.writeText('');
      await run('dailyPapers.reader.copyTitle', row.node, [row.node]);
      assert.equal(await vscode.env.clipboard.readText(), paper.title, view);
    }
    await run('dailyPapers.undo');
  });

  test('keys of papers work in the view References', async () => {
    const [paper = assert.fail()] = stage.annotated;
    await run('dailyPapers.showReferences', paper.id);
    await run('dailyPapers.markLater', { view: 'focused' });
    assert.equal(await stage.api.triage(paper.id), 'later');
    await run('dailyPapers.nextPaper', { view: 'focused' });
    const [selected] = treeOf('dailyPapers.references').view.selection as readonly Row['node'][];
    assert.equal(selected?.kind, 'paper');
    assert.notEqual(selected.paperId, paper.id);
    await run('dailyPapers.undo');
  });

  suite('of a paper', () => {
    for (const [command, effect] of Object.entries(paperEffects))
      test(command, async () => {
        const papers = effect.on?.(stage) ?? stage.annotated;
        const nodes = (await stage.rows('digests', ...papers.map(ofPaper))).map(({ node }) => node);
        if (effect.isSlow !== true) await check(command, effect, papers.slice(-1), nodes.slice(-1));
        await check(command, effect, effect.isOfOne === true ? papers.slice(-1) : papers, [
          nodes.at(-1),
          nodes,
        ]);
      });
  });

  suite('of a view', () => {
    for (const [command, effect] of Object.entries(titleEffects))
      test(command, async () => {
        const on = (await effect.focused?.(stage)) ?? [];
        await check(
          command,
          effect,
          on,
          on.map(({ node }) => node),
        );
      });

    test('every entry has its effect in the table, and is there at some time', () => {
      const entries = (menus()['view/title'] ?? []).filter(({ command }) => command !== withoutSubscription);
      assert.deepEqual(
        [...new Set(entries.map(({ command }) => command))].toSorted(),
        Object.keys(titleEffects)
          .map((name) => `dailyPapers.${name}`)
          .toSorted(),
      );
      assert.deepEqual(
        entries.filter(({ when }) => !holdsAtSomeTime(when)),
        [],
      );
    });
  });

  suite('of the reader', () => {
    const pageMenu = [{ webview: 'dailyPapers.dynamicReader', preventDefaultContextMenuItems: true }];
    const tabMenu = [vscode.Uri.parse('webview-panel:webview-panel/1'), { groupId: 0, editorIndex: 0 }];
    const others = ['reader.back', 'reader.forward', 'reader.keep', 'goToSection'];
    const isPageAction = (command: string): boolean =>
      command.startsWith('reader.') && !(command in paperEffects) && !others.includes(command);

    test('every entry is one of a paper, of the page, or is tested below', () => {
      const commands = [...new Set(['editor/title', 'webview/context'].flatMap(commandsOf))];
      assert.deepEqual(
        commands.filter((command) => !(command in paperEffects) && !isPageAction(command)).toSorted(),
        others.toSorted(),
      );
    });

    test('commands for a paper act on the one in front', async () => {
      for (const command of commandsOf('editor/title')) {
        const effect = paperEffects[command];
        if (!effect || effect.isSlow === true) continue;
        const on = (effect.on?.(stage) ?? stage.annotated).slice(-1);
        await run('dailyPapers.openPaper', on[0]?.id);
        await check(
          command,
          effect,
          on,
          commandsOf('webview/context').includes(command) ? pageMenu : tabMenu,
        );
      }
    });

    test('commands of the page are posted to it', async () => {
      await run('workbench.action.closeAllEditors');
      takeExchanged();
      await run('dailyPapers.openPaper', stage.annotated[0]?.id);
      await until('the page listens', () => takeExchanged().includes('page: ready'));
      const before = postedMessages().length;
      const commands = [...new Set(['editor/title', 'webview/context'].flatMap(commandsOf))].filter(
        isPageAction,
      );
      const { errors } = await withPerson({}, () =>
        Promise.all(commands.map((command) => run(`dailyPapers.${command}`, ...pageMenu))),
      );
      assert.deepEqual(errors, []);
      const performed = postedMessages()
        .slice(before)
        .filter((message) => isRecord(message) && message['type'] === 'perform');
      assert.deepEqual(
        performed,
        commands.map((command) => ({ type: 'perform', action: command.replace('reader.', '') })),
      );
    });

    test('Back, Forward, Keep and Go to Section', async () => {
      const [first = assert.fail(), second = assert.fail()] = stage.annotated;
      const label = (): string | undefined => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
      const shows = (title: string): Promise<boolean> => until(`${title} in front`, () => label() === title);
      await run('dailyPapers.openPaper', first.id);
      await run('dailyPapers.openPaper', second.id);
      await run('dailyPapers.reader.back', ...tabMenu);
      await shows(first.title);
      await run('dailyPapers.reader.forward', ...tabMenu);
      await shows(second.title);
      const { asked, errors } = await withPerson({}, () => run('dailyPapers.goToSection', ...tabMenu));
      assert.deepEqual([asked, errors], [['Go to a section of the paper'], []]);
      await run('dailyPapers.reader.keep', ...tabMenu);
      await run('dailyPapers.openPaper', first.id);
      await until('both', () =>
        [first, second].every(({ title }) => tabs().some((tab) => tab.label === title)),
      );
      await run('workbench.action.closeAllEditors');
    });
  });

  suite('of the palette', () => {
    const tested = new Set([
      ...[paperEffects, titleEffects, ...Object.values(rowEffects)].flatMap((table) => Object.keys(table)),
      ...['editor/title', 'webview/context'].flatMap(commandsOf),
    ]);
    const others = paletteEntries().filter(({ command }) => !tested.has(command.replace('dailyPapers.', '')));
    const inReader = { activeWebviewPanelId: 'dailyPapers.dynamicReader' };
    const inDocument = {
      editorIsOpen: true,
      editorLangId: 'latex',
      resourceScheme: 'file',
      editorHasSelection: true,
      resourcePath: '/workspace/.papers/notes/a-paper-0123abcd.md',
    };
    const situations = [
      { open: () => run('dailyPapers.openPaper', stage.annotated[0]?.id), keys: inReader },
      {
        open: () =>
          vscode.window.showTextDocument(vscode.Uri.joinPath(workspaceFolder(), 'paper', 'main.tex')),
        keys: inDocument,
      },
    ];

    test('commands that only the palette offers fail only with a message about what is missing', async () => {
      const failures: string[] = [];
      const offered = new Set<string>();
      for (const { open, keys } of situations) {
        await open();
        for (const { command, when } of others) {
          if (offered.has(command) || !holdsNow(when, keys)) continue;
          offered.add(command);
          const { errors } = await withPerson({}, () => run(command));
          failures.push(...errors.map((error) => `${command}: ${error}`));
        }
      }
      await run('workbench.action.closeAllEditors');
      // The cursor is on no key, and the document is no note.
      assert.deepEqual(failures, [
        'dailyPapers.renameCitationKey: Put the cursor on a citation key first.',
        'dailyPapers.mergeConflictingNote: Open the note with the conflict markers first.',
      ]);
      assert.deepEqual(
        others
          .filter(({ command, when }) => when !== 'false' && !offered.has(command))
          .map(({ command }) => command),
        [withoutSubscription],
      );
    });

    test('commands in the menu of an editor ask for the paper, the quote or the code', async () => {
      const editor = await vscode.window.showTextDocument(
        vscode.Uri.joinPath(workspaceFolder(), 'paper', 'main.tex'),
      );
      editor.selection = new vscode.Selection(0, 0, 1, 0);
      for (const command of commandsOf('editor/context')) {
        const { asked, errors } = await withPerson({}, () =>
          run(`dailyPapers.${command}`, editor.document.uri),
        );
        assert.deepEqual([command, errors, asked.length], [command, [], 1]);
      }
      await run('workbench.action.closeAllEditors');
    });
  });

  for (const [kind, effects] of Object.entries(rowEffects))
    suite(`of a ${kind}`, () => {
      for (const [command, effect] of Object.entries(effects))
        test(command, async () => {
          for (const isSeveral of effect.isSlow === true ? [true] : [false, true]) {
            const on = await effect.rows(stage);
            const nodes = on.map(({ node }) => node);
            const args = isSeveral ? [nodes.at(-1), nodes] : nodes.slice(-1);
            await check(command, effect, isSeveral && effect.isOfOne !== true ? on : on.slice(-1), args);
          }
        });
    });
});
