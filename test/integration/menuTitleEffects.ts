import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './extension';
import { files } from './files';
import { type Effect, tabs } from './menuEffects';
import { listedSearches } from './menuRowEffects';
import { type MenuStage, run } from './menuStage';
import { type Row, rowsOf, valuesOf } from './recordedViews';

/** The effects of the menu of a view, whose commands VS Code calls with the focused row, of any kind. */
export interface TitleEffect extends Effect<Row> {
  /** The row that has the focus; none by default. */
  readonly focused?: (stage: MenuStage) => Promise<readonly Row[]>;
}

const sets = (key: string, value: unknown): TitleEffect => ({
  check: () => assert.equal(valuesOf(`dailyPapers.${key}`).at(-1), value),
});

const asks = (...questions: readonly string[]): TitleEffect => ({
  check: (_stage, _on, { asked }) => assert.deepEqual(asked, questions),
});

const dayLabels = async ({ api }: MenuStage): Promise<readonly string[]> =>
  (await api.days()).map(({ label }) => label);

const dayRow =
  (label: string) =>
  async (stage: MenuStage): Promise<readonly Row[]> => {
    const day = (await stage.api.days()).find((one) => one.label === label);
    return stage.rows('digests', ({ node }) => node.kind === 'day' && node.dayId === day?.id);
  };

const removes = (label: string, row: RegExp, focused: string): TitleEffect => ({
  focused: dayRow(focused),
  answers: () => ({ rows: [row] }),
  check: async (stage) => assert.ok(!(await dayLabels(stage)).includes(label)),
  steps: 1,
});

const digest =
  'Feb 9\n\n1. A Paper with Menus from the Clipboard\nThis abstract says what there is to say, in words enough.\n';

const kindsOf = async (view: string): Promise<readonly string[]> =>
  (await rowsOf(view)).map(({ node }) => node.kind);

/** By command without its prefix, in an order in which each finds what it needs. */
export const titleEffects: Readonly<Record<string, TitleEffect>> = {
  addPaper: {
    answers: ({ annotated }) => ({ text: annotated[0]?.arxivId ?? '' }),
    check: ({ annotated }, _on, { messages }) => {
      assert.deepEqual(messages, ['This paper is in the library already.']);
      return until('its tab', () => tabs().some(({ label }) => label === annotated[0]?.title));
    },
  },
  exportLibrary: {
    answers: (stage) => ({ file: stage.file('library.jsonl'), waits: true }),
    check: async (stage) => assert.ok((await files.readText(stage.file('library.jsonl'))).length > 1000),
  },
  importLibrary: {
    answers: (stage) => ({ file: stage.file('library.jsonl'), waits: true }),
    check: (_stage, _on, { messages }) => assert.equal(messages.length, 1),
  },
  moveLibrary: asks('The library is on this machine only'),
  filterUnread: sets('digests.filter', 'unread'),
  filterLater: sets('digests.filter', 'later'),
  filterAll: sets('digests.filter', 'all'),
  exportAnnotations: {
    focused: (stage) =>
      stage.rows(
        'digests',
        ({ node, contextValue }) => node.kind === 'paper' && contextValue.startsWith('paper.unread.hidden'),
      ),
    ...asks('Of which papers?'),
  },
  importAnnotations: asks('Import Annotations'),
  fetchDays: asks('Which days do you want to fetch?'),
  keepLaterOffline: {
    before: async ({ api, annotated }) => {
      for (const { id } of annotated) await api.setTriage(id, 'later');
    },
    check: (_stage, _on, { messages }) => assert.deepEqual(messages, ['Keep 2 papers offline?']),
    steps: 2,
  },
  filterHighlights: { answers: () => ({ rows: [/^Pink$/u] }), ...sets('highlights.filtered', true) },
  clearHighlightFilter: sets('highlights.filtered', false),
  undo: {
    before: ({ api, plain }) => api.setTriage(plain[0]?.id ?? '', 'read'),
    check: async ({ api, plain }) => assert.equal(await api.triage(plain[0]?.id ?? ''), 'unread'),
  },
  redo: {
    check: async ({ api, plain }) => assert.equal(await api.triage(plain[0]?.id ?? ''), 'read'),
    steps: 1,
  },
  importDigest: {
    before: () => vscode.env.clipboard.writeText(digest),
    answers: () => ({ rows: [/Clipboard/u], waits: true }),
    check: async (stage) => assert.ok((await dayLabels(stage)).includes('Feb 9')),
    steps: 1,
  },
  removeDigest: removes('menus in print.json', /^menus in print/u, 'Mar 11'),
  removePackaged: removes('Mar 14', /^Mar 14$/u, 'menus.xml'),
  restorePackaged: {
    before: async (stage) => run('dailyPapers.removePackaged', (await dayRow('Mar 11')(stage))[0]?.node),
    check: async (stage) => assert.ok((await dayLabels(stage)).includes('Mar 11')),
    steps: 2,
  },
  showNotesFolder: {
    check: (_stage, _on, { commands }) => assert.ok(commands.includes('revealInExplorer'), commands.join()),
  },
  chooseNotesFolder: asks('Notes are kept in .papers/notes/ of one folder'),
  sortByRecommendation: sets('digests.sort', 'recommended'),
  sortByDigest: sets('digests.sort', 'digest'),
  resetRecommendations: {
    check: (_stage, _on, { messages }) => assert.match(messages.join(), /^Recommendations start anew/u),
    steps: 1,
  },
  groupReferencesByFile: {
    check: async () => assert.ok((await kindsOf('dailyPapers.references')).includes('file')),
  },
  groupReferencesByPaper: {
    check: async () => assert.ok((await kindsOf('dailyPapers.references')).includes('paper')),
  },
  addTriageRule: {
    answers: () => ({ text: 'title:menus', rows: [/Keep for Later/u] }),
    check: ({ ruleMatches }) => assert.ok(ruleMatches().includes('title:menus'), ruleMatches().join()),
    steps: 1,
  },
  editTriageRules: {
    check: (_stage, _on, { commands }) => assert.ok(commands.includes('workbench.action.openSettingsJson')),
  },
  concealHidden: sets('digests.showHidden', false),
  showHidden: sets('digests.showHidden', true),
  search: asks('Search papers by words, or filter: tag: day: author: is:unread has:note'),
  showSearch: {
    answers: () => ({ text: 'menus clipboard' }),
    check: async () => {
      assert.ok((await listedSearches()).includes('menus clipboard'));
      await run('dailyPapers.showSearch', 'menus print');
    },
  },
  saveSearch: {
    focused: (stage) => stage.rows('searches', ({ label }) => label === 'Menus'),
    answers: () => ({ text: 'menus that are saved' }),
    check: async (_stage, _on, { asked }) => {
      assert.deepEqual(asked, ['Save Search', 'Save Search']);
      assert.ok((await listedSearches()).includes('menus that are saved'));
    },
    steps: 1,
  },
  subscribe: asks('What is to be fetched on working days, when its list is out?'),
  startFromToday: {
    check: async ({ api, plain }) => {
      for (const { id } of plain) assert.equal(await api.triage(id), 'read');
    },
    steps: 1,
  },
};
