import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { DailyPapersApi, Paper } from '../../src/publicApi';
import { fullTextPage } from '../support/fullTextPage';
import { activated, firstPaper, paperTitled, until, workspaceFolder } from './extension';
import { files } from './files';
import { withPerson } from './person';
import { type Row, rowsOf, valuesOf } from './recordedViews';

const words = 'Shows which entries of a menu do what they say, and counts those that do nothing at all.';
const titles = ['First', 'Second', 'Third', 'Fourth'].map((number) => `The ${number} Paper with Menus`);
const plainTitles = ['A Paper with Menus in Print', 'Another Paper with Menus in Print'];
/** The title of a paper that a rule hides. A second record of it has a DOI, so that it can be split. */
const hiddenTitle = 'A Paper with Menus That Nobody Wants to See';

/** An Atom feed of the papers on arXiv. */
function feed(papers: readonly number[], version: number, abstract: string): string {
  const entries = papers.map(
    (at) => `<entry><id>http://arxiv.org/abs/2108.0000${at}v${version}</id><title>${titles[at] ?? ''}</title>
<summary>${abstract}</summary><author><name>Ada Lovelace</name></author>
<published>2021-08-01T00:00:00Z</published><updated>2021-08-0${version}T00:00:00Z</updated></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">${entries.join('')}</feed>`;
}

const follows = ['triage.advance', 'reader.followList'];

const setting = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('dailyPapers').update(name, value, vscode.ConfigurationTarget.Global);

export const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

/** A library in which every view has rows of every kind. */
export class MenuStage {
  #digests: Promise<readonly Row[]> | undefined;

  private constructor(
    readonly api: DailyPapersApi,
    /** On arXiv, with note, tag, highlight and whole paper. */
    readonly annotated: readonly Paper[],
    /** On arXiv in a newer version than the one their notes are about. */
    readonly changed: readonly Paper[],
    /** Without an arXiv identifier. */
    readonly plain: readonly Paper[],
    readonly folder: vscode.Uri,
  ) {}

  static async set(): Promise<MenuStage> {
    const api = await activated();
    // Otherwise each mark would open the next paper in the reader, which takes time and disturbs other tests.
    for (const name of follows) await setting(name, false);
    await api.importDigest(feed([0, 1, 2, 3], 1, words), { name: 'menus.xml' });
    const plainPapers = [...plainTitles, hiddenTitle].map((title) => ({
      title,
      abstract: words,
      authors: ['Ada Lovelace'],
    }));
    const withDoi = plainPapers.slice(-1).map((paper) => ({ ...paper, doi: '10.1000/menus' }));
    await api.importDigest(JSON.stringify([...plainPapers, ...withDoi]), { name: 'menus in print.json' });
    const papers = await Promise.all([...titles, ...plainTitles].map((title) => paperTitled(api, title)));
    const annotate = async ({ id, title, abstract }: Paper, at: number): Promise<void> => {
      await api.updateNote(id, {
        addTags: [`menus/${at % 2 === 0 ? 'even' : 'odd'}`],
        body: `Mine of ${title}.\n`,
      });
      await api.addHighlight(id, { start: 0, end: 10 + at }, { comment: `Why ${at}?` });
      const page = fullTextPage({ id: `2108.0000${at}`, title, abstract }, 1, 1);
      if (at < 2) assert.deepEqual(await api.importFullText(id, page, { version: 1 }), { problems: [] });
    };
    await Promise.all([...papers.map(annotate), fetchTwoDays()]);
    await api.importDigest(feed([2, 3], 2, `${words} Revised.`), { name: 'revised.xml' });
    const stage = new MenuStage(
      api,
      papers.slice(0, 2),
      await Promise.all(titles.slice(2).map((title) => paperTitled(api, title))),
      papers.slice(4),
      await files.temporaryFolder(),
    );
    await stage.#fillViews();
    return stage;
  }

  /** Rows that only commands and settings bring into views. */
  async #fillViews(): Promise<void> {
    const [first, second] = this.annotated;
    assert.ok(first && second);
    const text = `See [[${first.id}]] and [[${second.id}]].\n`;
    await files.writeText(vscode.Uri.joinPath(workspaceFolder(), 'menus', 'names.md'), text);
    await until('the place is found', async () => (await this.api.references(second.id)).length > 0);
    for (const query of ['menus', 'menus print']) {
      await run('dailyPapers.showSearch', query);
      if (query === 'menus') await withPerson({ text: 'Menus' }, () => run('dailyPapers.saveSearch', query));
    }
    await setting('triageRules', [{ match: `title:"${hiddenTitle}"`, action: 'hide' }]);
    await until('a rule hides', () => valuesOf('dailyPapers.hasHidingRules').at(-1));
    await run('dailyPapers.showHidden');
    for (const [at, state] of (['read', 'later', 'skipped'] as const).entries())
      await this.api.setTriage((await firstPaper(this.api, 'Mar 11', 40 + at)).id, state);
    await run('workbench.view.explorer');
  }

  /** The first row of a view for each of some wishes. */
  async rows(view: string, ...wishes: readonly ((row: Row) => boolean)[]): Promise<readonly Row[]> {
    // Those of days and of papers stay the same objects, and to read them all takes its time.
    const rows =
      view === 'digests'
        ? await (this.#digests ??= rowsOf(`dailyPapers.${view}`))
        : await rowsOf(`dailyPapers.${view}`);
    return wishes.map((wish) => rows.find(wish) ?? assert.fail(`no such row in ${view}: ${String(wish)}`));
  }

  file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }

  /** The papers that the rules of the settings match. */
  readonly ruleMatches = (): readonly string[] =>
    (vscode.workspace.getConfiguration('dailyPapers').get<{ match: string }[]>('triageRules') ?? []).map(
      ({ match }) => match,
    );

  async clear(): Promise<void> {
    await run('workbench.action.closeAllEditors');
    await run('workbench.view.explorer');
    for (const name of [...follows, 'triageRules']) await setting(name, undefined);
    await run('dailyPapers.concealHidden');
    await files.remove(vscode.Uri.joinPath(workspaceFolder(), 'menus'));
    await files.remove(this.folder);
  }
}

/** Two days of Hugging Face's list, whose part this machine plays. */
async function fetchTwoDays(): Promise<void> {
  const server = createServer(({ url = '' }, response) => {
    const day = /date=(\d{4}-\d{2}-\d{2})/u.exec(url)?.[1] ?? '';
    const id = `2109.000${day.slice(-2)}`;
    const paper = {
      id,
      title: `A Paper of ${day} with Menus`,
      summary: words,
      publishedAt: `${day}T10:00:00.000Z`,
    };
    const isFirst = !/[?&]p=[1-9]/u.test(url);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(isFirst ? [{ paper: { ...paper, authors: [{ name: 'Ada Lovelace' }] } }] : []),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await setting('huggingFace.url', `http://127.0.0.1:${port}`);
  try {
    const answers = { rows: [/A Date Range/u], text: '2024-03-12 to 2024-03-13', waits: true };
    const { errors, messages } = await withPerson(answers, () => run('dailyPapers.fetchDays'));
    assert.deepEqual(errors, []);
    assert.match(messages.join(), /2 new papers in 2 days/u);
  } finally {
    await setting('huggingFace.url', undefined);
    server.closeAllConnections();
    server.close();
  }
}
