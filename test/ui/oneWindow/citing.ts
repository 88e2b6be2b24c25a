import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paperId } from '../../../src/core/library/paperId';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Citing', () => {
  let workbench: Workbench;
  const first = 'Scaling Laws for Autoregressive Generative Modeling';
  const second = 'Residual Denoising Diffusion Models';
  const note = `.papers/notes/${paperId(first)}.md`;
  const path = (name: string): string => join(workbench.folder ?? '', name);
  const lines = async (): Promise<string> =>
    (await workbench.page.locator('.monaco-editor .view-line').allTextContents())
      .join('\n')
      .replaceAll('\u00a0', ' ');
  const open = async (name: string, text: string): Promise<void> => {
    await writeFile(path(name), text);
    await eventually(async () => {
      // The file search may not have seen the new file yet.
      await workbench.page.keyboard.press('Control+p');
      await workbench.quickPick.input.fill(name, { timeout: 3000 });
      await workbench.quickPick.row(name).click({ timeout: 3000 });
      await workbench.page.locator(`.tab[data-resource-name="${name}"]`).waitFor({ timeout: 5000 });
    });
    await workbench.page.locator('.monaco-editor .view-line').first().waitFor();
  };
  const cite = async (words: string, title: string): Promise<void> => {
    await workbench.ask('Papers: Insert Citation…', async ({ quickPick, page }) => {
      await quickPick.fill('Insert Citation', words);
      await quickPick.row(title).waitFor({ timeout: 5000 });
      await page.keyboard.press('Enter');
    });
  };

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await writeFile(path('talk.typ'), '');
    await writeFile(path('report.typ'), '');
    await workbench.showPapers();
    await eventually(async () => assert.ok((await workbench.view('Digests').rows()).length > 0));
  });

  suiteTeardown(async () => {
    await workbench.runCommand('File: Revert File');
    await workbench.runCommand('View: Close All Editors');
    for (const name of ['paper.tex', 'mine.bib', 'talk.typ', 'new.bib', 'report.typ', 'report.bib', note])
      await rm(path(name), { force: true });
  });

  test('a citation is written as the document cites, and its entry is added to the bibliography that it names', async () => {
    const bib = '% kept by hand\n@book{knuth, title={The Art}}\n';
    await writeFile(path('mine.bib'), bib);
    await open('paper.tex', '\\addbibresource{mine.bib}\n\\parencite{knuth}\n\n');
    await workbench.page.keyboard.press('Control+End');
    await cite('scaling laws autoregressive', first);
    await eventually(async () => assert.match(await lines(), /\\parencite\{ScalingLawsAutoregressive\}/u));
    await eventually(async () => {
      const after = await readFile(path('mine.bib'), 'utf8');
      assert.ok(after.startsWith(bib));
      assert.match(after, /\n@misc\{ScalingLawsAutoregressive,\n/u);
    });
  });

  test('within a citation the key is added to it', async () => {
    await workbench.page.keyboard.press('ArrowLeft');
    await cite('residual denoising diffusion', second);
    await eventually(async () =>
      assert.match(await lines(), /\\parencite\{ScalingLawsAutoregressive,ResidualDenoisingDiffusion\}/u),
    );
    await workbench.screenshot('citing');
  });

  test('the bibliography is checked: keys that are missing, entries that are not cited', async () => {
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type(' \\cite{nowhere}');
    await workbench.runCommand('Papers: Check Bibliography');
    await eventually(async () => {
      const labels = (await workbench.quickPick.rows()).map(({ label }) => label);
      assert.ok(labels.includes('nowhere'), labels.join());
    });
    await workbench.page.keyboard.press('Escape');
  });

  test('a passage of a note is found by a word of it and of its title, and a second key inserts it with its citation', async () => {
    await mkdir(path('.papers/notes'), { recursive: true });
    await writeFile(
      path(note),
      `---\npaper: ${paperId(first)}\ntitle: ${first}\n---\n\nLarger models waste nothing.\n`,
    );
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.press('Enter');
    await eventually(() =>
      workbench.ask('Papers: Search Highlights…', async ({ quickPick, page }) => {
        await quickPick.fill('Search Highlights and Notes', 'watse paper:autoregressive');
        await quickPick.row('Larger models waste nothing.').waitFor({ timeout: 5000 });
        await page.keyboard.press('Control+Enter');
      }),
    );
    await eventually(async () =>
      assert.match(await lines(), /Larger models waste nothing\. \\cite\{ScalingLawsAutoregressive\}/u),
    );
    await workbench.screenshot('citing-quote');
  });

  test('a key is renamed in the document and in the bibliography', async () => {
    await workbench.page
      .locator('.view-line span', { hasText: /^knuth$/u })
      .last()
      .click();
    await workbench.ask('Papers: Rename Citation Key…', async ({ quickPick }) => {
      await quickPick.enter('Rename Citation Key', 'knuth1968');
    });
    await workbench.message('Renamed knuth to knuth1968 in 2 places.');
    await eventually(async () => assert.match(await lines(), /\\parencite\{knuth1968\}/u));
  });

  test('a page in Typst gets five citations and a quote, and a key is renamed in it and in its bibliography', async () => {
    const titles = [
      first,
      second,
      'Forward Learning of Graph Neural Networks',
      'Score-Based Generative Modeling through Stochastic Differential Equations',
      'Scale Mixtures of Neural Network Gaussian Processes',
    ];
    const { keyboard } = workbench.page;
    // The sample workspace has a bibliography with one of the papers.
    const keys = [
      'ResidualDenoisingDiffusion',
      'forwardgraphs',
      'ScoreBasedGenerativeModeling',
      'ScaleMixturesNeural',
    ];
    await writeFile(path('report.bib'), '');
    await open('report.typ', '#bibliography("report.bib")\n\n');
    await keyboard.press('Control+End');
    for (const [at, title] of titles.entries()) {
      await cite(title, title);
      await eventually(async () => assert.equal((await lines()).match(/@\w/gu)?.length, at + 1));
      await keyboard.type(at < 4 ? ' ' : '.\n');
    }
    const quoted = 'Larger models waste nothing.';
    await workbench.ask('Papers: Insert Quote…', async ({ quickPick, page }) => {
      await quickPick.fill('Insert Quote', 'waste paper:autoregressive');
      await quickPick.row(quoted).waitFor({ timeout: 5000 });
      await page.keyboard.press('Enter');
    });
    const cited = (key: string): RegExp =>
      new RegExp(`@${[key, ...keys].join(' @')}\\.\\n[^@]*waste nothing\\.[^@]*@${key}`, 'u');
    await eventually(async () => assert.match(await lines(), cited('ScalingLawsAutoregressive')));
    await workbench.screenshot('citing-typst');
    for (const key of ['Control+End', 'ArrowUp', 'ArrowUp', 'End']) await keyboard.press(key);
    await workbench.ask('Papers: Rename Citation Key…', async ({ quickPick }) => {
      await quickPick.enter('Rename Citation Key', 'henighan2020scaling');
    });
    await workbench.message('Renamed ScalingLawsAutoregressive to henighan2020scaling in 6 places.');
    await eventually(async () => assert.match(await lines(), cited('henighan2020scaling')));
    await workbench.screenshot('citing-typst-renamed');
    await workbench.runCommand('File: Save All Files');
    await eventually(async () => {
      const entries = (await readFile(path('report.bib'), 'utf8')).match(/(?<=^@\w+\{)[^,]+/gmu);
      assert.deepEqual(entries?.sort(), [...keys, 'henighan2020scaling'].sort());
      assert.match(await readFile(path('report.typ'), 'utf8'), cited('henighan2020scaling'));
    });
  });

  test('a bibliography that was not there is made, and removed again by Undo', async () => {
    await open('talk.typ', '#bibliography("new.bib")\n\n');
    await workbench.page.keyboard.press('Control+End');
    await cite('scaling laws autoregressive', first);
    await eventually(async () => assert.match(await readFile(path('new.bib'), 'utf8'), /^@misc\{/u));
    await workbench.runCommand('Papers: Undo');
    await eventually(async () => assert.rejects(readFile(path('new.bib')), { code: 'ENOENT' }));
  });
});
