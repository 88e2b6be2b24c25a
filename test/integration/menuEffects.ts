import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Paper } from '../../src/publicApi';
import { fullTextPage } from '../support/fullTextPage';
import { until } from './extension';
import { files } from './files';
import { type MenuStage, run } from './menuStage';
import type { Answers, Seen } from './person';
import { type Node, treeOf, valuesOf } from './recordedViews';

/** The visible effect of a command of a menu. */
export interface Effect<T> {
  readonly before?: (stage: MenuStage, on: readonly T[]) => PromiseLike<unknown>;
  readonly answers?: (stage: MenuStage, on: readonly T[]) => Answers;
  /** The command is about the row alone on which the menu was opened, also if others are selected. */
  readonly isOfOne?: true;
  /** Fails if the command did not do what it says on all that it is about. */
  readonly check: (stage: MenuStage, on: readonly T[], seen: Seen) => unknown;
  /** Takes so long that it is called for several rows only; what tells them from one is the same for all commands. */
  readonly isSlow?: true;
  /** How many steps of the history are undone afterwards. */
  readonly steps?: number;
}

export interface PaperEffect extends Effect<Paper> {
  /** Two papers; by default those with everything. The menu is opened on the second. */
  readonly on?: (stage: MenuStage) => readonly Paper[];
}

const clipboard = (): Thenable<string> => vscode.env.clipboard.readText();

const copies = (textOf: (paper: Paper) => string): PaperEffect => ({
  before: () => vscode.env.clipboard.writeText('before'),
  check: async (_stage, papers) => {
    const text = await clipboard();
    for (const paper of papers) assert.ok(text.includes(textOf(paper)), text);
    assert.notEqual(text, 'before');
  },
});

const opensPage = (pageOf: (arxivId: string) => string): PaperEffect => ({
  check: (_stage, papers, { pages }) =>
    assert.deepEqual(
      pages,
      papers.map(({ arxivId = '' }) => pageOf(arxivId)),
    ),
});

const marks = (state: 'read' | 'later' | 'skipped' | 'unread', from: 'read' | 'unread'): PaperEffect => ({
  before: async ({ api }, papers) => {
    for (const { id } of papers) if ((await api.triage(id)) !== from) await api.setTriage(id, from);
  },
  check: async ({ api }, papers) => {
    for (const { id } of papers) assert.equal(await api.triage(id), state);
  },
  steps: 1,
});

const asks: PaperEffect = {
  on: ({ plain }) => plain,
  check: (_stage, papers, { progress }) =>
    assert.deepEqual(progress, ['Refreshing details', `looking for titles (1 of ${papers.length})`]),
};

export const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

const tabTitled = (title: string): Promise<vscode.Tab> =>
  until(`the tab “${title}” among ${JSON.stringify(tabs().map(({ label }) => label))}`, () =>
    tabs().find(({ label }) => label === title),
  );

const opens: PaperEffect = {
  check: async (_stage, papers) => {
    for (const { title } of papers) await tabTitled(title);
  },
};

const savedTo = (name: string, rows: readonly RegExp[]) => (stage: MenuStage) => ({
  rows,
  file: stage.file(name),
});

const keepsOffline: PaperEffect = {
  check: (_stage, papers, { messages, progress }) =>
    papers.length === 1
      ? assert.deepEqual(progress.slice(0, 1), ['Keeping papers offline'])
      : assert.deepEqual(messages, [`Keep ${papers.length} papers offline?`]),
};

const openTexts = (): readonly string[] =>
  tabs().flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.path] : []));

const opensNotes: PaperEffect = {
  isSlow: true,
  check: async (_stage, papers) => {
    for (const { id } of papers)
      await until('the note', () => openTexts().some((path) => path.endsWith(`${id}.md`)));
  },
};

const ids = ({ kind, paperId = '' }: Node): string => (kind === 'paper' ? paperId : '');

