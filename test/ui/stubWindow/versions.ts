import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fetchFromArxiv, subscribe, unsubscribe } from '../../support/fetchDays';
import { selectWords } from '../../support/selectWords';
import type { StubServer } from '../../support/stubServer';
import { eventually, type Workbench } from '../../support/workbench';
import { stubWindow } from './stubWindow';

/** A Friday whose list of arXiv the suite of days fetches as well. */
const today = '2024-03-08';

suite('Newer versions on arXiv', () => {
  let workbench: Workbench;
  let stub: StubServer;
  const digests = () => workbench.view('Digests');
  const day = 'Mar 8, 2024';
  const paper = (number: number) => digests().row(`(${today}, ${number})`);
  const reader = () => workbench.readerFrame();

  suiteSetup(async () => {
    ({ workbench, stub } = await stubWindow({ width: 1400, height: 1000 }));
    stub.today = today;
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
  });
  suiteTeardown(() => rm(inWorkspace('notes'), { recursive: true, force: true }));

  const inWorkspace = (...names: readonly string[]): string =>
    join(workbench.folder ?? '', '.papers', ...names);

  /** The text beside the title in the row of a paper, and its spoken label. */
  const row = async (number: number) => {
    const found = (await digests().rows()).find(({ label }) => label.endsWith(`(${today}, ${number})`));
    assert.ok(found);
    return found;
  };

  /** The lines of one side of the comparison, from the top. */
  const lines = (side: 'original' | 'modified'): Promise<string[]> =>
    workbench.page
      .locator(`.monaco-diff-editor .editor.${side} .view-lines`)
      .evaluate((editor) =>
        [...editor.querySelectorAll('.view-line')]
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((line) => line.textContent.replaceAll('\u00a0', ' ')),
      );

  /** The beginning of the first paper's abstract. */
  const firstWords = (): string =>
    /^(?:\S+ ){3}\S+/u.exec(stub.papersOf(today)[0]?.abstract ?? '')?.[0] ?? '';

  test('papers without notes are not reported', async () => {
    if ((await digests().row(day).count()) === 0) await fetchFromArxiv(workbench, 'cs.LG', today);
    await digests().expand(day);
    await paper(1).dblclick();
    await reader()
      .getByRole('heading', { level: 1, name: `(${today}, 1)` })
      .waitFor();
    await selectWords(reader(), firstWords());
    await reader().getByRole('button', { name: 'Highlight in green' }).click();
    await reader().locator('.card').waitFor();
    for (const [index, { id, abstract }] of stub.papersOf(today).slice(0, 2).entries())
      stub.revise(id, {
        version: index + 2,
        abstract: `This version is another. ${abstract}`,
      });
    await workbench.contextMenu(digests().row(day), 'Refresh Details');
    await workbench.message(/v2 is out on arXiv, with another title or abstract than v1/u);
    assert.equal((await row(2)).description, '');
  });

  test('the row of an annotated paper says so, and its highlight has moved with its words', async () => {
    await eventually(async () => assert.equal((await row(1)).description, 'v2 is out'));
    assert.match((await row(1)).spoken, /, unread, v2 is out on arXiv, with another title or abstract/u);
    await reader().getByText('This version is another.').waitFor();
    await reader().locator('.card .quote', { hasText: firstWords() }).waitFor();
    const drawn = await reader()
      .locator('body')
      .evaluate(() =>
        [...(CSS.highlights.get('highlight-green') ?? [])].map((range) => (range as Range).toString()),
      );
    assert.deepEqual(drawn, [firstWords()]);
    await workbench.screenshot('versions-row');
  });

  test('the comparison shows both versions, sentence by sentence, and the row is quiet then', async () => {
    const folder = inWorkspace('notes');
    const notes = async () =>
      Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    const before = await notes();
    assert.match(before.join('\n'), /^arxivVersion: 1$/mu);
    const isKept = (line: string): boolean => line.startsWith(firstWords());
    await workbench.contextMenu(paper(1), 'Show What Changed');
    await workbench.tab(`${(await row(1)).label} (v1 ↔ v2)`).waitFor();
    await eventually(async () => {
      const [earlier, later] = [await lines('original'), await lines('modified')];
      assert.ok(later.includes('This version is another.') && later.some(isKept));
      assert.ok(!earlier.includes('This version is another.') && earlier.some(isKept));
    });
    await eventually(async () => assert.equal((await row(1)).description, ''));
    assert.deepEqual(await notes(), before);
    await workbench.screenshot('versions-diff');
  });

  test('a highlight whose words are gone says so, and the message leads to the comparison', async () => {
    const third = stub.papersOf(today)[2];
    assert.ok(third);
    await paper(3).dblclick();
    await reader()
      .getByRole('heading', { level: 1, name: `(${today}, 3)` })
      .waitFor();
    await selectWords(reader(), /^(?:\S+ ){3}\S+/u.exec(third.abstract)?.[0] ?? '');
    await reader().getByRole('button', { name: 'Highlight in blue' }).click();
    await reader().locator('.card').waitFor();
    stub.revise(third.id, { version: 2, abstract: 'All of it is written anew.' });
    await workbench.contextMenu(paper(3), 'Refresh Details');
    await workbench.pressInMessage(/of the paper are up to date\. v2 is out/u, 'Show What Changed');
    await workbench.tab(`${(await row(3)).label} (v1 ↔ v2)`).waitFor();
    await eventually(async () => assert.equal((await row(3)).description, ''));
    await paper(3).dblclick();
    await reader().getByText('All of it is written anew.').waitFor();
    await reader().locator('.card').getByRole('button', { name: 'Re-attach…' }).waitFor();
  });

  test('an abstract that the digest does not give is fetched from the reader', async () => {
    stub.today = '2024-03-20';
    const [listed] = stub.papersOf(stub.today);
    assert.ok(listed);
    const file = inWorkspace('digests', 'Bare titles.csv');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `title,arxiv_id\n"${listed.title}",${listed.id}\n`);
    await digests().row('Bare titles').click();
    await digests().row(listed.title).click();
    await reader().getByText('The digest gives no abstract.').waitFor();
    await reader().getByRole('button', { name: 'Fetch the Abstract' }).click();
    await reader().getByText(listed.abstract.slice(0, 40)).waitFor();
    await rm(file);
    await digests().row('Bare titles').waitFor({ state: 'detached' });
    stub.today = today;
  });

  test('a subscription looks for newer versions of annotated papers, once', async () => {
    const asked = (): string[] =>
      stub.requests.map(({ url }) => url).filter((url) => url.includes('id_list'));
    const before = asked().length;
    // As on another day than that of the suites before.
    const storage = join(workbench.userFolder, 'User/globalStorage/daily-papers.daily-papers');
    await rm(join(storage, 'versions.asked'), { force: true });
    const [revised, other] = stub.papersOf(today);
    assert.ok(revised && other);
    stub.revise(revised.id, { version: 3 });
    await subscribe(workbench, 'Hugging Face Daily Papers');
    await eventually(async () => assert.equal((await row(1)).description, 'v3 is out'));
    assert.deepEqual(
      asked()
        .slice(before)
        .map((url) => [url.includes(revised.id), url.includes(other.id)]),
      [[true, false]],
    );
    await unsubscribe(workbench);
  });
});
