import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './extension';
import { files } from './files';
import { type Effect, tabs } from './menuEffects';
import type { MenuStage } from './menuStage';
import { type Row, rowsBelow, rowsOf } from './recordedViews';

export interface RowEffect extends Effect<Row> {
  /** Two rows; the menu is opened on the second. */
  readonly rows: (stage: MenuStage) => Promise<readonly Row[]>;
}

/** By command without its prefix: what is seen after the entry of a row. */
type RowEffects = Readonly<Record<string, RowEffect>>;

const days =
  (...labels: readonly string[]) =>
  async (stage: MenuStage): Promise<readonly Row[]> => {
    const all = await stage.api.days();
    const ids = labels.map((label) => all.find((day) => day.label === label)?.id);
    return stage.rows(
      'digests',
      ...ids.map(
        (id) =>
          ({ node }: Row) =>
            node.kind === 'day' && node.dayId === id,
      ),
    );
  };

const packaged = days('Mar 11', 'Mar 14');
const imported = days('menus.xml', 'menus in print.json');
const fetched = days('2024-03-12', '2024-03-13');

async function papersOfDays({ api }: MenuStage, rows: readonly Row[]): Promise<readonly string[]> {
  const all = await api.days();
  return rows.flatMap(({ node }) => all.find(({ id }) => id === node.dayId)?.paperIds ?? []);
}

const removesDays = (rows: RowEffect['rows']): RowEffect => ({
  rows,
  isSlow: true,
  check: async ({ api }, on) => {
    const left = (await api.days()).map(({ id }) => id);
    for (const { node, label } of on) assert.ok(!left.includes(node.dayId ?? ''), label);
  },
  steps: 1,
});

/** One paper of each day is skipped before. */
const marksDays = (marked: 'read' | 'unread'): RowEffect => ({
  rows: packaged,
  isSlow: true,
  before: async (stage, on) => {
    for (const row of on) {
      const [first = ''] = await papersOfDays(stage, [row]);
      await stage.api.setTriage(first, 'skipped');
    }
  },
  check: async (stage, on) => {
    const states = await Promise.all((await papersOfDays(stage, on)).map((id) => stage.api.triage(id)));
    const left = marked === 'read' ? ['read', 'skipped', 'later'] : ['unread', 'later'];
    assert.deepEqual(new Set(states), new Set(left.filter((state) => states.includes(state as 'read'))));
    assert.ok(states.filter((state) => state === marked).length > states.length / 2);
  },
});

export const dayEffects: RowEffects = {
  refreshDetails: {
    rows: packaged,
    check: async (stage, on, { progress }) => {
      const papers = new Set(await papersOfDays(stage, on));
      assert.deepEqual(progress, ['Refreshing details', `looking for titles (1 of ${papers.size})`]);
    },
  },
  keepOffline: {
    rows: fetched,
    check: (_stage, on, { messages, progress }) =>
      on.length === 1
        ? assert.deepEqual(progress.slice(0, 1), ['Keeping papers offline'])
        : assert.deepEqual(messages, [`Keep ${on.length} papers offline?`]),
  },
  removeFetchedDay: removesDays(fetched),
  removeDigest: removesDays(imported),
  removePackaged: removesDays(packaged),
  markDayRead: { ...marksDays('read'), steps: 1 },
  markDayUnread: { ...marksDays('unread'), steps: 1 },
};

const tags = (stage: MenuStage): Promise<readonly Row[]> =>
  stage.rows(
    'tags',
    ({ node, label }) => node.kind === 'tag' && label === 'even',
    ({ node, label }) => node.kind === 'tag' && label === 'odd',
  );

/** The papers of the stage below tags. */
function tagged({ annotated, changed, plain }: MenuStage, on: readonly Row[]): readonly string[] {
  return on.flatMap(({ label }) =>
    [annotated, changed, plain].map((papers) => papers[label === 'even' ? 0 : 1]?.id ?? ''),
  );
}

const showsTable = (rows: RowEffect['rows']): RowEffect => ({
  rows,
  check: async (_stage, on) => {
    const names = on.map(({ label }) => label);
    await until(
      `the table of ${names.join()} among ${JSON.stringify(tabs().map(({ label }) => label))}`,
      () =>
        tabs().some(
          ({ input, label }) =>
            input instanceof vscode.TabInputWebview &&
            input.viewType.endsWith('dailyPapers.table') &&
            names.every((name) => label.includes(name)),
        ),
    );
  },
});

export const tagEffects: RowEffects = {
  exportCitations: {
    rows: tags,
    answers: () => ({ rows: [/^BibTeX$/u] }),
    check: async (stage, on) => {
      const text = await vscode.env.clipboard.readText();
      assert.equal(text.match(/^@/gmu)?.length, tagged(stage, on).length, text);
    },
  },
  exportAnnotations: {
    rows: tags,
    answers: (stage) => ({ rows: [/^CSV/u], file: stage.file('tags.csv') }),
    check: async (stage, on) => {
      const text = await files.readText(stage.file('tags.csv'));
      assert.deepEqual(new Set(text.match(/^[\w-]+-[0-9a-f]{8}/gmu)), new Set(tagged(stage, on)));
    },
  },
  keepOffline: {
    rows: tags,
    check: (_stage, on, { messages }) =>
      assert.deepEqual(messages, [`Keep ${2 * on.length} papers offline?`]),
  },
  showTable: showsTable(tags),
  renameTag: {
    rows: tags,
    isSlow: true,
    isOfOne: true,
    answers: () => ({ text: 'menus/renamed' }),
    check: async (stage, on) => {
      const renamed = tagged(stage, on);
      for (const { id } of stage.annotated)
        assert.equal((await stage.api.note(id))?.tags.includes('menus/renamed'), renamed.includes(id), id);
    },
    steps: 1,
  },
  deleteTag: {
    rows: tags,
    isSlow: true,
    check: async (stage, on) => {
      const cleared = tagged(stage, on);
      for (const { id } of stage.annotated)
        assert.equal((await stage.api.note(id))?.tags.length, cleared.includes(id) ? 0 : 1, id);
    },
    steps: 1,
  },
};