/** By command without its prefix: what is seen after the entry of a paper. */
export const paperEffects: Readonly<Record<string, PaperEffect>> = {
  addToChat: {
    check: (_stage, papers, { chats }) => {
      assert.equal(chats.length, 1);
      for (const { id } of papers) assert.ok(chats[0]?.includes(`paper:/${id}`));
    },
  },
  exportCitations: {
    ...copies(({ title }) => title),
    answers: () => ({ rows: [/^BibTeX$/u] }),
  },
  'reader.copyTitle': copies(({ title }) => title),
  'reader.copyAbstract': copies(({ abstract }) => abstract),
  'reader.copyLink': copies(({ arxivId = '' }) => `https://arxiv.org/abs/${arxivId}`),
  'reader.copyMarkdown': copies(({ title }) => title),
  'reader.copyBibtex': copies(({ title }) => title),
  'reader.copyCitation': copies(({ title }) => title),
  openOnArxiv: opensPage((id) => `https://arxiv.org/abs/${id}`),
  openOnHuggingFace: opensPage((id) => `https://huggingface.co/papers/${id}`),
  openPdf: opensPage((id) => `https://arxiv.org/pdf/${id}`),
  openHtml: opensPage((id) => `https://arxiv.org/html/${id}`),
  findOnArxiv: asks,
  refreshDetails: asks,
  exportAnnotations: {
    answers: savedTo('annotations.csv', [/^CSV/u]),
    check: async (stage, papers) => {
      const text = await files.readText(stage.file('annotations.csv'));
      for (const { id } of papers) assert.ok(text.includes(id), text);
      assert.equal(new Set(text.match(/^[\w-]+-[0-9a-f]{8}/gmu)).size, papers.length, text);
    },
  },
  readWholePaper: {
    isOfOne: true,
    check: async (_stage, [paper]) => {
      await tabTitled(paper?.title ?? '');
      await until('the whole paper', () => valuesOf('dailyPapers.reader.hasWholePaper').at(-1) === true);
    },
  },
  useSavedPage: {
    isOfOne: true,
    on: ({ plain }) => plain,
    before: async (stage, papers) => {
      const { title, abstract } = papers.at(-1) ?? assert.fail();
      const page = fullTextPage({ id: '2108.09999', title, abstract }, 1, 1).replace('2108.09999v1', '');
      await files.writeText(stage.file('saved.html'), page);
    },
    answers: (stage) => ({ file: stage.file('saved.html'), waits: true }),
    check: async ({ api }, papers) => {
      for (const { id, title } of papers) {
        await tabTitled(title);
        assert.match((await api.fullText(id))?.text ?? '', /^1 Part 1/u);
      }
    },
  },
  keepOffline: keepsOffline,
  undo: {
    before: async ({ api }, papers) => {
      for (const { id } of papers.slice(-1)) await api.setTriage(id, 'later');
    },
    check: async ({ api }, papers) => {
      for (const { id } of papers) assert.equal(await api.triage(id), 'unread');
    },
  },
  redo: {
    isSlow: true,
    before: async ({ api }, papers) => {
      for (const { id } of papers.slice(-1)) await api.setTriage(id, 'later');
      await run('dailyPapers.undo');
    },
    check: async ({ api }, papers) => assert.equal(await api.triage(papers.at(-1)?.id ?? ''), 'later'),
    steps: 1,
  },
  mergePapers: {
    on: ({ plain }) => plain,
    answers: () => ({ rows: [/with Menus in Print$/u] }),
    check: async ({ api, plain }) => {
      const merged = await Promise.all(plain.map(({ id }) => api.paper(id)));
      assert.equal(new Set(merged.map((paper) => paper?.id)).size, 1);
    },
    steps: 1,
  },
  splitPaper: {
    isSlow: true,
    on: ({ plain }) => plain,
    before: ({ plain }) =>
      run(
        'dailyPapers.mergePapers',
        plain.map(({ id }) => id),
      ),
    answers: () => ({ rows: [/^Another/u] }),
    check: async ({ api, plain }) => {
      const split = await Promise.all(plain.map(({ id }) => api.paper(id)));
      assert.equal(new Set(split.map((paper) => paper?.id)).size, 2);
    },
    steps: 2,
  },
  openNote: opensNotes,
  openPaper: opens,
  openToSide: {
    isSlow: true,
    before: ({ annotated }) => run('dailyPapers.openPaper', annotated[0]?.id),
    check: async (_stage, papers) => {
      for (const { title } of papers)
        await until(`${title} beside`, () =>
          vscode.window.tabGroups.all[1]?.tabs.some(({ label }) => label === title),
        );
    },
  },
  showReferences: {
    isOfOne: true,
    check: (_stage, papers) =>
      until('the row is selected', () => {
        const selected = treeOf('dailyPapers.references').view.selection as readonly Node[];
        return selected.map(ids).join() === papers.map(({ id }) => id).join();
      }),
  },
  hideLikeThis: {
    isSlow: true,
    isOfOne: true,
    answers: () => ({ rows: [/Ada Lovelace/u] }),
    check: ({ ruleMatches }) =>
      assert.ok(ruleMatches().includes('author:"Ada Lovelace"'), ruleMatches().join()),
    steps: 1,
  },
  editTags: {
    isSlow: true,
    answers: () => ({ text: 'menus/edited' }),
    check: async ({ api }, papers) => {
      for (const { id } of papers) assert.ok((await api.note(id))?.tags.includes('menus/edited'));
    },
    steps: 1,
  },
  markRead: marks('read', 'unread'),
  markLater: marks('later', 'unread'),
  markSkipped: marks('skipped', 'unread'),
  markUnread: marks('unread', 'read'),
  showWhatChanged: {
    isSlow: true,
    on: ({ changed }) => changed,
    check: async (_stage, papers) => {
      for (const { title } of papers)
        await until(`the changes of ${title}`, () =>
          tabs().some(
            ({ input, label }) => input instanceof vscode.TabInputTextDiff && label.includes(title),
          ),
        );
    },
  },
};
