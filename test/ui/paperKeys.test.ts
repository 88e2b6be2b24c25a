import assert from 'node:assert/strict';
import { selectWords } from '../support/selectWords';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

/** The keys of README.md that mark a paper, with the state that the reader then shows. */
const marks = { r: 'Read', s: 'Skip', l: 'Later', u: 'Unread' } as const;

/** Where the keys work: a view, and the level at which its rows are papers. */
const places = [
  { view: 'Digests', level: 2 },
  { view: 'Later', level: 1 },
  { view: 'Tags', level: 2 },
  { view: 'Highlights', level: 1 },
  { view: 'Searches', level: 2 },
  { view: 'Recommended', level: 1 },
] as const;

suite('Keys for papers', () => {
  let workbench: Workbench;
  const reader = () => workbench.readerFrame();
  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
  const list = (view: string) => workbench.view(view).pane.locator('.monaco-list');

  suiteSetup(async () => {
    workbench = await openWorkbench({
      viewport: { width: 1400, height: 1800 },
      // Sticky rows would cover those that are clicked.
      settings: { 'dailyPapers.triage.advance': false, 'workbench.tree.enableStickyScroll': false },
    });
    await workbench.showPapers();
    await workbench.view('Digests').row('Jul 29').click();
    const papers = await eventually(async () => {
      const labels = await paperRows('Digests', 2);
      assert.ok(labels.length > 6);
      return labels.slice(4, 6);
    });
    for (const [index, paper] of papers.entries()) {
      await focusRow('Digests', paper);
      await press('l');
      await workbench.addTag(`keys-${index}`);
      await reader().locator('h1').click();
      await selectWords(reader(), 'the');
      await press('1');
      await reader().locator('.card').waitFor();
    }
    await workbench.search('diffusion');
    await press('Control+Shift+Enter');
    await workbench.view('Searches').row('diffusion').first().waitFor();
    for (const view of ['Tags', 'Highlights', 'Recommended'])
      await workbench.view(view).pane.locator('.pane-header').click();
    for (const index of papers.keys()) await workbench.view('Tags').expand(`keys-${index}`);
  });
  suiteTeardown(() => workbench.close());

  async function paperRows(view: string, level: number): Promise<string[]> {
    const rows = await workbench.view(view).rows();
    return rows.filter((row) => row.level === level).map(({ label }) => label);
  }

  async function reads(title: string): Promise<void> {
    await eventually(async () =>
      assert.equal(await reader().locator('h1').textContent({ timeout: 1000 }), title),
    );
  }

  /** Opens the paper of a row, and gives the row the keyboard. A reader that opens late takes it once more. */
  async function focusRow(view: string, label: string): Promise<void> {
    await eventually(async () => {
      await workbench.view(view).row(label).first().click({ timeout: 3000 });
      assert.equal(await reader().locator('h1').textContent({ timeout: 3000 }), label);
      await list(view).focus();
      assert.ok((await workbench.focused()).startsWith(`treeitem ${label}`));
    });
  }

  const state = (): Promise<string | null> =>
    reader().locator('.triage [aria-pressed="true"]').getAttribute('aria-label', { timeout: 1000 });

  /** Presses every key; `focus` gives the keyboard back to the place, with `paper` in the reader. */
  async function pressAll(paper: string, next: string, focus: () => Promise<void>): Promise<void> {
    await focus();
    await press('j');
    await reads(next);
    await press('k');
    await reads(paper);
    const before = await state();
    for (const [key, after] of Object.entries(marks)) {
      if (after === before) continue;
      await press(key);
      await eventually(async () => assert.equal(await state(), after, key));
      await press('Control+z');
      await eventually(async () => assert.equal(await state(), before, `undo of ${key}`));
      await focus();
    }
    await press('t');
    await workbench.quickPick.box.getByText(/^Tags:/).waitFor();
    await press('Escape');
    await focus();
    await press('n');
    const note = workbench.page.locator('.tab[data-resource-name$=".md"]');
    await note.waitFor();
    await workbench.runCommand('View: Close Editor');
    await note.waitFor({ state: 'detached' });
  }

  for (const { view, level } of places) {
    test(`each works on the focused row of the view ${view}`, async () => {
      const [paper = '', next = ''] = await eventually(async () => {
        const labels = await paperRows(view, level);
        assert.ok(labels.length > 1, labels.join());
        return labels;
      });
      await pressAll(paper, next, () => focusRow(view, paper));
    });
  }

  test('each works in the reader', async () => {
    const [paper = '', next = ''] = await paperRows('Digests', 2);
    await focusRow('Digests', paper);
    await pressAll(paper, next, async () => {
      await reader().locator('h1').click();
    });
  });

  test('in the view Highlights the row of a highlight counts as that of its paper', async () => {
    const [paper = '', next = ''] = await paperRows('Highlights', 1);
    await focusRow('Highlights', paper);
    await press('ArrowDown');
    await press('j');
    await reads(next);
  });

  test('in the find box of a view they are letters', async () => {
    const [paper = ''] = await paperRows('Digests', 2);
    await focusRow('Digests', paper);
    const before = await state();
    await press('Control+Alt+f');
    const box = workbench.view('Digests').pane.locator('.monaco-tree-type-filter input');
    await box.waitFor();
    await workbench.page.keyboard.type('rslu');
    await eventually(async () => assert.equal(await box.inputValue(), 'rslu'));
    await press('Escape');
    assert.equal(await state(), before);
  });
});