const searches =
  (...labels: readonly string[]) =>
  (stage: MenuStage) =>
    stage.rows(
      'searches',
      ...labels.map(
        (name) =>
          ({ node, label }: Row) =>
            node.kind === 'search' && label === name,
      ),
    );

export const listedSearches = async (): Promise<readonly string[]> =>
  (await rowsOf('dailyPapers.searches'))
    .filter(({ node }) => node.kind === 'search')
    .map(({ label }) => label);

export const searchEffects: RowEffects = {
  exportCitations: {
    rows: searches('menus print', 'Menus'),
    answers: () => ({ rows: [/^BibTeX$/u] }),
    check: async (_stage, [first]) => {
      assert.ok(first);
      assert.match(await vscode.env.clipboard.readText(), /with Menus in Print/u);
    },
  },
  exportAnnotations: {
    rows: searches('menus print', 'Menus'),
    answers: (stage) => ({ rows: [/^CSV/u], file: stage.file('searches.csv') }),
    check: async (stage) => {
      const text = await files.readText(stage.file('searches.csv'));
      for (const { id } of [...stage.annotated, ...stage.plain]) assert.ok(text.includes(id), text);
    },
  },
  keepOffline: {
    rows: searches('menus print', 'Menus'),
    check: (_stage, _on, { messages }) => assert.match(messages.join(), /^Keep \d+ papers offline\?$/u),
  },
  showTable: showsTable(searches('menus print', 'Menus')),
  saveSearch: {
    rows: searches('Menus', 'menus print'),
    isOfOne: true,
    answers: () => ({ text: 'Print' }),
    check: async () => assert.deepEqual([...(await listedSearches())].sort(), ['Menus', 'Print']),
    steps: 1,
  },
  renameSearch: {
    rows: searches('menus print', 'Menus'),
    isOfOne: true,
    answers: () => ({ text: 'Renamed' }),
    check: async () => assert.deepEqual([...(await listedSearches())].sort(), ['Renamed', 'menus print']),
    steps: 1,
  },
  editSearch: {
    rows: searches('menus print', 'Menus'),
    isOfOne: true,
    answers: () => ({ text: 'print' }),
    check: async ({ plain }, [{ node } = assert.fail()]) => {
      const below = (await rowsBelow('dailyPapers.searches', node)).map((row) => row.node.paperId);
      for (const { id } of plain) assert.ok(below.includes(id));
    },
    steps: 1,
  },
  removeSearch: {
    rows: searches('menus print', 'Menus'),
    check: async (_stage, on) =>
      assert.deepEqual(await listedSearches(), on.length === 2 ? [] : ['menus print']),
    steps: 1,
  },
};

const highlights = (stage: MenuStage): Promise<readonly Row[]> =>
  stage.rows(
    'highlights',
    ...stage.annotated.map(
      ({ abstract }, at) =>
        ({ node, label }: Row) =>
          node.kind === 'highlight' &&
          label.includes(abstract.slice(0, 10 + at)) &&
          !label.includes(abstract.slice(0, 11 + at)),
    ),
  );

export const highlightEffects: RowEffects = {
  addToChat: {
    rows: highlights,
    check: (_stage, on, { chats }) => {
      assert.equal(chats.length, 1);
      for (const { label } of on)
        assert.match(chats[0] ?? '', new RegExp(`> ${label.replace(/\P{ASCII}/gu, '')}\\\\n`, 'u'));
    },
  },
  showHighlight: {
    rows: highlights,
    isOfOne: true,
    check: async ({ annotated }) => {
      await until('the paper', () => tabs().some(({ label }) => label === annotated[1]?.title));
      assert.equal(tabs().length, 1);
    },
  },
  copyHighlight: {
    rows: highlights,
    check: async (_stage, on) =>
      assert.deepEqual(
        (await vscode.env.clipboard.readText()).split('\n\n'),
        on.map(({ label }) => label.replace(/\P{ASCII}/gu, '')),
      ),
  },
  deleteHighlight: {
    rows: highlights,
    isSlow: true,
    check: async ({ api, annotated }, on) => {
      const left = await Promise.all(
        annotated.map(async ({ id }) => (await api.note(id))?.highlights.length),
      );
      assert.deepEqual(left, on.length === 2 ? [0, 0] : [1, 0]);
    },
    steps: 1,
  },
  openNote: {
    rows: highlights,
    isSlow: true,
    check: async ({ annotated }, on) => {
      for (const { id } of annotated.slice(-on.length))
        await until('the note', () => tabs().some(({ label }) => label === `${id}.md`));
    },
  },
};

/** By the beginning of the context values of the rows. */
export const rowEffects: Readonly<Record<string, RowEffects>> = {
  day: dayEffects,
  tag: tagEffects,
  search: searchEffects,
  highlight: highlightEffects,
};
