import assert from 'node:assert/strict';
import {
  fetchFromArxiv,
  fetchFromHuggingFace,
  subscribe,
  subscriptionEntry,
  unsubscribe,
} from '../../support/fetchDays';
import { reply, stalls } from '../../support/stubBehaviour';
import type { StubServer } from '../../support/stubServer';
import { eventually, type Workbench } from '../../support/workbench';
import { stubWindow, tidyForDays } from './stubWindow';

suite('Days from services', () => {
  let workbench: Workbench;
  let stub: StubServer;
  const digests = () => workbench.view('Digests');

  suiteSetup(async () => {
    ({ workbench, stub } = await stubWindow());
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
  });

  suite('Fetch Days', () => {
    const description = async (day: string): Promise<string> =>
      (await digests().rows()).find(({ label }) => label === day)?.description ?? '';

    test('days of a range come in whole, over all pages', async () => {
      await fetchFromHuggingFace(workbench, '2024-03-11 to 2024-03-12');
      await workbench.message('Hugging Face: 133 new papers in 2 days.');
      await eventually(async () => {
        assert.match(await description('Mar 12, 2024'), /^130 unread · Hugging Face$/u);
      });
    });

    test('the message of a fetch shows its newest day, and the fetch is undone and redone as one step', async () => {
      await fetchFromHuggingFace(workbench, '2024-02-19 to 2024-02-20');
      await workbench.pressInMessage('Hugging Face: 6 new papers in 2 days.', 'Show');
      await digests().pane.locator('.monaco-list-row.focused', { hasText: 'Feb 20, 2024' }).waitFor();
      await digests().row('(2024-02-20, 1)').waitFor();
      await workbench.page.keyboard.press('Control+z');
      await workbench.page.locator('.part.statusbar').getByText('Undid “Fetch 2 Days”').waitFor();
      for (const day of ['Feb 19, 2024', 'Feb 20, 2024'])
        await digests().row(day).waitFor({ state: 'detached' });
      await workbench.runCommand('Papers: Redo');
      await digests().row('Feb 20, 2024').waitFor();
      await digests().row('Feb 19, 2024').waitFor();
      await fetchFromHuggingFace(workbench, '2024-02-21');
      await workbench.pressInMessage('Hugging Face: 3 new papers in 1 day.', 'Undo');
      await digests().row('Feb 21, 2024').waitFor({ state: 'detached' });
    });

    test('a day that breaks off is reported with a next step, and is complete at the next attempt', async () => {
      stub.fault('date=2024-03-13', reply(200, '{"error": 1}', { 'content-type': 'application/json' }));
      await fetchFromHuggingFace(workbench, '2024-03-13');
      await workbench.message(/1 day could not be fetched.*not a list of papers/u);
      await workbench.pressInMessage(/could not be fetched/u, 'Try Again');
      await digests().row('Mar 13, 2024').waitFor();
    });

    test('part of a list is kept, and the day says that it is not complete', async () => {
      stub.fault('date=2024-02-12', reply(200, '[{"paper":{"id":"2402.00001","title":"Half of a List"', {}));
      await fetchFromHuggingFace(workbench, '2024-02-12');
      await eventually(async () =>
        assert.match(await description('Feb 12, 2024'), /^1 unread · partial · Hugging Face/u),
      );
    });

    test('a fetched day is removed, and comes back with Undo', async () => {
      await workbench.contextMenu(digests().row('Mar 11, 2024'), 'Remove Fetched Day');
      await digests().row('Mar 11, 2024').waitFor({ state: 'detached' });
      await workbench.pressInMessage('Removed the day 2024-03-11', 'Undo');
      await digests().row('Mar 11, 2024').waitFor();
    });

    test('what arrived before a cancel stays', async () => {
      stub.fault('date=2024-01-03', stalls);
      await fetchFromHuggingFace(workbench, '2024-01-02 to 2024-01-05');
      await digests().row('Jan 2, 2024').waitFor();
      await workbench.pressInMessage(/2024-01-03 \(2 of 4\)/u, 'Cancel');
      await workbench.toast(/Fetching days/u).waitFor({ state: 'hidden' });
      await digests().row('Jan 2, 2024').waitFor();
      assert.ok(!stub.requests.some(({ url }) => url.includes('date=2024-01-04')));
    });

    test('details of a day are requested, and the reader shows them as text', async () => {
      // Fetched by a test before, if that has not failed.
      if ((await digests().row('Mar 14, 2024').count()) === 0)
        await fetchFromHuggingFace(workbench, '2024-03-14');
      await workbench.contextMenu(digests().row('Mar 14, 2024'), 'Refresh Details');
      await digests().expand('Mar 14, 2024');
      const paper = digests().row('(2024-03-14, 1)');
      await paper.waitFor();
      // Else what VS Code shows of the day lies on its papers.
      await workbench.page.mouse.move(640, 20);
      await paper.click();
      const facts = workbench.readerFrame().locator('.facts');
      await facts.getByText('42 upvotes').waitFor();
      await facts.getByText('owner/name · 7 stars').waitFor();
      await paper.click({ button: 'right' });
      const item = (label: string) =>
        workbench.page.locator('.context-view .action-label', { hasText: label });
      await item('Open on arXiv').waitFor();
      assert.equal(await item('Find on arXiv…').count(), 0);
      await workbench.page.keyboard.press('Escape');
      await workbench.contextMenu(paper, 'Copy as BibTeX');
      await eventually(async () => {
        const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
        assert.match(copied, /^@[a-z]+\{[^]*eprint = \{2403\.14000\}/u);
      });
    });

    test('a paper of the seeds is matched by a title that is alike only with a yes', async () => {
      // A day whose papers no other suite of this window looks at: the two become one.
      stub.today = '2024-03-13';
      const seed = 'EControl: Fast Distributed Optimization with Compression and Error Control';
      // The menu of before may give the focus back late, which closes the list just before the click.
      await eventually(async () => {
        await workbench.search(seed);
        await workbench.quickPick.row(seed).click({ timeout: 3000 });
        await workbench.tab(seed).waitFor({ timeout: 5000 });
      });
      const row = digests().row(/Error Control(?! \(2024)/u);
      await workbench.contextMenu(row, 'Find on arXiv…');
      await workbench.quickPick.box.getByText('Are These the Same Papers?').waitFor();
      await eventually(async () => {
        await workbench.page.keyboard.press('Escape');
        await workbench.quickPick.box.waitFor({ state: 'hidden', timeout: 1000 });
      });
      await workbench.runCommand('Papers: Refresh Details');
      await workbench.quickPick.box.getByText('Are These the Same Papers?').waitFor();
      await workbench.quickPick.box.locator('.monaco-list-row').first().click();
      await workbench.page.keyboard.press('Enter');
      await workbench
        .readerFrame()
        .locator('.facts')
        .getByText(/^arXiv:2403\./u)
        .waitFor();
      stub.today = '2024-03-14';
    });

    test('categories of arXiv are chosen, and their papers come under a day of arXiv', async () => {
      await fetchFromArxiv(workbench, 'cs.LG', '2024-03-08');
      await eventually(async () => assert.match(await description('Mar 8, 2024'), /^3 unread · arXiv/u));
    });
  });

  suite('Subscribe', () => {
    const entry = () => subscriptionEntry(workbench);

    /** The row of today, above those of another year, with its papers. */
    const today = async (): Promise<string> => {
      const [{ label, description: counts } = { label: '', description: '' }] = await digests().rows();
      assert.match(label, /^\w{3}, \w{3} \d+$/u);
      assert.equal(counts, '3 unread · Hugging Face');
      return label;
    };
    let before = 0;

    suiteSetup(async () => {
      await tidyForDays(workbench);
      stub.today = new Date().toISOString().slice(0, 10);
      before = stub.requests.length;
    });

    test('the latest list is fetched once a person subscribes, and is not requested twice', async () => {
      await subscribe(workbench, 'Hugging Face Daily Papers');
      await workbench.pressInMessage('3 new papers', 'Show');
      const newest = await eventually(today);
      await digests().pane.locator('.monaco-list-row.focused', { hasText: newest }).waitFor();
      assert.equal(stub.requests.length, before + 1);
      await entry().click();
      await workbench.quickPick.box.getByText('Fetch Now').click();
      await workbench.page.locator('.statusbar-item', { hasText: 'No new list' }).waitFor();
      await entry().click();
      await workbench.quickPick.box.getByText('Pause').click();
      await workbench.page.locator('.statusbar-item .codicon-debug-pause').waitFor();
      assert.equal(stub.requests.length, before + 1);
    });

    test('fetched days are listed by the status bar entry, and a row opens its day', async () => {
      await digests().collapseAll();
      await entry().click();
      await workbench.quickPick.row('2024-02-20 Hugging Face').click();
      await digests().pane.locator('.monaco-list-row.focused', { hasText: 'Feb 20, 2024' }).waitFor();
      await digests().row('(2024-02-20, 1)').waitFor();
    });

    test('it goes away with Unsubscribe, and what it fetched stays', async () => {
      await unsubscribe(workbench);
      await eventually(today);
    });
  });
});
