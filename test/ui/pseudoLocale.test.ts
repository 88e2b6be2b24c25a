import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ReaderPage } from '../../src/protocol/page';
import {
  clippedControls,
  englishTexts,
  hasEnglish,
  pseudoCatalogue,
  pseudoText,
} from '../support/pseudoLocale';
import { fullTextPage } from '../support/fullTextPage';
import { documentOf, pageOf } from './readerPages';
import { figureUrl, ReaderStage } from './readerStage';
import { root } from '../support/paths';
import { isFullLength } from '../support/testLength';
import type { TreeRow } from '../support/view';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

/** All views but the outline, which is there with a whole paper. */
const views = ['Digests', 'Later', 'Recommended', 'Notes', 'Tags', 'Highlights', 'References'];

/** Commands that ask something, and what is typed then. */
const usualBoxes: readonly (readonly [string, string?])[] = [
  ['Search', 'tga:x'],
  ['Search'],
  ['Edit Tags…'],
  ['Fetch Days…'],
  ['Add Triage Rule…', 'title:diffusion'],
  ['Export Annotations…'],
];
const otherBoxes: readonly (readonly [string, string?])[] = [
  ['Add Paper…'],
  ['Subscribe…'],
  ['Import Digest…'],
  ['Search Highlights…'],
  ['Copy or Export Citations…'],
  ['Hide Papers Like This…'],
  ['Move Library…'],
  ['Remove Packaged Digest…'],
];

/** Texts of VS Code's own, names, and what was typed. */
const notTranslated =
  /^(?:\d+ (?:Results|Selected)|Progress|Toggle all checkboxes|Settings|Welcome|arXiv|.*cs\.LG.*|▸tga:◂x|consistency|method\/loss|Markdown|[A-Z][a-z]{2} \d+)$|^dailyPapers\./u;
const isEnglish = (text: string): boolean => hasEnglish(text) && !notTranslated.test(text);

/** The texts of a row for a paper, a day or a tag, without its name, which comes first, and the paper's words. */
function saidOf({ label, description, spoken }: TreeRow): readonly string[] {
  const said = spoken.includes('⟦') ? spoken.slice(spoken.indexOf('⟦')) : spoken.replace(label, '');
  return said.includes(description) ? [said] : [said, description];
}

