import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/paths';
import { importGraph } from './importGraph';

/** Imports that are still against the layers, to be removed. */
const pending: readonly string[] = [
  'core/triage/updateMessages → core/state/paperState',
  'core/versions/versionTexts → core/search/sentences',
  'features/later/laterTreeModel → features/digests/dayCounts',
  'features/notes/index → features/tags/tagCommands',
  'features/notes/noteCommands → features/tags/tagPick',
  'features/registerFeatures → features/details/index',
  'features/registerFeatures → features/exchange/index',
  'features/registerFeatures → features/fetch/index',
  'features/registerFeatures → features/highlights/index',
  'features/registerFeatures → features/import/importCommands',
  'features/registerFeatures → features/leftOut/index',
  'features/registerFeatures → features/notes/index',
  'features/registerFeatures → features/notes/noteLanguage',
  'features/registerFeatures → features/reader/index',
  'features/registerFeatures → features/rules/index',
  'features/registerFeatures → features/search/recentList',
  'features/registerFeatures → features/search/searchCommands',
  'features/registerFeatures → features/search/searchDeps',
  'features/registerFeatures → features/searches/index',
  'features/registerFeatures → features/searches/savedSearches',
  'features/registerFeatures → features/subscription/index',
  'features/registerFeatures → features/triage/paperCommands',
  'features/registerFeatures → features/triage/triageCommands',
  'features/registerFeatures → features/versions/index',
  'features/triage/paperCommands → features/search/recentList',
  'services/views/paperViews → features/digests/digestDrop',
  'services/views/paperViews → features/digests/digestTreeModel',
  'services/views/paperViews → features/highlights/highlightTreeModel',
  'services/views/paperViews → features/later/laterTreeModel',
  'services/views/paperViews → features/recommended/recommendedTreeModel',
  'services/views/paperViews → features/searches/searchTreeModel',
  'services/views/paperViews → features/tags/tagTreeModel',
  'services/views/viewModel → features/leftOut/index',
];

const short = (file: string): string => file.replace(/^src\//, '').replace(/\.ts$/, '');

suite('layers', () => {
  test('imports follow the rules of .dependency-cruiser.mjs', () => {
    const { modules, summary } = importGraph();
    assert.ok(modules.length > 400, `${modules.length} files`);
    const wrong = summary.violations
      .filter(({ cycle }) => cycle === undefined)
      .map(({ from, to }) => `${short(from)} → ${short(to)}`);
    assert.deepEqual([...new Set(wrong)].sort(), pending);
  }).timeout(120_000);

  test('no module imports itself through others', () => {
    const cycles = importGraph().summary.violations.flatMap(({ from, cycle }) =>
      cycle ? [[from, ...cycle.map(({ name }) => name)]] : [],
    );
    assert.deepEqual(cycles, []);
  });

  test('what VS Code reads links in is shown through platform/vscode/ui, which keeps texts as they are', () => {
    const direct = /show(?:Information|Warning|Error)Message|showInputBox|ProgressLocation\.Notification/;
    const wrong = importGraph()
      .modules.map(({ source }) => source)
      .filter((file) => file.startsWith('src/'))
      .filter(
        (file) =>
          !file.startsWith('src/platform/vscode/ui/') &&
          direct.test(readFileSync(path.join(root, file), 'utf8')),
      );
    assert.deepEqual(wrong, []);
  });
});
