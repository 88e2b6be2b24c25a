import assert from 'node:assert/strict';
import { importFromClipboard } from '../../support/fetchDays';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

const [kept, earlier, shown] = ['On a Kept Reader', 'On an Earlier Paper', 'On the Paper in Front'] as const;
const filler = 'This sentence is here so that there is something to scroll through in the reader. '.repeat(
  40,
);
const digest = `Daily Papers

May 21, 2025

${kept}

We bound the $\\ell_1$ loss by $\\mathcal{O}(n)$ steps. ${filler}

${earlier}

These are the words of an earlier paper, which is one of three, in a sentence or two. They are short.

${shown}

These are the words of the paper in front, which is one of three, in a sentence or two. They are short.
`;

/** All that needs a reload, which takes as long as a window. */
suite('Readers that are hidden, and after a reload', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');
  const reader = () => workbench.readerFrame();
  const heading = (title: string) => reader().getByRole('heading', { level: 1, name: title, exact: true });
  const open = async (title: string): Promise<void> => {
    await digests().row(title).click();
    await heading(title).waitFor();
  };
  const sight = () =>
    reader()
      .locator('html')
      .evaluate((html) => ({ scroll: html.scrollTop, size: getComputedStyle(html).fontSize }));
  let before: Awaited<ReturnType<typeof sight>>;

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1400, height: 800 });
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
    await importFromClipboard(workbench, digest);
    await digests().expand('May 21');
    await digests().row(kept).dblclick();
    await heading(kept).waitFor();
    await workbench.runCommand('Papers: Toggle Raw Text');
    await reader().getByText('$\\ell_1$').waitFor();
    await reader()
      .locator('html')
      .evaluate((html) => (html.scrollTop = 300));
    await workbench.runCommand('Papers: Enlarge Text');
    await reader().getByText('Zoom 110 %').waitFor({ state: 'attached' });
    before = await sight();
    assert.equal(before.scroll, 300);
    await open(earlier);
    await open(shown);
  });

  /** Scroll position, zoom and raw text are as they were. */
  const isAsBefore = async (): Promise<void> => {
    await workbench.tab(kept).click();
    await heading(kept).waitFor();
    await eventually(async () => assert.deepEqual(await sight(), before));
    assert.equal(await reader().locator('math').count(), 0);
  };

  test('scroll position, zoom and raw text survive hiding the tab', isAsBefore);

  test('and a reload, after which the dynamic reader has its paper and its history', async () => {
    await workbench.tab(shown).click();
    await heading(shown).waitFor();
    // VS Code keeps a webview's state a second after it changed.
    await workbench.page.waitForTimeout(1500);
    await workbench.reload();
    await heading(shown).waitFor();
    await reader().locator('.abstract').click();
    await workbench.page.keyboard.press('Alt+ArrowLeft');
    await heading(earlier).waitFor();
    await workbench.page.keyboard.press('Alt+ArrowRight');
    await heading(shown).waitFor();
    await isAsBefore();
    await workbench.runCommand('Papers: Toggle Raw Text');
    await workbench.runCommand('Papers: Reset Text Size');
    await eventually(async () => assert.equal(await reader().locator('math').count(), 2));
  });

  test('the next paper takes the dynamic reader', async () => {
    await workbench.showPapers();
    await digests().expand('May 21');
    await open(earlier);
    assert.deepEqual((await workbench.editorTabs()).toSorted(), [kept, earlier].toSorted());
  });
});
