import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Paper } from '../../src/publicApi';
import { type Effect, paperEffects, tabs } from './menuEffects';
import { rowEffects } from './menuRowEffects';
import { MenuStage, run } from './menuStage';
import { withPerson } from './person';
import { recordedViews, type Row, rowsOf, treeOf } from './recordedViews';
import { holds } from './whenClause';

interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group?: string;
}

type Menus = Readonly<Record<string, readonly Entry[]>>;

function menus(): Menus {
  const manifest: unknown = vscode.extensions.getExtension('daily-papers.daily-papers')?.packageJSON;
  return (manifest as { contributes: { menus: Menus } }).contributes.menus;
}

const rowEntries = (): readonly Entry[] => menus()['view/item/context'] ?? [];

/** Whether an entry is in the menu of a row, once there is something to undo and to redo. */
function isOffered({ when }: Entry, { view, contextValue }: Row): boolean {
  const keys: Readonly<Record<string, unknown>> = {
    ...{ view, viewItem: contextValue },
    ...{ 'dailyPapers.canUndo': true, 'dailyPapers.canRedo': true },
  };
  return holds(when, (key) => keys[key]);
}

/** The first word of its context value. */
const kindOf = ({ contextValue }: Row): string => contextValue.split('.', 1)[0] ?? '';

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
    if (tabs().length > 0) await run('workbench.action.closeAllEditors');
  }

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
