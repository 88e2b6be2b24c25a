import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Paper } from '../../src/publicApi';
import { type Effect, paperEffects, tabs } from './menuEffects';
import { rowEffects } from './menuRowEffects';
import { MenuStage, run } from './menuStage';
import { withPerson } from './person';
import { recordedViews, type Row, rowsOf } from './recordedViews';
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

  suite('of a paper', () => {
    for (const [command, effect] of Object.entries(paperEffects))
      test(command, async () => {
        const papers = effect.on?.(stage) ?? stage.annotated;
        const nodes = (await stage.rows('digests', ...papers.map(ofPaper))).map(({ node }) => node);
        await check(command, effect, papers.slice(-1), nodes.slice(-1));
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
          for (const isSeveral of [false, true]) {
            const on = await effect.rows(stage);
            const nodes = on.map(({ node }) => node);
            const args = isSeveral ? [nodes.at(-1), nodes] : nodes.slice(-1);
            await check(command, effect, isSeveral && effect.isOfOne !== true ? on : on.slice(-1), args);
          }
        });
    });
});