/** Texts in an invented language: plain English texts do not come from the translations. */
suite('In another language', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({ isPseudo: true });
    await workbench.showPapers();
    await workbench.view(pseudoText('Digests')).row('Jul 29').waitFor();
  });
  suiteTeardown(() => workbench.close());

  test('views, their buttons and their first texts are translated', async () => {
    const { page } = workbench;
    const names = await page
      .locator('.part.sidebar .pane-header h3.title, .part.sidebar .pane-header .action-label[role="button"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent));
    assert.ok(names.length > 5, names.join());
    const own = names.filter((name) => !/^(?:Views and )?More Actions|^Collapse All/u.test(name));
    assert.deepEqual(
      own.filter((name) => !name.startsWith('⟦')),
      [],
    );
    await workbench.screenshot('pseudo-locale');
  });

  test('messages of the extension host are translated, with their values', async () => {
    const day = workbench.view(pseudoText('Digests')).row('Jul 29');
    await workbench.contextMenu(day, pseudoText('Mark Day as Read'));
    const message = pseudoText('Marked {0} papers of {1} as read.')
      .replace('{0}', '58')
      .replace('{1}', 'Jul 29');
    await workbench.message(message);
  });

  test('commands of the palette are translated, and what they ask', async () => {
    const { page, quickPick } = workbench;
    await page.keyboard.press('F1');
    await quickPick.input.fill(`>${pseudoText('Show History')}`);
    await eventually(async () => {
      const names = (await quickPick.rows()).map(({ label }) => label);
      assert.ok(
        names.some((name) => /^⟦Pápérs ~+⟧: ⟦Shów Hístóry[ ~]+⟧/u.test(name)),
        names.join('\n'),
      );
    });
    await quickPick.box.locator('.monaco-list-row', { hasText: '⟦Shów Hístóry' }).click();
    await quickPick.box.getByText(pseudoText('History'), { exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });

  const runCommand = (title: string): Promise<void> =>
    workbench.runCommand(`${pseudoText('Papers')}: ${pseudoText(title)}`);

  /** English texts in the rows and messages of the views: “view: text”. */
  const englishInViews = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const name of views) {
      const view = workbench.view(pseudoText(name));
      for (const row of await view.rows()) found.push(...saidOf(row));
      found.push(...(await englishTexts(view.pane, '.monaco-list-row, .actions, .monaco-list')));
    }
    return found.filter(isEnglish);
  };

  test('rows and first texts of all views are translated, with their spoken labels', async () => {
    const { page, quickPick } = workbench;
    await page.setViewportSize({ width: 1280, height: 1500 });
    const digests = workbench.view(pseudoText('Digests'));
    await digests.expand('Jul 29');
    for (const name of views.slice(2)) await workbench.view(pseudoText(name)).setExpanded(true);
    await workbench.screenshot('pseudo-first-views');
    assert.deepEqual(await englishInViews(), []);
    const sidebar = page.locator('.part.sidebar');
    assert.equal((await sidebar.boundingBox())?.width, 300);
    assert.deepEqual(await clippedControls(sidebar), []);
    await digests.row('Consistency-guided').first().click();
    await workbench.readerFrame().getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('l');
    await workbench.view(pseudoText('Later')).row('Consistency-guided').waitFor();
    await page.keyboard.press('t');
    await quickPick.box.getByText('⟦Tágs: ').waitFor();
    await quickPick.type('method/loss');
    await page.keyboard.press('Enter');
    await workbench.view(pseudoText('Tags')).row('method').waitFor();
    await workbench.screenshot('pseudo-views');
    assert.deepEqual(await englishInViews(), []);
  });

  const boxes = isFullLength ? [...usualBoxes, ...otherBoxes] : usualBoxes;
  for (const [command, typed] of boxes)
    test(`what “${command}” asks is translated`, async () => {
      const { quickPick } = workbench;
      await runCommand(command);
      await eventually(async () => assert.ok(!(await quickPick.isPalette())));
      if (typed !== undefined) await quickPick.type(typed);
      await quickPick.box.locator('input[placeholder^="⟦"], :text("⟦")').first().waitFor();
      await workbench.screenshot(`pseudo-box-${command.replaceAll(/\W/gu, '')}`);
      const english = await englishTexts(quickPick.box, '.monaco-keybinding');
      const rows = await workbench.view(pseudoText('Digests')).rows();
      const titles = rows.map(({ label }) => label.toLowerCase()).join('\n');
      assert.deepEqual(
        english.filter((text) => isEnglish(text) && !titles.includes(text.toLowerCase())),
        [],
      );
      await workbench.closeBox();
    });

  test('the table of papers is translated', async () => {
    const { quickPick, page } = workbench;
    await runCommand('Show as Table…');
    await quickPick.row(pseudoText('Papers of a Search…')).click();
    await quickPick.box.getByText(pseudoText('Show as Table')).waitFor();
    await quickPick.type('consistency');
    await page.keyboard.press('Enter');
    const table = workbench.readerFrame();
    await table.locator('tbody th').first().waitFor();
    await workbench.screenshot('pseudo-table');
    const english = await englishTexts(table.locator('body'), 'tbody');
    assert.deepEqual(english.filter(isEnglish), []);
  });

  test('the walkthrough is translated, with its pages', async () => {
    const { quickPick, page } = workbench;
    await page.setViewportSize({ width: 1600, height: 900 });
    await workbench.ask('Welcome: Open Walkthrough...', () =>
      quickPick.choose(pseudoText('Get Started with Daily Papers')),
    );
    const step = page.locator('.getting-started-step', { hasText: pseudoText("Get today's papers") });
    await step.click();
    const media = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await media.getByText('⟦').waitFor();
    await workbench.screenshot('pseudo-walkthrough');
    const english = await englishTexts(page.locator('.gettingStartedDetailsContent'), '.done-next-container');
    assert.deepEqual(english.filter(isEnglish), []);
  });

  test('settings are translated', async function () {
    // A unit test checks that every text of the manifest is translated.
    if (!isFullLength) this.skip();
    const { page } = workbench;
    await workbench.runCommand('Preferences: Open Settings (UI)');
    await page.locator('.settings-editor .suggest-input-container').first().click();
    await page.keyboard.type('@ext:daily-papers.daily-papers');
    await page.locator('.settings-editor .setting-item-contents').getByText('⟦').first().waitFor();
    await workbench.screenshot('pseudo-settings');
    const english = await englishTexts(
      page.locator('.settings-tree-container'),
      'code, .setting-item-title, .setting-item-control, .monaco-toolbar',
    );
    assert.deepEqual(english.filter(isEnglish), []);
  });
});

const abstract = 'We study $x^2$. The words of this abstract are what a highlight is made on. More follow.';

/** A paper of which everything is known that the page can show. */
async function fullPage(): Promise<ReaderPage> {
  const start = abstract.indexOf('The words');
  const highlight = { field: 'abstract', color: 'yellow', comment: '', tags: [] } as const;
  const other = { id: 'other-0123abcd', title: 'Another title' };
  return pageOf('A title', abstract, {
    arxivId: '2403.14000',
    published: '2024-03-14',
    updated: '2024-03-15',
    upvotes: 12,
    authors: Array.from({ length: 14 }, (_, at) => `Author ${String(at)}`),
    repository: { url: 'https://github.com/one/two', stars: 1 },
    days: ['one', 'two'].map((id) => ({ id, label: 'Mar 14', position: 1, count: 9, next: other })),
    dayId: 'one',
    tags: ['one/two'],
    links: (['code', 'project', 'dataset', 'web'] as const).map((kind) => ({
      kind,
      href: 'https://example.org/a',
    })),
    related: [{ ...other, terms: ['term'] }],
    mentions: [other],
    places: Array.from({ length: 22 }, () => ({ label: 'src/model.py:12', text: 'attention()' })),
    highlights: [
      {
        id: 'a',
        start,
        end: start + 9,
        plain: 'The words',
        created: '2026-03-14T00:00:00Z',
        ...highlight,
        orphaned: false,
      },
      {
        id: 'b',
        start: 0,
        end: 0,
        plain: 'lost words',
        created: '2026-03-14T00:00:00Z',
        ...highlight,
        orphaned: true,
      },
    ],
  });
}

