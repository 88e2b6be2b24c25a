import assert from 'node:assert/strict';
import { selectWords } from '../support/selectWords';
import { editInTwoTabs, killTabs, type TabFigures } from '../faults/webTabs';
import { typeAndKill } from '../faults/webTyping';
import { isFullLength } from '../support/testLength';
import { newest, oldest, type Release } from '../support/versions';
import { runWebHostTests } from '../support/webHostTests';
import { eventually, openServerless, type Workbench } from '../support/workbench';

const title = 'Robustifying State-space Models for Long Sequences via Approximate Diagonalization';

/** The short form opens the newest as a person does, and runs a part of the suites in the oldest. */
suite('The browser without a server', () => {
  for (const release of isFullLength ? [newest, oldest] : [newest])
    suite(`A new user of VS Code ${release.vscode}`, function () {
      // A retry would find what the first attempt has written.
      this.retries(0);
      newUser(release);
    });
  for (const release of isFullLength ? [newest, oldest] : [oldest])
    suite(`The worker host of VS Code ${release.vscode}`, () => workerHost(release));
});

suite('Tabs of a browser without a server', () => {
  const intact = ({ stored, gone, torn }: TabFigures): void => {
    assert.deepEqual([gone, torn], [[], []]);
    assert.ok(stored > 0);
  };

  // The long form is in test/faults.
  if (!isFullLength) return;
  test('lose nothing that was stored when they are closed while they edit', async () => {
    intact(await killTabs(4));
  }).timeout(300_000);

  test('lose nothing of each other when two of them edit', async () => {
    intact(await editInTwoTabs(20));
  }).timeout(300_000);

  test('lose no text of a person when they end right after a key', async () => {
    const { typed, gone, doubled } = await typeAndKill(6);
    assert.deepEqual([typed, gone, doubled], [6, [], []]);
  }).timeout(300_000);
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
    }).timeout(600_000);
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

  // The browser stores the extension's own data: the short form checks them in one release.
  if (release === oldest && !isFullLength) return;

  const reload = async (): Promise<void> => {
    await workbench.page.reload();
    await workbench.ready();
    await openPaper();
  };
  const box = (tab = workbench) =>
    tab.readerFrame().getByRole('textbox', { name: 'Add a paragraph to the note' });
  /** The lines of text editors. Monaco shows spaces as no-break spaces. */
  const lineWith = (words: string, tab = workbench) =>
    tab.page.locator('.monaco-editor .view-line', { hasText: new RegExp(words.replaceAll(' ', '\\s'), 'u') });
  const inReader = async (parts: readonly string[], tab = workbench): Promise<void> =>
    eventually(async () => {
      const text = (await tab.readerFrame().locator('body').textContent()) ?? '';
      for (const part of parts) assert.ok(text.includes(part), `${part} in ${text.slice(0, 600)}`);
    });
  /** Types at the end of the text editor that is open beside the reader. */
  const typeInNote = async (words: string, tab = workbench): Promise<void> => {
    await tab.page.locator('.monaco-editor .view-lines').click();
    await tab.page.keyboard.press('Control+End');
    await tab.page.keyboard.type(`\n${words}`);
    await lineWith(words, tab).waitFor();
  };

  test('highlights words, tags a paper and puts it on the list for later', async () => {
    await selectWords(workbench.readerFrame(), 'long-range sequence tasks');
    await workbench.readerFrame().getByRole('button', { name: 'Highlight in yellow' }).click();
    await workbench.readerFrame().locator('.card').first().waitFor();
    await workbench.addTag('web/kept');
    await workbench.runCommand('Papers: Read Later');
    await workbench.view('Later').row(title).waitFor();
    // The reader goes on to the next paper.
    await openPaper();
    await workbench.screenshot(`web-highlight-${release.vscode}`);
  });

  test('stores text typed into a note in a text editor, beside tags added in the reader', async () => {
    await workbench.addTag('web/before');
    await workbench.runCommand('Papers: Open Note');
    await lineWith('# Robustifying').waitFor();
    await typeInNote('Typed and saved.');
    await workbench.page.keyboard.press('Control+s');
    await inReader(['Typed and saved.']);
    await workbench.addTag('web/after');
    await inReader(['web/before', 'web/after', 'Typed and saved.']);
    await typeInNote('Typed before a tag.');
    await workbench.addTag('web/dirty');
    await inReader(['web/dirty', 'Typed before a tag.']);
    await typeInNote('Typed and undone.');
    await workbench.page.keyboard.press('Control+s');
    await inReader(['Typed and undone.']);
    await workbench.page.keyboard.press('Control+z');
    await lineWith('Typed and undone').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Control+s');
    await workbench.readerFrame().getByText('Typed and undone.').waitFor({ state: 'detached' });
    await inReader(['Typed before a tag.']);
    await workbench.screenshot(`web-note-${release.vscode}`);
  });

  const words = 'Words that nobody has sent yet.';

  test('keeps all of it over a reload, with what was tagged and was being written when the tab was closed at once', async () => {
    // Another tab in the long form: opening one takes as long as a window.
    const writing = isFullLength ? await workbench.openTab() : workbench;
    await openPaper(writing);
    await writing.addTag('web/second');
    await writing.readerFrame().getByText('web/second').first().waitFor();
    await box(writing).pressSequentially(words);
    if (writing !== workbench) await writing.page.close();
    await reload();
    await workbench.readerFrame().locator('.card').first().waitFor();
    await workbench.view('Later').row(title).waitFor();
    const tags = ['web/kept', 'web/before', 'web/after', 'web/dirty', 'web/second'];
    await inReader([...tags, 'Typed and saved.', 'Typed before a tag.']);
    assert.equal(await workbench.readerFrame().getByText('Typed and undone.').count(), 0);
    await eventually(async () => assert.equal(await box().inputValue(), words));
    await workbench.screenshot(`web-reloaded-${release.vscode}`);
    // VS Code restores the editor of the note only if it has saved its own state before the reload.
    await workbench.runCommand('Papers: Open Note');
    await lineWith('Typed before a tag').waitFor();
    await workbench.runCommand('View: Close All Editors');
  });

  test('keeps later additions beside the earlier ones', async () => {
    await openPaper();
    await box().press('Enter');
    await workbench.readerFrame().locator('.note-text').getByText(words).waitFor();
    await workbench.addTag('web/third');
    await workbench.readerFrame().getByText('web/third').first().waitFor();
    await reload();
    await workbench.readerFrame().locator('.note-text').getByText(words).waitFor();
    assert.equal(await box().inputValue(), '');
    await inReader(['web/kept', 'web/second', 'web/third']);
  });

  // Two tabs take long: their merging is in the unit tests.
  if (!isFullLength) return;

  test('keeps text typed into a note in one tab and tags added in another', async () => {
    await workbench.runCommand('Papers: Open Note');
    await lineWith('Typed and saved').waitFor();
    const other = await workbench.openTab();
    await openPaper(other);
    await other.runCommand('Papers: Open Note');
    await lineWith('Typed and saved', other).waitFor();
    await workbench.addTag('web/here');
    await inReader(['web/here'], other);
    await typeInNote('Typed there.', other);
    await other.page.keyboard.press('Control+s');
    await inReader(['web/here', 'Typed there.']);
    await inReader(['web/here', 'Typed there.'], other);
    // The editor of this tab was open all the time.
    await lineWith('Typed there').waitFor();
    await typeInNote('Typed here.');
    await workbench.page.keyboard.press('Control+s');
    await inReader(['web/here', 'Typed there.', 'Typed here.'], other);
    await other.page.close();
    await workbench.runCommand('View: Close All Editors');
  });

  test('opens a note that another tab has made', async () => {
    const other = await workbench.openTab();
    await openPaper(other);
    const second = 'Consistency-guided Prompt Learning for Vision-Language Models';
    await workbench.view('Digests').row(second).click();
    await workbench.readerFrame().getByRole('heading', { level: 1, name: second }).waitFor();
    await workbench.addTag('web/made');
    await other.view('Digests').row(second).click();
    await inReader(['web/made'], other);
    await other.runCommand('Papers: Open Note');
    await typeInNote('Typed where it was not made.', other);
    await other.page.keyboard.press('Control+s');
    await inReader(['web/made', 'Typed where it was not made.']);
    await other.page.close();
    await workbench.runCommand('View: Close All Editors');
    await openPaper();
  });
}
