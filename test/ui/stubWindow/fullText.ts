import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { axeProblems } from '../../support/axe';
import { fetchFromHuggingFace } from '../../support/fetchDays';
import { takePicture } from '../../support/pictures';
import { selectWords } from '../../support/selectWords';
import { reply } from '../../support/stubBehaviour';
import type { StubServer } from '../../support/stubServer';
import { isFullLength } from '../../support/testLength';
import { eventually, type Workbench } from '../../support/workbench';
import { stubWindow } from './stubWindow';

suite('Whole papers from arXiv', () => {
  let workbench: Workbench;
  let stub: StubServer;
  const digests = () => workbench.view('Digests');
  const pages = () => stub.requests.filter(({ url }) => url.startsWith('/html/')).map(({ url }) => url);
  const paper = () => workbench.readerFrame().locator('.fulltext');
  const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());

  suiteSetup(async () => {
    ({ workbench, stub } = await stubWindow());
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
    await fetchFromHuggingFace(workbench, '2024-03-14');
    await digests().row('Mar 14, 2024').waitFor();
    await digests().expand('Mar 14, 2024');
  });
  suiteTeardown(() => rm(notes(), { recursive: true, force: true }));

  const notes = (): string => join(workbench.folder ?? '', '.papers', 'notes');

  test('F on a row brings the paper below its abstract, with one request', async () => {
    await digests()
      .row(/\(2024-03-14, 1\)/u)
      .click();
    await workbench.readerFrame().locator('h1').waitFor();
    assert.deepEqual(pages(), []);
    await workbench.page.keyboard.press('f');
    await paper().getByRole('heading', { name: '3 Part 3' }).waitFor({ state: 'attached' });
    assert.deepEqual(pages(), ['/html/2403.14000']);
  });

  test('its figures are fetched, are on a light ground, and open large with their caption', async () => {
    const reader = workbench.readerFrame();
    const figure = paper().locator('.figure-open img').first();
    await figure.scrollIntoViewIfNeeded();
    await eventually(async () =>
      assert.deepEqual(
        await figure.evaluate((image: HTMLImageElement) => [
          image.naturalWidth,
          image.clientWidth,
          image.clientHeight,
          getComputedStyle(image).backgroundColor,
        ]),
        [480, 480, 240, 'rgb(255, 255, 255)'],
      ),
    );
    await takePicture(workbench, 'whole-paper');
    assert.deepEqual(await axeProblems(reader), []);
    await paper().getByRole('button', { name: 'Figure' }).first().press('Enter');
    const viewer = reader.getByRole('dialog', { name: 'Figure' });
    await viewer.getByText('Curve 1 of the results.').waitFor();
    await viewer.getByRole('button', { name: 'Copy Caption' }).click();
    await eventually(async () => assert.equal(await clipboard(), 'Figure 1: Curve 1 of the results.'));
    await workbench.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
  });

  test('Keep Offline asks before it requests the papers of a day', async () => {
    const { dialog } = workbench;
    await workbench.contextMenu(digests().row('Mar 14, 2024'), 'Keep Offline');
    await dialog.getByText('Keep 2 papers offline?').waitFor();
    await workbench.screenshot('keep-offline');
    assert.ok(!pages().includes('/html/2403.14001'));
    await dialog.getByRole('button', { name: 'Keep Offline' }).click();
    // The papers are checked after the tests that follow, unless all of them have arrived by now.
    await workbench.message(/Keeping papers offline|2 papers can be read offline/u);
    // Its progress is redrawn sixty times a second.
    await workbench.page.keyboard.press('Escape');
  });

  test('Go to Section goes to a section', async () => {
    await workbench.ask('Papers: Go to Section…', ({ quickPick }) => quickPick.choose('References'));
    await eventually(async () =>
      assert.ok(
        await paper()
          .getByRole('heading', { name: 'References' })
          .evaluate((heading) => heading === document.activeElement),
      ),
    );
  });

  test('axe finds nothing with the whole paper, a note, a card and the find bar, beside the text and in a drawer', async () => {
    const reader = workbench.readerFrame();
    const box = reader.getByRole('textbox', { name: 'Add a paragraph to the note' });
    await box.fill('With **emphasis**, $x^2$ and `code`.');
    await box.press('Enter');
    await reader.locator('.note-text strong').waitFor();
    await reader.locator('.abstract h2').click();
    const [, word = ''] = (await reader.locator('.abstract p').first().innerText()).split(' ');
    await selectWords(reader, word);
    await workbench.page.keyboard.press('1');
    await reader.locator('.card .quote').click();
    await reader.getByRole('button', { name: 'Delete highlight' }).waitFor();
    const themes = [
      'Default High Contrast',
      'Default High Contrast Light',
      'Visual Studio Light',
      'Visual Studio Dark',
    ] as const;
    for (const [at, theme] of themes.entries()) {
      await workbench.setTheme(theme);
      // In the short form each theme has one width, and each width a light and a dark theme.
      for (const width of isFullLength ? [1400, 900] : [at % 2 === 0 ? 1400 : 900]) {
        await workbench.page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await axeProblems(reader), [], `${theme} at ${width}`);
      }
      await paper().locator('.paper-table').first().scrollIntoViewIfNeeded();
      if (isFullLength) assert.deepEqual(await axeProblems(reader), [], `${theme}, tables and formulas`);
      await workbench.screenshot(`full-text-${theme.replaceAll(' ', '-').toLowerCase()}`);
      if (isFullLength) await reader.locator('.abstract h2').click();
      else await paper().locator('.paper-table').first().click();
      await workbench.page.keyboard.press('Control+f');
      await workbench.page.keyboard.type('paper');
      assert.deepEqual(await axeProblems(reader), [], `${theme} with the find bar`);
      await workbench.page.keyboard.press('Escape');
    }
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  test('the outline lists its sections, and a click goes to one', async () => {
    const outline = workbench.view('Outline of the Paper');
    await outline.pane.locator('.pane-header').click();
    await outline.row('2 Part 2').waitFor();
    await workbench.screenshot('full-text-outline');
    await outline.row('2 Part 2').click();
    await eventually(async () => {
      const top = await paper()
        .getByRole('heading', { name: '2 Part 2' })
        .evaluate((heading) => heading.getBoundingClientRect().top);
      assert.ok(top >= 30 && top < 200, `${top}`);
    });
  });

  test('Keep Offline has brought the papers of the day; Show Stored Papers lists and removes them', async () => {
    const { dialog, quickPick } = workbench;
    await workbench.message('2 papers can be read offline.');
    const fetched = new Set(pages().filter((url) => /\/html\/[\d.]+$/u.test(url)));
    assert.deepEqual(fetched, new Set(['/html/2403.14000', '/html/2403.14001']));
    await workbench.runCommand('Papers: Show Stored Papers');
    await quickPick.box.getByText(/^Stored Papers: 2 papers, \d+ KB$/u).waitFor();
    await workbench.screenshot('stored-papers');
    await quickPick.box.locator('.monaco-list-row', { hasText: '(2024-03-14, 2)' }).click();
    await workbench.page.keyboard.press('Enter');
    await dialog.getByText(/^Remove 1 stored paper \(\d+ KB\)\?$/u).waitFor();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await eventually(async () => {
      await workbench.runCommand('Papers: Show Stored Papers');
      await quickPick.box.getByText(/^Stored Papers: 1 paper, /u).waitFor({ timeout: 3000 });
    });
    await workbench.page.keyboard.press('Escape');
  });

  test('a paper without an arXiv number says how to find it, and offers that', async () => {
    await digests().expand('Jul 29');
    await digests().row('Consistency-guided').first().click();
    await workbench.page.keyboard.press('f');
    const message = await workbench.message('The arXiv number of this paper is not known.');
    await message.getByRole('button', { name: 'Refresh Details' }).waitFor();
  });

  test('where arXiv has no page, a message says so and offers the PDF', async () => {
    await digests()
      .row(/\(2024-03-14, 2\)/u)
      .click();
    await eventually(async () =>
      assert.match(await workbench.readerFrame().locator('h1').innerText(), /\(2024-03-14, 2\)/u),
    );
    stub.fault('/html/', reply(404));
    await workbench.readerFrame().getByRole('button', { name: 'Read Whole Paper' }).click();
    const message = await workbench.message(/arXiv has no HTML for this paper/u);
    await message.getByRole('button', { name: 'Open PDF' }).waitFor();
    assert.equal(await paper().isHidden(), true);
  });

  test('words of it are highlighted with a comment, kept in the note and undone', async () => {
    await digests()
      .row(/\(2024-03-14, 1\)/u)
      .click();
    await workbench.page.keyboard.press('f');
    await paper().getByText('Results 2.').waitFor({ state: 'attached' });
    const note = async (): Promise<string> => {
      const names = (await readdir(notes())).filter((name) => name.endsWith('.md'));
      const texts = await Promise.all(names.map((name) => readFile(join(notes(), name), 'utf8')));
      return texts.find((text) => text.includes('fullText:')) ?? '';
    };
    await selectWords(workbench.readerFrame(), 'Results 2.', '.fulltext');
    await workbench.page.keyboard.press('c');
    await workbench.readerFrame().getByRole('textbox', { name: 'Comment' }).waitFor();
    await workbench.page.keyboard.type('Which ones?');
    await workbench.page.keyboard.press('Enter');
    await eventually(async () =>
      assert.match(await note(), /fullText:\n {2}source: arxiv-html\n[^]*quote: Results 2/u),
    );
    await eventually(async () => assert.match(await note(), /comment: Which ones\?/u));
    await workbench.screenshot('full-text-highlight');
    await workbench.view('Highlights').pane.locator('.pane-header').click();
    await workbench.view('Highlights').row('Results 2.').waitFor();
    await workbench.runCommand('Papers: Undo');
    await eventually(async () => assert.doesNotMatch(await note(), /Which ones/u));
    await workbench.runCommand('Papers: Redo');
    await eventually(async () => assert.match(await note(), /Which ones/u));
  });
});