/** Texts from papers and people, and names of formats and keys. */
const content =
  'h1, .abstract p, .authors, .address, .tag:not(.edit), .paper, .ties, .record a, .place strong, .quote:not([title]), code, math';
const allowed = [/^Markdown$/u, /^arXiv/u, /^(?:The|lost) words$/u, /^Mar 14$/u, /^https:/u, /^A title$/u];

/** The page of the reader alone: all of its parts in a narrow tab. */
suite('The page of the reader in another language', () => {
  let stage: ReaderStage;

  suiteSetup(async () => {
    const catalogue = await pseudoCatalogue(join(root, 'media/l10n/bundle.l10n.json'));
    stage = await ReaderStage.open({ width: 300, height: 800 }, catalogue);
    await stage.send({ type: 'show', page: await fullPage() });
  });
  suiteTeardown(async () => {
    await stage.close();
    assert.deepEqual(stage.faults, []);
  });

  /** @param words those of a paper that is shown, besides those that every paper here has */
  const check = async (name: string, words = ''): Promise<void> => {
    const body = stage.page.locator('body');
    await stage.page.screenshot({ path: join(root, `test-results/screenshots/${name}.png`) });
    const english = await englishTexts(body, content);
    assert.deepEqual(
      english.filter((text) => !words.includes(text) && !allowed.some((pattern) => pattern.test(text))),
      [],
    );
    assert.deepEqual(await clippedControls(body), []);
  };

  test('has only the English of papers, and cuts no text at a width of 300 pixels', () =>
    check('pseudo-reader'));

  test('has no English and no cut text on cards, also while comment and tags are written', async () => {
    for (const card of ['lost words', 'The words']) {
      await stage.page.locator('.card', { hasText: card }).locator('.quote').click();
      await check(`pseudo-card-${card.slice(0, 3)}`);
    }
    for (const field of ['comment', 'tags']) {
      await stage.page.locator('.card', { hasText: 'The words' }).locator(`.add.${field}`).click();
      await check(`pseudo-${field}`);
    }
  });

  test('has no English and no cut text in the find box, and while words are selected', async () => {
    await stage.send({ type: 'perform', action: 'find' });
    await stage.page.locator('.find textarea').fill('zzz');
    await check('pseudo-find');
    await stage.page.keyboard.press('Escape');
    await stage.send({ type: 'perform', action: 'selectText' });
    await check('pseudo-select');
  });

  test('has no English and no cut text in a whole paper, its previews of references and its figures', async () => {
    const sources = ['x1.svg', 'x2.svg', 'x3.png'];
    const html = fullTextPage({ id: '2403.14000', title: 'T', abstract: 'A' }, 1, 2, sources);
    const words = html.replaceAll(/<[^>]*>/gu, '').replaceAll(/\s+/gu, ' ');
    await stage.showWholePaper(documentOf(html));
    const paper = stage.page.locator('.fulltext');
    await paper.locator('.license').waitFor({ state: 'attached' });
    const { paperId } = await pageOf('A title', abstract);
    const problem = pseudoText('arXiv does not have this figure.');
    const figures = [
      { source: 'x1.svg', url: figureUrl },
      { source: 'x3.png', problem },
    ];
    await stage.send({ type: 'figures', paperId, figures });
    await check('pseudo-paper', words);
    await paper.getByRole('button', { name: '2020' }).first().press('Enter');
    const peek = stage.page.getByRole('dialog', { name: pseudoText('Reference') });
    await peek.waitFor();
    const asked = (await stage.posted()).find((message) => message.type === 'lookUpReference');
    assert.ok(asked);
    await stage.send({ type: 'citedPaper', block: asked.block, isKnown: true, canFetch: true });
    await peek.getByRole('button', { name: pseudoText('Add to Later') }).waitFor();
    const box = await peek.boundingBox();
    assert.ok(box && box.x >= 8 && box.x + box.width <= 292, JSON.stringify(box));
    await check('pseudo-reference', words);
    await stage.page.keyboard.press('Escape');
    await paper
      .getByRole('button', { name: pseudoText('Figure') })
      .first()
      .press('Enter');
    await stage.page.getByRole('dialog', { name: pseudoText('Figure') }).waitFor();
    await check('pseudo-figure', words);
    await stage.page.keyboard.press('Escape');
  });

  test('has no English and no cut text if the paper is missing or is shown as plain text', async () => {
    await stage.send({ type: 'missing' });
    await check('pseudo-missing');
    await stage.send({ type: 'plain', title: 'A title', abstract: '' });
    await check('pseudo-plain');
  });
});
