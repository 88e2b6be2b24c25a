import assert from 'node:assert/strict';
import { selectWords } from '../support/selectWords';
import { isFullLength } from '../support/testLength';
import { newest, oldest, type Release } from '../support/versions';
import { runWebHostTests } from '../support/webHostTests';
import { eventually, openServerless, type Workbench } from '../support/workbench';

const title = 'Robustifying State-space Models for Long Sequences via Approximate Diagonalization';

/** The short form opens the newest as a person does, and runs a part of the suites in the oldest. */
suite('The browser without a server', () => {
  for (const release of isFullLength ? [newest, oldest] : [newest])
    suite(`A new user of VS Code ${release.vscode}`, () => newUser(release));
  for (const release of isFullLength ? [newest, oldest] : [oldest])
    suite(`The worker host of VS Code ${release.vscode}`, () => workerHost(release));
});

/** Suites that write to every store, for the short form. */
const fewSuites = '^(?:Undo and redo|Whole papers|Citations an?) ';

function workerHost(release: Release): void {
  const passes = (name: string, hasServer: boolean): void => {
    test(name, async () => {
      const grep = isFullLength ? undefined : fewSuites;
      const { passed, failures } = await runWebHostTests({
        release,
        hasServer,
        ...(grep === undefined ? {} : { grep }),
      });
      assert.deepEqual(failures, []);
      assert.ok(passed > 0);
    }).timeout(isFullLength ? 600_000 : 180_000);
  };
  passes('passes the suites without a server', false);
  if (isFullLength) passes('passes the suites beside a server', true);
}

/** The steps of a new user in a browser without a server. */
function newUser(release: Release): void {
  let workbench: Workbench;
  const heading = (tab = workbench) => tab.readerFrame().getByRole('heading', { level: 1, name: title });
  const openPaper = async (tab = workbench): Promise<void> => {
    await tab.showPapers();
    await tab.view('Digests').expand('Jul 29');
    await tab.view('Digests').row(title).click();
    await heading(tab).waitFor();
  };

  suiteSetup(async () => {
    workbench = await openServerless(release);
  });
  suiteTeardown(() => workbench.close());

  test('shows the packaged days, and a paper with its formulas', async () => {
    await openPaper();
    await workbench.readerFrame().locator('.abstract').waitFor();
    await workbench.screenshot(`web-reader-${release.vscode}`);
  });

  test('finds papers as a person types', async () => {
    await workbench.search('approximate diagonalization');
    await workbench.quickPick.row(title).waitFor();
    await workbench.screenshot(`web-search-${release.vscode}`);
    await workbench.closeBox();
  });

  // What the browser keeps is the extension's own storage: the short form looks at it in one release.
  if (release === oldest && !isFullLength) return;

  test('keeps highlights, tags and marks over a reload', async () => {
    await selectWords(workbench.readerFrame(), 'long-range sequence tasks');
    await workbench.readerFrame().getByRole('button', { name: 'Highlight in yellow' }).click();
    await workbench.readerFrame().locator('.card').first().waitFor();
    await workbench.addTag('web/kept');
    await workbench.runCommand('Papers: Read Later');
    await workbench.view('Later').row(title).waitFor();
    await workbench.screenshot(`web-highlight-${release.vscode}`);
    await workbench.page.reload();
    await workbench.ready();
    await openPaper();
    await workbench.readerFrame().locator('.card').first().waitFor();
    await workbench.view('Later').row(title).waitFor();
    await workbench.screenshot(`web-reloaded-${release.vscode}`);
  });

  test('keeps what was changed in one tab for another, and after a tab is closed at once', async () => {
    const other = await workbench.openTab();
    await openPaper(other);
    await other.addTag('web/second');
    await other.readerFrame().getByText('web/second').first().waitFor();
    await other.page.close();
    await workbench.addTag('web/third');
    await workbench.readerFrame().getByText('web/third').first().waitFor();
    await workbench.page.reload();
    await workbench.ready();
    await openPaper();
    const page = workbench.readerFrame().locator('body');
    await eventually(async () => {
      const text = (await page.textContent()) ?? '';
      for (const tag of ['web/kept', 'web/second', 'web/third'])
        assert.ok(text.includes(tag), `${tag} in ${text.slice(0, 300)}`);
    });
  });
}
